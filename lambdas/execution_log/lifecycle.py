"""What becomes of an execution that nobody ends, and of the attempt before a new one. Pure."""

from collections.abc import Callable
from dataclasses import replace

from execution_log.model import Execution, Reason

GRACE_MS = 5_000
"""How long after its deadline a running execution is taken for killed: clocks differ a little."""

UNSENT_MS = 5 * 60_000
"""How long after its request an execution may wait without a message (faults H24)."""

Succession = Callable[[Execution, Execution], tuple[Execution, Execution]]
"""Decides what follows: gets the newest attempt and the new execution, and returns both as they are
to be stored. Where both have one execution id, the new one takes the place of the other. Raises to
refuse the new one."""


def is_alive(execution: Execution, now_ms: int) -> bool:
    """Whether a process may still work on it: it has not ended, nor is its deadline over."""
    if execution.reason is not Reason.RUNNING:
        return False
    deadline = execution.deadline_at_ms
    return deadline is None or now_ms <= deadline + GRACE_MS


def settled(execution: Execution, now_ms: int) -> Execution:
    """The execution, with the reason KILLED if Lambda must have ended it without a word.

    Lambda guarantees the end at the deadline, so this needs no heartbeat and no writer. A queued
    one whose message was not sent in time has the reason SEND_FAILED: who asked for it died before.
    """
    if execution.reason is Reason.RUNNING and not is_alive(execution, now_ms):
        return replace(execution, reason=Reason.KILLED)
    if execution.reason is Reason.QUEUED and _is_unsent(execution, now_ms):
        return replace(execution, reason=Reason.SEND_FAILED)
    return execution


def _is_unsent(execution: Execution, now_ms: int) -> bool:
    asked_at_ms = execution.queued_at_ms or execution.started_at_ms
    return execution.origin.message_id is None and now_ms > asked_at_ms + UNSENT_MS


def numbered(previous: Execution, new: Execution) -> Execution:
    """The new execution as the attempt after the previous one, which it outlives: while an older
    attempt is visible, so is the newest, whose number tells the next one's."""
    expires_at = max(previous.expires_at, new.expires_at)
    return replace(new, attempt=previous.attempt + 1, expires_at=expires_at)


def next_attempt(previous: Execution, new: Execution) -> tuple[Execution, Execution]:
    """The succession of whoever records without asking: every execution may begin."""
    return settled(previous, new.started_at_ms), numbered(previous, new)


def adopted(queued: Execution, new: Execution) -> tuple[Execution, Execution]:
    """The succession of the execution that was queued for: it goes on under the queued one's id."""
    return queued, replace(
        new,
        execution_id=queued.execution_id,
        begun_as=new.execution_id,
        attempt=queued.attempt,
        queued_at_ms=queued.queued_at_ms,
        requested_by=queued.requested_by,
        request_reason=queued.request_reason,
        request_key=queued.request_key,
        cancel_requested_by=queued.cancel_requested_by,
    )


def same_run(stored: Execution, new: Execution) -> bool:
    """Whether the stored one is the new one, as when the answer to its begin was lost."""
    return new.execution_id in {stored.execution_id, stored.begun_as}
