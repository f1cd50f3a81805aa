"""The dead-letter queue as SQS offers it: one can hold messages, never just look at them."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from botocore.exceptions import BotoCoreError, ClientError

from api.errors import Conflict, NotSupported
from api.queues import Client, queue_errors
from execution_log.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BATCH = 10
"""Messages that SQS hands out or changes in one call."""
HOLD_S = 20
"""How long a message stays hidden from others if this function dies while it holds it."""
RECEIVE_MS = 3_000
"""How long messages are received for one request."""
WAIT_S = 1
"""A receive that does not wait asks only some of SQS's servers, and may miss messages."""

Count = Literal["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
COUNTS: tuple[Count, ...] = get_args(Count)

Held = dict[str, "MessageTypeDef"]
"""Messages by their id, hidden from others for now."""

UNSUPPORTED = {"InvalidAction", "UnsupportedOperation", "UnknownOperation"}
CANT_MOVE_ALL = (
    "The queue service of this stage can't move all messages at once; "
    "select the messages and put them back"
)
MOVING_ALREADY = "All messages are being put back already; look again in a moment"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeadLetterQueue:
    """Every method raises QueueUnavailable when SQS does not do its part."""

    client: Client
    url: str
    arn: str
    clock: Clock

    def approximate_total(self) -> int:
        """Messages in the queue, held ones too. SQS's count may lag a minute behind."""
        with queue_errors():
            found = self.client().get_queue_attributes(QueueUrl=self.url, AttributeNames=COUNTS)
        return sum(int(found["Attributes"][name]) for name in COUNTS)

    @contextmanager
    def held(self, total: int, enough: Callable[[Held], bool]) -> Iterator[Held]:
        """Holds messages until there are ``enough``, no more come, or the time is over.

        What is still in the dictionary after the block is visible to others again. ``total`` is
        how many messages there should be.
        """
        held: Held = {}
        try:
            self._receive(held, total, enough)
            yield held
        finally:
            self._release(held)

    def delete(self, message: "MessageTypeDef") -> None:
        with queue_errors():
            self.client().delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def move_all(self, destination_arn: str) -> str:
        """Starts SQS's own move of all messages; returns its handle."""
        with queue_errors(), _move_errors():
            task = self.client().start_message_move_task(
                SourceArn=self.arn, DestinationArn=destination_arn
            )
            return task["TaskHandle"]

    def _receive(self, held: Held, total: int, enough: Callable[[Held], bool]) -> None:
        end = self.clock.monotonic_ms() + RECEIVE_MS
        while not enough(held) and self.clock.monotonic_ms() < end:
            messages = self._batch(0 if len(held) >= total else WAIT_S)
            if not messages:
                return
            held.update((message["MessageId"], message) for message in messages)

    def _batch(self, wait_s: int) -> "Sequence[MessageTypeDef]":
        with queue_errors():
            answer = self.client().receive_message(
                QueueUrl=self.url,
                MaxNumberOfMessages=BATCH,
                VisibilityTimeout=HOLD_S,
                WaitTimeSeconds=wait_s,
                MessageAttributeNames=["All"],
                MessageSystemAttributeNames=["SentTimestamp", "ApproximateReceiveCount"],
            )
        return answer.get("Messages", [])

    def _release(self, held: Held) -> None:
        """If it fails, nothing is lost: SQS itself ends the hold after HOLD_S."""
        messages = list(held.values())
        try:
            for start in range(0, len(messages), BATCH):
                self._show_again(messages[start : start + BATCH])
        except (BotoCoreError, ClientError):
            logger.exception("dead letters stay hidden for up to %d s", HOLD_S)

    def _show_again(self, messages: "Iterable[MessageTypeDef]") -> None:
        self.client().change_message_visibility_batch(
            QueueUrl=self.url,
            Entries=[
                {"Id": str(number), "ReceiptHandle": m["ReceiptHandle"], "VisibilityTimeout": 0}
                for number, m in enumerate(messages)
            ],
        )


@contextmanager
def _move_errors() -> Iterator[None]:
    """What a person needs to know about a move that SQS did not start."""
    try:
        yield
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
        if code.rpartition(".")[2] in UNSUPPORTED:
            raise NotSupported(CANT_MOVE_ALL) from error
        if "already" in message:
            raise Conflict(MOVING_ALREADY) from error
        raise
