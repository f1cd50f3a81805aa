"""What became of an execution, as a reader sees it: the end of a killed one is derived."""

from dataclasses import replace

from execution_log import Execution, Reason

GRACE_MS = 5_000
"""How long after its deadline a running execution is taken for killed: clocks differ a little."""


def settled(execution: Execution, now_ms: int) -> Execution:
    """The execution, with the reason KILLED if Lambda must have ended it without a word.

    Lambda guarantees the end at the deadline, so this needs no heartbeat and no writer.
    """
    deadline = execution.deadline_at_ms
    if execution.reason is Reason.RUNNING and deadline and now_ms > deadline + GRACE_MS:
        return replace(execution, reason=Reason.KILLED)
    return execution


def elapsed_ms(execution: Execution, now_ms: int) -> int:
    """How long it took; so far, if it is running; at most, if it was killed."""
    if execution.duration_ms is not None:
        return execution.duration_ms
    end = execution.deadline_at_ms if execution.reason is Reason.KILLED else now_ms
    return max(0, (end or now_ms) - execution.started_at_ms)
