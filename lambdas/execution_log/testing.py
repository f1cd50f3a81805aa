"""For tests of code that records: a store in memory that keeps the real store's promises."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from io import StringIO
from threading import Lock
from typing import Any

from execution_log import keys
from execution_log.clock import SYSTEM_CLOCK, Clock, timestamp
from execution_log.counts import Count
from execution_log.items import as_listed
from execution_log.lifecycle import Succession, next_attempt, same_run, settled
from execution_log.lists import MOST_COMPANIES
from execution_log.model import Execution, Reason, Status
from execution_log.recorder import Recorder
from execution_log.store import Page


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

    def begin(self, execution: Execution, succession: Succession = next_attempt) -> Execution:
        with self._lock:
            attempts = self._executions[execution.tracking_id]
            if not attempts:
                attempts[1] = replace(execution, attempt=1)
                return attempts[1]
            newest = attempts[max(attempts)]
            if same_run(newest, execution):
                return newest
            kept, new = succession(newest, execution)
            attempts[kept.attempt] = kept
            attempts[new.attempt] = new
            return new

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        with self._lock:
            self._events[execution.execution_id][first_seq] = list(events)

    def finish(self, execution: Execution) -> None:
        with self._lock:
            attempts = self._executions[execution.tracking_id]
            stored = attempts.get(execution.attempt)
            if stored and _is_open(stored, execution):
                attempts[execution.attempt] = execution

    def conclude(self, seen: Execution, end: Execution) -> bool:
        with self._lock:
            stored = self._executions[seen.tracking_id].get(seen.attempt)
            if stored is None or not (_is_as_seen(stored, seen) or _is_ended_as(stored, end)):
                return False
            changes = {
                field.name: getattr(end, field.name)
                for field in fields(Execution)
                if getattr(end, field.name) != getattr(seen, field.name)
            }
            self._executions[seen.tracking_id][seen.attempt] = replace(stored, **changes)
            return True

    def sent(self, execution: Execution, message_id: str) -> None:
        self._note(execution, lambda e: replace(e, origin=replace(e.origin, message_id=message_id)))

    def request_cancel(self, execution: Execution, by: str) -> bool:
        return self._note(execution, lambda e: replace(e, cancel_requested_by=by))

    def _note(self, execution: Execution, change: Callable[[Execution], Execution]) -> bool:
        with self._lock:
            attempts = self._executions[execution.tracking_id]
            newest = attempts.get(max(attempts, default=0))
            if newest is None or not _is_open(newest, execution):
                return False
            attempts[newest.attempt] = change(newest)
            return True

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        attempts = sorted(self._executions[tracking_id].items(), reverse=True)
        older = [e for number, e in attempts if before_attempt is None or number < before_attempt]
        return [e for e in older[:limit] if self._alive(e)]

    def events(self, execution: Execution, *, after_seq: int = 0) -> Iterator[str]:
        if not self._alive(execution):
            return
        found = dict(enumerate(execution.last_events, execution.last_events_from))
        for first_seq, lines in sorted(self._events[execution.execution_id].items()):
            found |= enumerate(lines, first_seq)
        found |= enumerate(execution.first_events, 1)
        yield from (found[seq] for seq in sorted(found) if seq > after_seq)

    def companies(self, beginning: str) -> list[str] | None:
        if not beginning:
            return None
        with self._lock:
            names = {keys.company(e.company) for e in self._every_attempt()} - {""}
        found = sorted(name for name in names if name.startswith(keys.company(beginning)))
        return found if len(found) <= MOST_COMPANIES else None

    def recent(
        self,
        *,
        status: Status | None,
        companies: Sequence[str] | None = None,
        limit: int,
        before: str | None = None,
        since: str = "",
    ) -> Page:
        found = self._listed(status, companies)
        wanted = {p: e for p, e in found.items() if since <= p < (before or keys.LAST)}
        return self._page(wanted, sorted(wanted, reverse=True), limit)

    def every(
        self,
        *,
        status: Status | None,
        companies: Sequence[str] | None = None,
        before: str | None = None,
        since: str = "",
    ) -> Iterator[Execution]:
        found = self._listed(status, companies)
        wanted = (p for p in sorted(found, reverse=True) if since <= p < (before or keys.LAST))
        yield from (found[p] for p in wanted if self._alive(found[p]))

    def oldest(self, *, status: Status, limit: int, after: str | None = None) -> Page:
        found = self._listed(status)
        return self._page(found, sorted(p for p in found if p > (after or "")), limit)

    def by_status(
        self, statuses: Iterable[Status], *, since: str = "", before: str | None = None
    ) -> dict[Status, Count]:
        found = [e.status for p, e in self._settled().items() if since <= p < (before or keys.LAST)]
        return {status: Count(found.count(status)) for status in statuses}

    def running(self) -> Count:
        reasons = [execution.reason for execution in self._settled().values()]
        return Count(reasons.count(Reason.RUNNING))

    def _settled(self) -> dict[str, Execution]:
        listed, now_ms = self._listed(None), self._clock.now_ms()
        return {p: settled(e, now_ms) for p, e in listed.items() if self._alive(e)}

    def _listed(
        self, status: Status | None, companies: Sequence[str] | None = None
    ) -> dict[str, Execution]:
        return {
            _position(execution): as_listed(execution)
            for execution in self._every_attempt()
            if _is_among(execution, status, companies)
        }

    def _every_attempt(self) -> Iterator[Execution]:
        for attempts in self._executions.values():
            yield from attempts.values()

    def _page(self, found: dict[str, Execution], positions: list[str], limit: int) -> Page:
        return Page(
            executions=[found[p] for p in positions[:limit] if self._alive(found[p])],
            next_position=positions[limit - 1] if len(positions) > limit else None,
        )

    def _alive(self, execution: Execution) -> bool:
        return execution.expires_at > self._clock.now_ms() // 1000


def _is_open(stored: Execution, execution: Execution) -> bool:
    """Whether the execution is the stored one, and that has not ended."""
    return stored.execution_id == execution.execution_id and stored.status is Status.IN_PROGRESS


def _is_among(execution: Execution, status: Status | None, companies: Sequence[str] | None) -> bool:
    if companies is None:
        return status in {None, execution.status}
    return keys.company(execution.company) in companies


def _is_as_seen(stored: Execution, seen: Execution) -> bool:
    return (
        stored.execution_id == seen.execution_id
        and stored.reason is seen.reason
        and stored.origin.message_id == seen.origin.message_id
    )


def _is_ended_as(stored: Execution, end: Execution) -> bool:
    told = (stored.execution_id, stored.reason, stored.completed_at_ms)
    return told == (end.execution_id, end.reason, end.completed_at_ms)


def _position(execution: Execution) -> str:
    return keys.position(timestamp(execution.started_at_ms), execution.execution_id)
