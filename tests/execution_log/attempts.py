"""What a log of many attempts must say, as simply as it can be put: a list of attempts.

Beside it the means to make trouble: processes that die, and writes that arrive after that.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from execution_log import Execution, ExecutionLog, Reason, Store, StoreUnavailable
from execution_log.store import Numbered


@dataclass(frozen=True)
class Write:
    """A chunk of events, or (without events) an end."""

    execution: Execution
    first_seq: int = 0
    events: Sequence[str] = ()

    def arrive_at(self, store: Store) -> None:
        if self.events:
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

    def begin(self, tracking_id: str, execution: Numbered) -> Execution:
        return self.store.begin(tracking_id, execution)

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
    def begin(cls, process: Process, block: AbstractContextManager[ExecutionLog]) -> "Attempt":
        log = block.__enter__()
        attempt = cls(process, block, log, log.execution)
        process.applied = attempt.arrived
        return attempt

    def leave(self, error: BaseException | None = None) -> None:
        self.block.__exit__(type(error) if error else None, error, None)

    @property
    def in_the_network(self) -> list[tuple["Attempt", Write]]:
        """What it wrote last, and its end: either may still arrive, or arrive again."""
        return [(self, write) for write in (self.process.chunk, self.process.end) if write]

    def arrived(self, write: Write) -> None:
        """Events that are there already are not there twice; the first end is the only one."""
        if self.header_deleted:
            return
        if write.events:
            missing = write.events[len(self.messages) + 1 - write.first_seq :]
            self.messages += [json.loads(event)["message"] for event in missing]
        elif self.seen_as.reason is Reason.RUNNING:
            self.seen_as = write.execution

    def is_visible(self, now_ms: int) -> bool:
        return self.seen_as.expires_at > now_ms // 1000
