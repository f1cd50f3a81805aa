"""What the log finally says of a message that the queue has given up. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dead_letters.letter import Letter
from execution_log import Execution, Origin, Reason, Redactor
from execution_log.dead_letters import GAVE_UP
from execution_log.encode import NAME_LIMIT, clean
from execution_log.lifecycle import is_alive, settled

NEVER_STARTED = "NEVER_STARTED"
ALREADY_DONE = "ALREADY_DONE"
"""Error code of a message whose job has completed, and which nobody took off the queue."""

WAITING = frozenset({Reason.QUEUED, Reason.SEND_FAILED})
"""No process has begun with them; a message may have been sent although that is not noted."""

FAILURES = frozenset({Reason.FAILED, Reason.TIMED_OUT})
"""They may pass, so that another try may be planned."""

_REDACTOR = Redactor()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a message is kept, and where its log is."""

    tracking_id: str
    reason: str
    error_code: str


def attempt_of(letter: Letter, attempts: Iterable[Execution]) -> Execution | None:
    """The first of the attempts that was made for the message."""
    for attempt in attempts:
        asked_for = attempt.execution_id == letter.asked_for and attempt.reason in WAITING
        if asked_for or attempt.origin.message_id == letter.message_id:
            return attempt
    return None


def concluded(attempt: Execution, letter: Letter, deliveries: int, now_ms: int) -> Execution:
    """The message's newest attempt with its last word; unchanged if it has, or will have, its own.

    An attempt that is alive ends itself. One that has failed for good has said why.
    """
    ended = settled(attempt, now_ms)
    if ended.reason in WAITING:
        sent = replace(ended, duration_ms=0, origin=Origin(message_id=letter.message_id))
        return _dead_lettered(sent, now_ms, never_started(deliveries), NEVER_STARTED)
    if ended.reason is Reason.KILLED or (ended.reason in FAILURES and ended.next_try_at_ms):
        return _dead_lettered(ended, now_ms, _gave_up(ended, deliveries), GAVE_UP)
    return attempt


def verdict_on(attempt: Execution, deliveries: int) -> Verdict:
    """What the message is kept with, as its newest attempt tells it."""
    reason, error_code = attempt.error, attempt.error_code
    if attempt.reason is Reason.RUNNING:
        reason = f"Given up after {deliveries} deliveries, while it was being processed"
        error_code = GAVE_UP
    if attempt.reason is Reason.SUCCEEDED:
        reason = f"It has been processed, but was delivered {deliveries} times"
        error_code = ALREADY_DONE
    told = attempt.reason.value
    return Verdict(attempt.tracking_id, reason or told, error_code or told)


def is_in_the_way(newest: Execution, letter: Letter, now_ms: int) -> bool:
    """Whether a tracking id's newest attempt, made for another message, must stay the newest.

    It does while it lives or waits: who comes next is decided by it. One that has completed the job
    for a newer message is what counts.
    """
    if newest.reason is Reason.QUEUED or is_alive(newest, now_ms):
        return True
    sent_since = newest.queued_at_ms or newest.started_at_ms
    is_older = letter.sent_at_ms is not None and letter.sent_at_ms < sent_since
    return newest.reason is Reason.SUCCEEDED and is_older


def without_a_start(
    letter: Letter, *, execution_id: str, deliveries: int, now_ms: int, expires_at: int
) -> Execution:
    """The execution of a message with which no process has ever begun."""
    execution = Execution(
        tracking_id=letter.tracking_id,
        execution_id=execution_id,
        attempt=0,
        company=clean(letter.company, NAME_LIMIT, _REDACTOR),
        tier=clean(letter.tier, NAME_LIMIT, _REDACTOR),
        started_at_ms=now_ms,
        expires_at=expires_at,
        duration_ms=0,
        queued_at_ms=letter.sent_at_ms,
        origin=Origin(message_id=letter.message_id),
    )
    return _dead_lettered(execution, now_ms, never_started(deliveries), NEVER_STARTED)


def never_started(deliveries: int) -> str:
    return (
        f"Never started: the function did not run in {deliveries} deliveries "
        "(throttled, or it crashed when it started)"
    )


def _gave_up(attempt: Execution, deliveries: int) -> str:
    failure = attempt.error or "its process stopped without a word"
    return f"Given up after {deliveries} deliveries; the last failure: {failure}"


def _dead_lettered(execution: Execution, now_ms: int, error: str, error_code: str) -> Execution:
    """An execution that did not end itself took until its deadline, at most."""
    ended_at = execution.completed_at_ms or min(execution.deadline_at_ms or now_ms, now_ms)
    took = execution.duration_ms
    return replace(
        execution,
        reason=Reason.DEAD_LETTERED,
        completed_at_ms=ended_at,
        duration_ms=max(0, ended_at - execution.started_at_ms) if took is None else took,
        error=error,
        error_code=error_code,
        retry_possible=False,
        next_try_at_ms=None,
    )
