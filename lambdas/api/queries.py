"""Reads executions and logs from the store. Knows nothing of HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from api.errors import LogNotFound
from execution_log import Execution, Status, Store
from execution_log.clock import Clock
from execution_log.lifecycle import settled
from execution_log.notes import Note

ATTEMPTS_LIMIT = 100
"""Newest attempts that one answer lists or looks through."""
ROWS_PER_READ = 100
READS_PER_REQUEST = 10
"""Bounds the work of one list request when few rows match; the cursor goes on from there."""

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

    def __init__(self, store: Store, clock: Clock, notes: NotesOf = lambda _: []) -> None:
        """``notes`` finds those on a tracking id, newest last."""
        self._store = store
        self._clock = clock
        self._notes = notes

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
