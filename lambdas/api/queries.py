"""Reads executions and logs from the store. Knows nothing of HTTP."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.errors import LogNotFound
from api.spans import Event, Span, open_step, spans_of
from execution_log import Execution, Status, Store
from execution_log.clock import Clock
from execution_log.lifecycle import settled

ATTEMPTS_LIMIT = 100
"""Newest attempts that one answer lists or looks through."""
PAGE_BYTES = 2_500_000
"""Steps in one answer: with spans and escaping it stays under Lambda's 6 MB response limit."""
ROWS_PER_READ = 100
READS_PER_REQUEST = 10
"""Bounds the work of one list request when few rows match; the cursor goes on from there."""


@dataclass(frozen=True, slots=True)
class Log:
    """One execution with a page of its steps."""

    execution: Execution
    attempts: int
    steps: list[Event]
    spans: list[Span]
    total_steps: int
    next_seq: int
    has_more: bool
    open_step: str | None

    @property
    def version(self) -> str:
        """Changes whenever the answer would tell something new."""
        execution = self.execution
        return f"{execution.execution_id}.{execution.reason}.{self.attempts}.{self.total_steps}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which executions a list is to hold. Texts match whatever their case."""

    status: Status | None = None
    tier: str = ""
    company: str = ""
    q: str = ""
    since: str = ""

    def matches(self, execution: Execution) -> bool:
        found_in = f"{execution.company}\n{execution.tracking_id}\n{execution.error or ''}"
        return (
            self.tier.casefold() in {"", execution.tier.casefold()}
            and execution.company.casefold().startswith(self.company.casefold())
            and self.q.casefold() in found_in.casefold()
        )


class ExecutionLogs:
    """Executions and logs as they stand now."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def log(self, tracking_id: str, execution_id: str | None, after_seq: int) -> Log:
        """The newest attempt's log, or that of ``execution_id``; raises LogNotFound."""
        attempts = self.attempts(tracking_id)
        wanted = [e for e in attempts if execution_id in {None, e.execution_id}]
        if not wanted:
            raise LogNotFound(tracking_id)
        return self._log(wanted[0], attempts[0].attempt, after_seq)

    def attempts(self, tracking_id: str) -> list[Execution]:
        """The attempts of a tracking id, newest first; raises LogNotFound."""
        found = self._store.executions(tracking_id, limit=ATTEMPTS_LIMIT)
        if not found:
            raise LogNotFound(tracking_id)
        return [settled(execution, self._clock.now_ms()) for execution in found]

    def recent(
        self, wanted: Filter, *, limit: int, before: str | None
    ) -> tuple[list[Execution], str | None]:
        """Matching executions, newest first, and the position to go on from (None: the end)."""
        found: list[Execution] = []
        for _ in range(READS_PER_REQUEST):
            page = self._store.recent(
                status=wanted.status,
                before=before,
                since=wanted.since,
                limit=min(ROWS_PER_READ, limit - len(found)),
            )
            found += [e for e in page.executions if wanted.matches(e)]
            before = page.next_position
            if before is None or len(found) == limit:
                break
        return [settled(e, self._clock.now_ms()) for e in found], before

    def _log(self, execution: Execution, attempts: int, after_seq: int) -> Log:
        lines = list(self._store.events(execution))
        events = list(_decoded(lines))
        page = _page(lines, after_seq)
        steps = events[after_seq : after_seq + page]
        spans = spans_of(events)
        shown = {event["span"] for event in steps}
        return Log(
            execution=execution,
            attempts=attempts,
            steps=steps,
            spans=[span for span in spans if span["span"] in shown],
            total_steps=len(events),
            next_seq=min(after_seq, len(events)) + page,
            has_more=after_seq + page < len(events),
            open_step=open_step(spans),
        )


def _page(lines: list[str], after_seq: int) -> int:
    """How many of the lines after a number fit into one answer; at least one."""
    size = 0
    for count, line in enumerate(lines[after_seq:]):
        size += len(line)
        if size > PAGE_BYTES and count:
            return count
    return len(lines[after_seq:])


def _decoded(lines: list[str]) -> Iterator[Event]:
    for seq, line in enumerate(lines, 1):
        try:
            yield json.loads(line)
        except ValueError:
            yield _unreadable(seq)


def _unreadable(seq: int) -> dict[str, Any]:
    """One broken row must not hide the others."""
    return {
        "seq": seq,
        "step": "unreadable",
        "status": "skipped",
        "timestamp": None,
        "message": "This entry can't be read",
        "time_from_start": "",
        "offset_ms": 0,
        "error_details": None,
        "error_code": None,
        "retry_possible": None,
        "metadata": {},
        "span": seq,
        "parent": None,
    }
