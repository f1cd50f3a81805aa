"""Keeps messages that are not tried again, with the reason, in the dead-letter queue."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from execution_log import aws
from execution_log.profile import BODY_BYTES

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

CLIENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 3},
)

GAVE_UP = "GAVE_UP"
"""Error code of a message whose last try ended without a word, or that had no try left."""

REASON_BYTES = 1_024
ATTRIBUTES = 10
"""Of one message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html"""

Attribute = dict[str, Any]
"""As SendMessage takes it."""


class DeadLetters:
    """The dead-letter queue, for messages that would burn their retries in vain."""

    def __init__(self, queue_url: str, client: "SQSClient | None" = None) -> None:
        self._queue_url = queue_url
        self._client: SQSClient = client or aws.client("sqs", CLIENT_CONFIG)

    def keep(
        self, record: Mapping[str, Any], tracking_id: str, reason: str, error_code: str
    ) -> None:
        """Sends a message there, whole, with its own attributes and the reason beside them.

        ``record``: the message in Lambda's event. If this fails, the error makes SQS keep the
        original.
        """
        attributes: Any = dict(_attributes(record, tracking_id, reason, error_code))
        self._client.send_message(
            QueueUrl=self._queue_url, MessageBody=record["body"], MessageAttributes=attributes
        )


def _attributes(
    record: Mapping[str, Any], tracking_id: str, reason: str, error_code: str
) -> Iterator[tuple[str, Attribute]]:
    """As many as SQS takes, the most important ones first: a body may need nearly all the room."""
    told = {
        "error_code": _text(error_code),
        "tracking_id": _text(tracking_id),
        "original_message_id": _text(record["messageId"]),
        "reason": _text(_printable(reason)),
    }
    room, left = BODY_BYTES - len(record["body"].encode()), ATTRIBUTES
    for name, attribute in (told | _own_attributes(record) | told).items():
        size = _size(name, attribute)
        if size <= room and left:
            room, left = room - size, left - 1
            yield name, attribute


def _own_attributes(record: Mapping[str, Any]) -> dict[str, Attribute]:
    """What the message was sent with; Lambda's event has bytes as Base64."""
    return {
        name: {"DataType": own["dataType"], "BinaryValue": b64decode(own["binaryValue"])}
        if own.get("binaryValue")
        else {"DataType": own["dataType"], "StringValue": own["stringValue"]}
        for name, own in (record.get("messageAttributes") or {}).items()
    }


def _text(value: str) -> Attribute:
    return {"DataType": "String", "StringValue": value}


def _size(name: str, attribute: Attribute) -> int:
    """Name, type and value count, as the body does."""
    parts = (name, *attribute.values())
    return sum(len(part if isinstance(part, bytes) else part.encode()) for part in parts)


def _printable(text: str) -> str:
    """SQS takes XML's characters only (SendMessage, message attributes)."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown.encode("utf-8", "replace")[:REASON_BYTES].decode("utf-8", "ignore") or "unknown"
