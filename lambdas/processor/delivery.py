"""One delivery of a message by the queue, and whether it is to be run."""

from dataclasses import dataclass, replace

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from execution_log import Execution, Reason
from execution_log.clock import timestamp
from execution_log.lifecycle import adopted, is_alive, next_attempt, settled

QUEUED_PAUSE_MS = 60_000
"""How long a newer message waits for one that was put on the queue by hand and comes first."""


class NotRun(Exception):
    """The delivery is not run. ``newest``: the attempt that stands in its way."""

    kind: str | None = None
    """Of the note that the log gets; None: none."""

    def __init__(self, newest: Execution, why: str) -> None:
        super().__init__(why)
        self.newest = newest


class StillRunning(NotRun):
    """Another attempt is alive, or is to come first: try again when it must be over."""

    def retry_at_ms(self, now_ms: int) -> int:
        """When to look again; the process that runs it is dead by then."""
        return self.newest.deadline_at_ms or now_ms + QUEUED_PAUSE_MS


class DeliveredTwice(StillRunning):
    """The very message is being processed."""

    kind = "duplicate_delivery"


class AlreadyDone(NotRun):
    """The very message has been processed."""

    kind = "duplicate_delivery"


class Outdated(NotRun):
    """A newer message has been processed, or is about to be."""

    kind = "superseded_message"


class GaveUp(NotRun):
    """The message has had its last try, which ended without a word, or is not to be tried again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What decides whether a message is run now."""

    message_id: str
    sent_at_ms: int | None
    asked_for: str | None
    """The execution that was queued for this message when somebody asked to process it again."""

    @classmethod
    def of(cls, record: SQSRecord) -> "Delivery":
        sent = record.attributes.get("SentTimestamp")
        asked_for = record.message_attributes["execution_id"]
        return cls(
            message_id=record.message_id,
            sent_at_ms=int(sent) if sent else None,
            asked_for=asked_for.string_value if asked_for else None,
        )

    def succession(self, previous: Execution, new: Execution) -> tuple[Execution, Execution]:
        """At most one live attempt of a tracking id; each try of a message is a fresh attempt.

        Raises NotRun.
        """
        if previous.expires_at <= new.started_at_ms // 1000:
            return next_attempt(previous, new)
        if previous.reason is Reason.QUEUED:
            return self._after_queued(previous, new)
        if is_alive(previous, new.started_at_ms):
            raise self._still_running(previous)
        if previous.origin.message_id == self.message_id:
            return self._next_try(previous, new)
        if previous.reason is Reason.SUCCEEDED and self._is_older_than(previous):
            raise Outdated(previous, "An older message was not run: a newer one has been processed")
        return next_attempt(previous, new)

    def _after_queued(self, previous: Execution, new: Execution) -> tuple[Execution, Execution]:
        if previous.execution_id == self.asked_for:
            return adopted(previous, new)
        if self._is_older_than(previous):
            raise Outdated(previous, "An older message was not run: a newer one waits in the queue")
        raise StillRunning(previous, "Another message comes first")

    def _still_running(self, previous: Execution) -> StillRunning:
        if previous.origin.message_id != self.message_id:
            return StillRunning(previous, "Another attempt is running")
        return DeliveredTwice(
            previous, f"Delivered again and not run: {previous.execution_id} is processing it"
        )

    def _next_try(self, previous: Execution, new: Execution) -> tuple[Execution, Execution]:
        if previous.reason is Reason.SUCCEEDED:
            raise AlreadyDone(previous, "Delivered again and not run: it has been processed")
        ended = settled(previous, new.started_at_ms)
        if previous.next_try_at_ms is None:
            raise GaveUp(ended, _last_words(ended))
        tries = (previous.retry_attempt or 1) + 1
        is_last = tries >= (new.max_attempts or tries)
        _, numbered = next_attempt(previous, new)
        return ended, replace(
            numbered,
            retry_attempt=tries,
            retry_of=previous.execution_id,
            error_before=_what_went_wrong(ended),
            next_try_at_ms=None if is_last else new.next_try_at_ms,
        )

    def _is_older_than(self, previous: Execution) -> bool:
        asked = previous.queued_at_ms or previous.started_at_ms
        return self.sent_at_ms is not None and self.sent_at_ms < asked


def _last_words(ended: Execution) -> str:
    tries = f"try {ended.retry_attempt} of {ended.max_attempts}"
    return f"Given up after {tries}: {_what_went_wrong(ended)}"


def _what_went_wrong(ended: Execution) -> str:
    if ended.error:
        return f"{ended.failed_step}: {ended.error}" if ended.failed_step else ended.error
    since = timestamp(ended.deadline_at_ms or ended.started_at_ms)
    return f"the process stopped without a word before {since}"
