"""Ends what has no process any more, so that alarms and statistics see it, not only readers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from execution_log import Execution, Reason, Status, Store
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.lifecycle import settled

SEND_LIMIT_MS = 5 * 60 * 1000
"""How long after it was queued an execution without a message is taken for one whose message was
never sent: whoever queues one sends its message within the same request, of seconds."""
NEVER_SENT = "No message reached the queue within 5 minutes"
SEND_FAILED = "SEND_FAILED"

PAGE = 500
PAGES = 10
"""A sweep looks at so many executions at most, the oldest ones first. What may live on comes in
between, so an end beyond them is stored a few sweeps later; readers know it already."""


def swept(execution: Execution, now_ms: int) -> Execution:
    """The execution with its end, if it must have ended; else unchanged."""
    if _was_never_sent(execution, now_ms):
        return replace(
            execution,
            reason=Reason.SEND_FAILED,
            completed_at_ms=now_ms,
            duration_ms=0,
            error=NEVER_SENT,
            error_code=SEND_FAILED,
        )
    ended = settled(execution, now_ms)
    if ended.reason is Reason.KILLED:
        return replace(ended, completed_at_ms=ended.deadline_at_ms)
    return execution


@dataclass(frozen=True, slots=True)
class Sweeper:
    store: Store
    clock: Clock = SYSTEM_CLOCK

    def sweep(self, may_go_on: Callable[[], bool]) -> list[Execution]:
        """Stores every end it finds while it ``may_go_on``; returns those it stored.

        A list may lag behind the table, so what has changed meanwhile is left as it is.
        """
        ends: list[Execution] = []
        for seen in self._in_progress():
            if not may_go_on():
                break
            end = swept(seen, self.clock.now_ms())
            if end is not seen and self.store.conclude(seen, end):
                ends.append(end)
        return ends

    def _in_progress(self) -> Iterator[Execution]:
        after = None
        for _ in range(PAGES):
            page = self.store.oldest(status=Status.IN_PROGRESS, limit=PAGE, after=after)
            yield from page.executions
            after = page.next_position
            if after is None:
                return


def _was_never_sent(execution: Execution, now_ms: int) -> bool:
    """A message that is known will end it, or be given up, however long it waits."""
    return (
        execution.reason is Reason.QUEUED
        and execution.origin.message_id is None
        and now_ms - execution.started_at_ms > SEND_LIMIT_MS
    )
