"""Reads executions and logs from the store. Knows nothing of HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Protocol

from api.errors import LogNotFound
from execution_log import Execution, Reason, Status, Store, keys
from execution_log.clock import Clock, timestamp
from execution_log.lifecycle import settled
from execution_log.notes import Note

ATTEMPTS_LIMIT = 100
"""Newest attempts that one answer lists or looks through."""
ROWS_PER_READ = 100
"""Of the first read of a filter that has to read rows. Each further one takes twice as many: where
matches are common, few rows are read; where they are rare, few requests are made."""
ROWS_PER_REQUEST = 1_500
"""Bounds the work of one request when few rows match. The cursor goes on there."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most, both included."""

    least: int | None = None
    most: int | None = None

    def holds(self, value: int | None) -> bool:
        if self == Range():
            return True
        most = inf if self.most is None else self.most
        return value is not None and (self.least or 0) <= value <= most


NotesOf = Callable[[str], list[Note]]


@dataclass(frozen=True, slots=True)
class Log:
    """One execution with its events as they are stored."""

    execution: Execution
    newest_attempt: int
    lines: list[str]
    notes: list[Note]

    @property
    def version(self) -> str:
        """Changes whenever the log would tell something new."""
        return f"{self.execution}.{self.newest_attempt}.{len(self.lines)}.{self.notes}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which executions a list is to hold. Texts match whatever their case."""

    status: Status | None = None
    since: str = ""
    reason: Reason | None = None
    tier: str = ""
    company: str = ""
    """What its name begins with."""
    tracking_id: str = ""
    """What it begins with."""
    failed_step: str = ""
    error_code: str = ""
    q: str = ""
    attempts: Range = Range()
    duration_ms: Range = Range()
    """Of executions that have ended."""

    @property
    def reads_rows(self) -> bool:
        """Whether only the executions themselves tell if they match, not the place they lie in."""
        return self != Filter(status=self.status, since=self.since)

    def matches(self, execution: Execution) -> bool:
        return (
            self.status in {None, execution.status}
            and self.reason in {None, execution.reason}
            and _is(self.tier, execution.tier)
            and _begins(self.company, execution.company)
            and _begins(self.tracking_id, execution.tracking_id)
            and _is(self.failed_step, execution.failed_step)
            and _is(self.error_code, execution.error_code)
            and self._holds_text(execution)
            and self.attempts.holds(execution.attempt)
            and self.duration_ms.holds(execution.duration_ms)
        )

    def _holds_text(self, execution: Execution) -> bool:
        found_in = f"{execution.company}\n{execution.tracking_id}\n{execution.error or ''}"
        return keys.fold(self.q) in keys.fold(found_in)


def _is(wanted: str, value: str | None) -> bool:
    return keys.fold(wanted) in {"", keys.fold(value or "")}


def _begins(wanted: str, value: str) -> bool:
    return keys.fold(value).startswith(keys.fold(wanted))


@dataclass(frozen=True, slots=True)
class Found:
    """What a list request found, and the position up to which it looked (None: to the end)."""

    executions: list[Execution]
    position: str | None


class ExecutionSearch(Protocol):
    """Finds executions for the list. Another engine takes the table's place here: docs/scale.md."""

    def recent(self, wanted: Filter, *, limit: int, before: str | None) -> Found:
        """Matching executions, newest first, of those older than the position ``before``.

        Raises StoreUnavailable. Its work is bounded, so it may find fewer than there are.
        """


class TableSearch:
    """Reads the table's indexes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def recent(self, wanted: Filter, *, limit: int, before: str | None) -> Found:
        found: list[Execution] = []
        left = ROWS_PER_REQUEST
        rows = min(max(ROWS_PER_READ, limit), left) if wanted.reads_rows else limit
        companies = self._store.companies(wanted.company)
        while True:
            page = self._store.recent(
                status=wanted.status,
                companies=companies,
                before=before,
                since=wanted.since,
                limit=rows,
            )
            seen = (settled(execution, self._clock.now_ms()) for execution in page.executions)
            matching = [execution for execution in seen if wanted.matches(execution)]
            room = limit - len(found)
            found += matching[:room]
            if len(matching) > room:
                return Found(found, _position(found[-1]))
            before = page.next_position
            left -= rows
            if before is None or len(found) == limit or left <= 0:
                return Found(found, before)
            rows = min(2 * rows, left)


class ExecutionLogs:
    """Executions and logs as they stand now."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        notes: NotesOf = lambda _: [],
        search: ExecutionSearch | None = None,
    ) -> None:
        """``notes`` finds those on a tracking id, newest last. ``search``: the table's own."""
        self._store = store
        self._clock = clock
        self._notes = notes
        self.search = search or TableSearch(store, clock)

    def log(self, tracking_id: str, execution_id: str | None) -> Log:
        """The newest attempt's log, or that of ``execution_id``; raises LogNotFound."""
        attempts = self.attempts(tracking_id)
        for number, execution in enumerate(attempts):
            if execution_id in {None, execution.execution_id}:
                lines = list(self._store.events(execution))
                notes = self._notes_on(execution, newer=attempts[number - 1 : number])
                return Log(execution, attempts[0].attempt, lines, notes)
        raise LogNotFound(tracking_id)

    def _notes_on(self, execution: Execution, newer: list[Execution]) -> list[Note]:
        """What happened to a tracking id from this attempt's begin until the next one's."""
        until = newer[0].started_at_ms if newer else inf
        notes = self._notes(execution.tracking_id)
        return [n for n in notes if execution.started_at_ms <= n.at_ms < until]

    def attempts(self, tracking_id: str) -> list[Execution]:
        """The attempts of a tracking id, newest first; raises LogNotFound."""
        found = self._store.executions(tracking_id, limit=ATTEMPTS_LIMIT)
        if not found:
            raise LogNotFound(tracking_id)
        return [self._settled(execution) for execution in found]

    def _settled(self, execution: Execution) -> Execution:
        return settled(execution, self._clock.now_ms())


def _position(execution: Execution) -> str:
    return keys.position(timestamp(execution.started_at_ms), execution.execution_id)
