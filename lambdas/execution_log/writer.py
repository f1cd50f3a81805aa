"""Group commit: makes events durable while the job goes on.

One write is in flight at a time; what is recorded meanwhile goes into the next one. So a slow step
is stored within one round trip of its start, and a burst costs a few writes, not thousands.
"""

import logging
import threading
from collections.abc import Callable, Sequence

from execution_log.errors import StoreUnavailable

logger = logging.getLogger("execution_log")

CHUNK_BYTES = 200_000
"""Well under DynamoDB's 400 KB item limit, keys and attribute names included."""

RETRY_SECONDS = 0.5
"""Pause after a write that failed in spite of the client's own retries."""

Append = Callable[[int, Sequence[str]], None]
"""Stores events, the first of which has the given sequence number."""


class ChunkWriter:
    """Writes the events of one execution in order, from a thread of its own."""

    def __init__(self, append: Append) -> None:
        self._append = append
        self._changed = threading.Condition()
        self._pending: list[str] = []
        self._stored = 0
        self._closing = False
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="execution-log-writer", daemon=True)
        self._thread.start()

    def add(self, event: str) -> None:
        """Takes the next event. Never waits for the store."""
        with self._changed:
            self._pending.append(event)
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Waits until all events so far are stored; False if that takes over ``timeout`` s."""
        with self._changed:
            goal = self._stored + len(self._pending)
            return self._changed.wait_for(lambda: self._stored >= goal, timeout)

    def close(self, timeout: float) -> int:
        """Stores what is left, ends the thread; returns how many events could not be stored."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        with self._changed:
            return len(self._pending)

    def _run(self) -> None:
        while True:
            chunk, last_chance = self._next_chunk()
            if not chunk:
                return
            stored = self._store(chunk)
            if last_chance and not stored:
                return

    def _next_chunk(self) -> tuple[list[str], bool]:
        """Waits for events; no events means that all is stored and the writer is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._pending or self._closing)
            if self._failing:
                self._changed.wait_for(lambda: self._closing, RETRY_SECONDS)
            return _first_bytes(self._pending, CHUNK_BYTES), self._closing

    def _store(self, chunk: list[str]) -> bool:
        try:
            self._append(self._stored + 1, chunk)
        except StoreUnavailable:
            logger.warning("execution log: %d events not stored yet", len(chunk), exc_info=True)
            self._failing = True
            return False
        with self._changed:
            self._failing = False
            del self._pending[: len(chunk)]
            self._stored += len(chunk)
            self._changed.notify_all()
        return True


def _first_bytes(events: list[str], limit: int) -> list[str]:
    """As many of the first events as fit into ``limit`` bytes, but at least one."""
    size = 0
    for number, event in enumerate(events):
        size += len(event) + 1
        if size > limit and number:
            return events[:number]
    return events[:]
