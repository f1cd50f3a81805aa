"""What a store of execution logs must do. DynamoStore is the real one, MemoryStore its double."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from execution_log.model import Execution, Status

Numbered = Callable[[int], Execution]
"""Makes the execution once its attempt number is known."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of executions, newest first, and where the next one begins (None: no more)."""

    executions: list[Execution]
    next_position: str | None


class Store(Protocol):
    """Every method raises StoreUnavailable when the data can't be written or read."""

    def begin(self, tracking_id: str, execution: Numbered) -> Execution:
        """Stores a new execution under the next attempt number of its tracking id.

        Repeating it, with the same execution id, is harmless as long as no other has begun.
        """

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        """Stores events (JSON texts, ``first_seq`` onwards). Repeating it is harmless."""

    def finish(self, execution: Execution) -> None:
        """Stores the end of an execution, once: an ended execution never changes."""

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        """The attempts of a tracking id, newest first. Sees every finished write."""

    def events(self, execution: Execution, *, after_seq: int = 0) -> Iterator[str]:
        """The execution's events as JSON texts, in order. Sees every finished write."""

    def recent(
        self, *, status: Status | None, limit: int, before: str | None = None, since: str = ""
    ) -> Page:
        """Executions of all tracking ids, newest first, older than the position ``before``.

        ``since`` (a position or the beginning of one) bounds the other end. May lag a moment
        behind the writes.
        """
