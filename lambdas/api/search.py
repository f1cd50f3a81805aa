"""Looks through executions for those that a filter wants, within bounds and honest about them."""

from collections.abc import Callable, Iterator

from api.queries import Filter
from execution_log import Execution, Store
from execution_log.clock import Clock, timestamp
from execution_log.lifecycle import settled


class Search:
    """Iterate over it, once: the matching executions as they stand now, newest first."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        wanted: Filter,
        *,
        until: str | None,
        most: int,
        may_go_on: Callable[[], bool],
    ) -> None:
        """``until``: only what began before this time. It ends early once it has found ``most``
        and knows of one more, or where it, asked before each execution, may not go on."""
        self.looked_at = 0
        self.found = 0
        self.has_ended = False
        """Whether it has seen all there is."""
        self._store = store
        self._clock = clock
        self._wanted = wanted
        self._until = until
        self._most = most
        self._may_go_on = may_go_on
        self._last: Execution | None = None

    @property
    def searched_until(self) -> str | None:
        """Everything that began then or later has been looked at; None if everything has."""
        if self.has_ended or self._last is None:
            return None
        # Of the last one's own millisecond there may be more.
        return timestamp(self._last.started_at_ms + 1)

    def __iter__(self) -> Iterator[Execution]:
        wanted = self._wanted
        for stored in self._store.every(
            status=wanted.status,
            companies=self._store.companies(wanted.company),
            before=self._until,
            since=wanted.since,
        ):
            execution = settled(stored, self._clock.now_ms())
            matches = wanted.matches(execution)
            if not self._may_go_on() or (matches and self.found == self._most):
                return
            self.looked_at += 1
            self._last = execution
            if matches:
                self.found += 1
                yield execution
        self.has_ended = True
