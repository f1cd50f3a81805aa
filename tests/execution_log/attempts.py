"""What a log of many attempts must say, as simply as it can be put: a list of attempts.

Beside it the means to make trouble: processes that die, and writes that arrive after that.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from execution_log import Execution, ExecutionLog, Reason, Store, StoreUnavailable
from execution_log.lifecycle import Succession


@dataclass(frozen=True)
class Write:
    """A chunk of events, or (without a number) an end, which may carry events too."""

    execution: Execution
    first_seq: int = 0
    events: Sequence[str] = ()

    def arrive_at(self, store: Store) -> None:
        if self.first_seq:
            store.append(self.execution, self.first_seq, self.events)
        else:
            store.finish(self.execution)


@dataclass
class Process:
    """One attempt's way to the store. Once the process is dead, its writes hang in the network."""

    store: Store
    applied: Callable[[Write], None] = lambda _: None
    dead: bool = False
    chunk: Write | None = None
    end: Write | None = None

    def begin(self, execution: Execution, succession: Succession) -> Execution:
        return self.store.begin(execution, succession)

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        self.chunk = Write(execution, first_seq, list(events))
        self._send(self.chunk)

    def finish(self, execution: Execution) -> None:
        self.end = Write(execution)
        self._send(self.end)

    def _send(self, write: Write) -> None:
        if self.dead:
            raise StoreUnavailable("the process is dead")
        write.arrive_at(self.store)
        self.applied(write)


@dataclass
class Attempt:
    """The model of one attempt: what any reader must see of it until it expires."""

    process: Process
    block: AbstractContextManager[ExecutionLog]
    log: ExecutionLog
    seen_as: Execution
    messages: list[str] = field(default_factory=list)
    header_deleted: bool = False

    @classmethod
    def begin(
        cls, process: Process, block: AbstractContextManager[ExecutionLog], *messages: str
    ) -> "Attempt":
        log = block.__enter__()
        for message in messages:
            log.in_progress("page_rendering", message)
        begun = log.claim(60)
        attempt = cls(process, block, log, begun, _messages(begun.first_events))
        process.applied = attempt.arrived
        assert log.flush(60)
        attempt.messages = list(messages)
        return attempt

    def leave(self, error: BaseException | None = None) -> None:
        self.block.__exit__(type(error) if error else None, error, None)

    @property
    def in_the_network(self) -> list[tuple["Attempt", Write]]:
        """What it wrote last, and its end: either may still arrive, or arrive again.

        Always two: whether events went out by themselves or with the end is a matter of moments.
        """
        end = self.process.end
        assert end
        return [(self, self.process.chunk or end), (self, end)]

    def arrived(self, write: Write) -> None:
        """Events that are there already are not there twice; the first end is the only one."""
        if self.header_deleted:
            return
        if write.first_seq:
            self._add(write.first_seq, write.events)
        elif self.seen_as.reason is Reason.RUNNING:
            self.seen_as = write.execution
            self._add(write.execution.last_events_from, write.execution.last_events)

    def _add(self, first_seq: int, events: Sequence[str]) -> None:
        self.messages += _messages(events[len(self.messages) + 1 - first_seq :])

    def is_visible(self, now_ms: int) -> bool:
        return self.seen_as.expires_at > now_ms // 1000


def _messages(events: Sequence[str]) -> list[str]:
    return [json.loads(event)["message"] for event in events]
