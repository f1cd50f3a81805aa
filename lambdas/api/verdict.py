"""The answer first: what became of an execution, in words for anyone."""

from api.lifecycle import elapsed_ms
from execution_log import Execution, Reason
from execution_log.durations import readable

WILL_RETRY = "The queue tries it again by itself."
NO_RETRY = (
    "It is not tried again by itself. The message is kept in the dead-letter queue; "
    "correct the cause and send the profile again."
)
KILLED = (
    "The process ended without a word: it ran out of time or memory, or it crashed. "
    "The queue tries it again by itself."
)


def verdict(execution: Execution, open_step: str | None, now_ms: int) -> dict[str, object]:
    """One sentence, the cause, and what happens next; the same for UI, export and alerts.

    ``open_step`` is the step that has begun and not ended, if any.
    """
    failed = execution.failed_step or (open_step if execution.reason is Reason.KILLED else None)
    step = open_step if execution.reason is Reason.RUNNING else failed
    return {
        "reason": execution.reason.value,
        "sentence": _sentence(execution.reason, readable(elapsed_ms(execution, now_ms)), step),
        "cause": execution.error,
        "advice": _advice(execution),
        "failed_step": failed,
        "derived": execution.reason is Reason.KILLED and execution.completed_at_ms is None,
    }


def _sentence(reason: Reason, duration: str, step: str | None) -> str:
    where = f" in {step}" if step else ""
    match reason:
        case Reason.RUNNING:
            return f"In progress for {duration}{', now' + where if step else ''}"
        case Reason.SUCCEEDED:
            return f"Completed in {duration}"
        case Reason.REJECTED:
            return "Rejected: the message is not a valid profile"
        case Reason.TIMED_OUT:
            return f"Timed out after {duration}{where}"
        case Reason.KILLED:
            return f"Stopped without finishing{where}"
    return f"Failed after {duration}{where}"


def _advice(execution: Execution) -> str | None:
    if execution.reason is Reason.KILLED:
        return KILLED
    if execution.retry_possible is None:
        return None
    return WILL_RETRY if execution.retry_possible else NO_RETRY
