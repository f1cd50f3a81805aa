"""What a store of execution logs must do. DynamoStore is the real one, MemoryStore its double."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from execution_log.lifecycle import Succession, next_attempt
from execution_log.model import Execution, Status


@dataclass(frozen=True, slots=True)
class Page:
    """One page of executions, and where the next one begins (None: no more)."""

    executions: list[Execution]
    next_position: str | None


class Store(Protocol):
    """Every method raises StoreUnavailable when the data can't be written or read."""

    def begin(self, execution: Execution, succession: Succession = next_attempt) -> Execution:
        """Stores a new execution as the newest attempt of its tracking id; returns it as stored.

        The first attempt has the number 1; whether and as what another follows, the succession
        decides, whose exceptions pass. Repeating a begin is harmless as long as no other has begun.
        """

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        """Stores events (JSON texts, ``first_seq`` onwards). Repeating it is harmless."""

    def finish(self, execution: Execution) -> None:
        """Stores the end of an execution, once: an ended execution never changes."""

    def conclude(self, seen: Execution, end: Execution) -> bool:
        """Stores what others say of an execution whose own process can't: how it ended.

        ``seen`` may be one of a list. False if its reason or message is no longer as it was seen.
        What else has been noted since is kept. Repeating it is harmless.
        """

    def sent(self, execution: Execution, message_id: str) -> None:
        """Notes which message carries a queued execution, if it still waits."""

    def request_cancel(self, execution: Execution, by: str) -> bool:
        """Notes who wants a running or queued execution to end; False if it has ended."""

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        """The attempts of a tracking id, newest first. Sees every finished write.

        ``before_attempt``: only those older than an attempt that was read before.
        """

    def events(self, execution: Execution, *, after_seq: int = 0) -> Iterator[str]:
        """The events as JSON texts, in order, of an execution that ``executions`` returned.

        Sees every write that was finished before that.
        """

    def companies(self, beginning: str) -> list[str] | None:
        """The companies whose names begin so, in any case, as ``recent`` and ``every`` take them.

        None stands for all: where nothing is given, or too many begin so to be read one by one.
        """

    def recent(
        self,
        *,
        status: Status | None,
        companies: Sequence[str] | None = None,
        limit: int,
        before: str | None = None,
        since: str = "",
    ) -> Page:
        """Executions of all tracking ids, newest first, older than the position ``before``.

        ``since`` (a position or the beginning of one) bounds the other end. ``companies``: only
        theirs, but of any status, since no index has both. May lag a moment behind the writes. They
        have only what lists show (items.LISTED). A page may be shorter than the limit though there
        are more.
        """

    def every(
        self,
        *,
        status: Status | None,
        companies: Sequence[str] | None = None,
        before: str | None = None,
        since: str = "",
    ) -> Iterator[Execution]:
        """All that the pages of ``recent`` hold, in their order, read on as they are taken.

        Reads each row once, where a page reads as many of every shard. Holds few rows at a time.
        """

    def oldest(self, *, status: Status, limit: int, after: str | None = None) -> Page:
        """Executions of all tracking ids, oldest first, younger than the position ``after``.

        Like ``recent`` in all else.
        """
