"""How long an execution took, as a reader sees it."""

from execution_log import Execution, Reason


def elapsed_ms(execution: Execution, now_ms: int) -> int:
    """How long it took; so far, if it is running; at most, if it was killed."""
    if execution.duration_ms is not None:
        return execution.duration_ms
    end = execution.deadline_at_ms if execution.reason is Reason.KILLED else now_ms
    return max(0, (end or now_ms) - execution.started_at_ms)
