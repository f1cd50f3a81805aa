"""The job queue, as far as the processor steers when a message comes back."""

import logging
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from botocore.exceptions import BotoCoreError, ClientError

from execution_log import aws
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.dead_letters import CLIENT_CONFIG

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

LONGEST_S = 12 * 60 * 60 - 60
"""SQS hides a message for 12 hours at most, counted from its receipt (ChangeMessageVisibility)."""

logger = logging.getLogger(__name__)


class JobQueue:
    def __init__(
        self, queue_url: str, client: "SQSClient | None" = None, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        self._queue_url = queue_url
        self._client: SQSClient = client or aws.client("sqs", CLIENT_CONFIG)
        self._clock = clock

    def return_at(self, record: SQSRecord, at_ms: int) -> None:
        """Has a message come back at a time (ms since 1970), unless it is deleted before.

        If that fails, it comes back when the queue's own visibility timeout is over.
        """
        seconds = -(-(at_ms - self._clock.now_ms()) // 1000)
        try:
            self._client.change_message_visibility(
                QueueUrl=self._queue_url,
                ReceiptHandle=record.receipt_handle,
                VisibilityTimeout=min(max(seconds, 0), LONGEST_S),
            )
        except (BotoCoreError, ClientError):
            logger.exception("the message comes back later than planned")
