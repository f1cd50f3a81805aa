"""Sends profiles to the queue, for producers (guide: docs/producers.md).

Needs the standard library and boto3. Not part of ``import execution_log``, so that a function that
only records does not load it.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from execution_log import aws
from execution_log.errors import ExecutionLogError
from execution_log.profile import BODY_BYTES, PROBLEMS_SHOWN, InvalidProfile, Profile

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

__all__ = ["InvalidProfile", "NotSent", "Profile", "ProfileQueue", "Unsent"]

CLIENT_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 3},
)
"""At worst some 25 s for one call."""

BATCH_ENTRIES = 10
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
All bodies of a batch together may have BODY_BYTES."""

WAITS_S = (0.0, 0.2, 1.0)
"""Before each try of what SQS did not take through a fault of its own: at most so long."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A profile that is not on the queue, and why."""

    profile: Profile
    reason: str


class NotSent(ExecutionLogError):
    """SQS did not take all profiles. Those that are not in ``unsent`` are on the queue."""

    def __init__(self, unsent: Sequence[Unsent], message_ids: Sequence[str | None]) -> None:
        shown = [f"{one.profile.tracking_id}: {one.reason}" for one in unsent[:PROBLEMS_SHOWN]]
        count = f"{len(unsent)} of {len(message_ids)}"
        super().__init__(f"SQS did not take {count} profiles: {'; '.join(shown)}")
        self.unsent = unsent
        self.message_ids = message_ids
        """In the order of the profiles; None for those that were not sent."""


@dataclass(slots=True)
class _Outgoing:
    """A profile on its way."""

    profile: Profile
    message_id: str | None = None
    reason: str = "not tried"
    may_pass: bool = True


class ProfileQueue:
    """The queue of profiles: the stack's output ``QueueUrl``. Threads may share it.

    Its caller needs the permission ``sqs:SendMessage`` on the queue, and no other.
    """

    def __init__(
        self,
        queue_url: str,
        client: "SQSClient | None" = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._queue_url = queue_url
        self._client: SQSClient = client or aws.client("sqs", CLIENT_CONFIG)
        self._sleep = sleep

    def send(self, profile: Profile) -> str:
        """Returns the message id. Raises NotSent."""
        (message_id,) = self.send_all([profile])
        return message_id

    def send_all(self, profiles: Iterable[Profile]) -> list[str]:
        """Returns the message ids in the order of the profiles. Raises NotSent for the rest.

        What SQS does not take through a fault of its own is tried again, three times in all. If
        SQS is out of reach or refuses the call, nothing further is tried.
        """
        outgoing = [_Outgoing(profile) for profile in profiles]
        try:
            self._try_all(outgoing)
        except (BotoCoreError, ClientError) as error:
            for one in outgoing:
                one.reason = str(error) if one.may_pass else one.reason
            raise _not_sent(outgoing) from error
        ids = [one.message_id for one in outgoing if one.message_id is not None]
        if len(ids) < len(outgoing):
            raise _not_sent(outgoing)
        return ids

    def _try_all(self, outgoing: Sequence[_Outgoing]) -> None:
        for longest_wait in WAITS_S:
            waiting = [one for one in outgoing if one.message_id is None and one.may_pass]
            if waiting and longest_wait:
                self._sleep(random.uniform(0, longest_wait))  # noqa: S311 (spreads the load)
            for batch in _batches(waiting):
                self._send_batch(batch)

    def _send_batch(self, batch: Sequence[_Outgoing]) -> None:
        answer = self._client.send_message_batch(
            QueueUrl=self._queue_url,
            Entries=[
                {"Id": str(index), "MessageBody": one.profile.body}
                for index, one in enumerate(batch)
            ],
        )
        for sent in answer.get("Successful", []):
            batch[int(sent["Id"])].message_id = sent["MessageId"]
        for failed in answer.get("Failed", []):
            one = batch[int(failed["Id"])]
            one.reason = f"{failed['Code']}: {failed.get('Message', 'no further word')}"
            one.may_pass = not failed["SenderFault"]


def _batches(outgoing: Iterable[_Outgoing]) -> Iterator[list[_Outgoing]]:
    """As few calls as the limits of a batch allow, in order."""
    batch: list[_Outgoing] = []
    room = BODY_BYTES
    for one in outgoing:
        size = len(one.profile.body.encode())
        if size > room or len(batch) == BATCH_ENTRIES:
            yield batch
            batch, room = [], BODY_BYTES
        batch.append(one)
        room -= size
    if batch:
        yield batch


def _not_sent(outgoing: Sequence[_Outgoing]) -> NotSent:
    return NotSent(
        unsent=[Unsent(one.profile, one.reason) for one in outgoing if one.message_id is None],
        message_ids=[one.message_id for one in outgoing],
    )
