"""Keeps messages that can never be processed, with the reason, in the dead-letter queue."""

from typing import TYPE_CHECKING

import boto3
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

CLIENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 3},
)

REASON_BYTES = 1_024


class DeadLetters:
    """The dead-letter queue, for messages that would burn their retries in vain."""

    def __init__(self, queue_url: str, client: "SQSClient | None" = None) -> None:
        self._queue_url = queue_url
        self._client = client or boto3.client("sqs", config=CLIENT_CONFIG)

    def keep(self, record: SQSRecord, tracking_id: str, reason: str, error_code: str) -> None:
        """Sends the message there, whole. If that fails, the error makes SQS keep the original."""
        attributes = {
            "reason": _printable(reason),
            "error_code": error_code,
            "tracking_id": tracking_id,
            "original_message_id": record.message_id,
        }
        self._client.send_message(
            QueueUrl=self._queue_url,
            MessageBody=record.body,
            MessageAttributes={
                name: {"DataType": "String", "StringValue": value}
                for name, value in attributes.items()
            },
        )


def _printable(text: str) -> str:
    """SQS takes XML's characters only (SendMessage, message attributes)."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown.encode("utf-8", "replace")[:REASON_BYTES].decode("utf-8", "ignore") or "unknown"
