"""For tests of code that records: a store in memory that keeps the real store's promises."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from threading import Lock
from typing import Any

from execution_log import keys
from execution_log.clock import SYSTEM_CLOCK, Clock, timestamp
from execution_log.model import Execution, Reason, Status
from execution_log.recorder import Recorder
from execution_log.store import Numbered, Page


@contextmanager
def capture(clock: Clock = SYSTEM_CLOCK) -> Iterator["Capture"]:
    """A recorder for one test, which refuses what breaks the conventions.

    with capture() as captured:
        process_order(captured.recorder)
    assert captured.steps("order-7")[-1]["status"] == "completed"
    """
    store = MemoryStore(clock)
    yield Capture(Recorder(store, strict=True, clock=clock, stdout=StringIO()), store)


@dataclass(frozen=True, slots=True)
class Capture:
    """A recorder and what it has recorded."""

    recorder: Recorder
    store: "MemoryStore"

    def execution(self, tracking_id: str) -> Execution:
        """The newest attempt; raises LookupError if there is none."""
        found = self.store.executions(tracking_id, limit=1)
        if not found:
            raise LookupError(f"no execution of {tracking_id} was recorded")
        return found[0]

    def steps(self, tracking_id: str) -> list[dict[str, Any]]:
        """The newest attempt's events, decoded."""
        return [json.loads(line) for line in self.store.events(self.execution(tracking_id))]


class MemoryStore:
    """Holds executions and events in dictionaries; passes the same tests as DynamoStore."""

    def __init__(self, clock: Clock = SYSTEM_CLOCK) -> None:
        self._clock = clock
        self._lock = Lock()
        self._executions: dict[str, dict[int, Execution]] = defaultdict(dict)
        self._events: dict[str, dict[int, list[str]]] = defaultdict(dict)

    def begin(self, tracking_id: str, execution: Numbered) -> Execution:
        with self._lock:
            attempts = self._executions[tracking_id]
            newest = max(attempts, default=0)
            numbered = execution(newest + 1)
            if newest and attempts[newest].execution_id == numbered.execution_id:
                return attempts[newest]
            attempts[numbered.attempt] = numbered
            return numbered

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        with self._lock:
            self._events[execution.execution_id][first_seq] = list(events)

    def finish(self, execution: Execution) -> None:
        with self._lock:
            attempts = self._executions[execution.tracking_id]
            stored = attempts.get(execution.attempt)
            if stored and stored.reason is Reason.RUNNING:
                attempts[execution.attempt] = execution

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        attempts = sorted(self._executions[tracking_id].items(), reverse=True)
        older = [e for number, e in attempts if before_attempt is None or number < before_attempt]
        return [e for e in older[:limit] if self._alive(e)]

    def events(self, execution: Execution, *, after_seq: int = 0) -> Iterator[str]:
        if not self._alive(execution):
            return
        for first_seq, lines in sorted(self._events[execution.execution_id].items()):
            for seq, line in enumerate(lines, first_seq):
                if seq > after_seq:
                    yield line

    def recent(
        self, *, status: Status | None, limit: int, before: str | None = None, since: str = ""
    ) -> Page:
        found = {
            position: execution
            for attempts in self._executions.values()
            for execution in attempts.values()
            if since <= (position := _position(execution)) < (before or "~")
            and status in {None, execution.status}
        }
        newest = sorted(found, reverse=True)
        more = len(newest) > limit
        return Page(
            executions=[found[p] for p in newest[:limit] if self._alive(found[p])],
            next_position=newest[limit - 1] if more else None,
        )

    def _alive(self, execution: Execution) -> bool:
        return execution.expires_at > self._clock.now_ms() // 1000


def _position(execution: Execution) -> str:
    return keys.position(timestamp(execution.started_at_ms), execution.execution_id)
