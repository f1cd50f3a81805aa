"""Group commit: makes events durable while the job goes on.

An event after a quiet spell is written at once, so slow steps are durable one by one. In a burst
the gap between writes grows, so a thousand fast steps cost a few writes. At most one write of an
execution is in flight, so chunks are stored in order.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

logger = logging.getLogger("execution_log")

CHUNK_BYTES = 200_000
"""Well under DynamoDB's 400 KB item limit, keys and attribute names included."""
QUIET_S = 0.015
"""No event for so long ends a burst."""
COALESCE_S = 0.002
"""A step's end and the next one's start share a write; shorter than any round trip."""
FIRST_GAP_S = 0.02
LONGEST_GAP_S = 1.0
RETRY_S = 0.5
"""Pause after a write that failed in spite of the client's own retries."""
LAST_RETRY_S = 0.1
"""The same when the job is over and waits: then there is one more try."""

Append = Callable[[int, Sequence[str]], None]
"""Stores events, the first of which has the given sequence number."""


class ChunkWriter:
    """Writes the events of one execution in order, from a thread of its own."""

    def __init__(self, append: Append) -> None:
        self._append = append
        self._queue: SimpleQueue[str | threading.Event | None] = SimpleQueue()
        self._buffer: list[str] = []
        self._chunk: list[str] = []
        self._bytes = 0
        self._waiting: list[threading.Event] = []
        self._added = 0
        self._stored = 0
        self._closing = False
        self._last_tries = 1
        self._pace = Pace()
        self._thread = threading.Thread(target=self._run, name="execution-log-writer", daemon=True)
        self._thread.start()

    def add(self, event: str) -> None:
        """Takes the next event; one call at a time. Never waits."""
        self._added += 1
        self._queue.put(event)

    def hurry(self) -> threading.Event:
        """Asks for a write at once; what it returns is set when all events so far are stored."""
        stored = threading.Event()
        self._queue.put(stored)
        return stored

    def close(self, timeout: float) -> int:
        """Stores what is left, ends the thread; returns how many events are not stored."""
        self._queue.put(None)
        self._thread.join(timeout)
        return self._added - self._stored

    def _run(self) -> None:
        while not self._closing:
            self._collect()
            self._commit()

    def _collect(self) -> None:
        """Takes events until it is time to write them."""
        self._take(None)
        due = self._pace.due(time.monotonic())
        while not self._is_urgent() and self._take(due - time.monotonic()):
            pass

    def _take(self, timeout: float | None) -> bool:
        """Takes one thing from the queue; False if none came in time."""
        try:
            item = self._queue.get(timeout=None if timeout is None else max(0, timeout))
        except Empty:
            return False
        if item is None:
            self._closing = True
        elif isinstance(item, threading.Event):
            self._waiting.append(item)
        else:
            self._buffer.append(item)
            self._bytes += len(item) + 1
            self._pace.event(time.monotonic())
        return True

    def _is_urgent(self) -> bool:
        return self._closing or bool(self._waiting) or self._bytes >= CHUNK_BYTES

    def _commit(self) -> None:
        """Writes all that was taken; goes on trying until the writer is closed."""
        while self._buffer:
            if self._write():
                continue
            if self._closing:
                self._last_tries -= 1
                if self._last_tries < 0:
                    return
            self._pause()
        for stored in self._waiting:
            stored.set()
        self._waiting.clear()

    def _write(self) -> bool:
        """Writes one chunk; False if the store did not take it.

        Then the same chunk is written again, not a longer one: what timed out here may still be
        under way, and must not take the place of a chunk with more events when it arrives.
        """
        chunk = self._chunk = self._chunk or first_bytes(self._buffer, CHUNK_BYTES)
        try:
            self._append(self._stored + 1, chunk)
        except Exception:  # the thread must outlive any fault of the store
            logger.warning("execution log: %d events not stored yet", len(chunk), exc_info=True)
            return False
        del self._buffer[: len(chunk)]
        self._chunk = []
        self._bytes = sum(len(event) + 1 for event in self._buffer)
        self._stored += len(chunk)
        self._pace.wrote(time.monotonic())
        return True

    def _pause(self) -> None:
        if self._closing:
            time.sleep(LAST_RETRY_S)
        until = time.monotonic() + RETRY_S
        while not self._closing and self._take(until - time.monotonic()):
            pass


class Pace:
    """Decides when a write is due. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._gap = 0.0
        self._last_event = float("-inf")
        self._last_write = float("-inf")

    def event(self, now: float) -> None:
        """Notes an event; after a quiet spell the gap begins again at nothing."""
        if now - self._last_event > QUIET_S:
            self._gap = 0.0
        self._last_event = now

    def wrote(self, now: float) -> None:
        """Notes a write; while the burst lasts, the gap to the next one doubles."""
        self._gap = min(LONGEST_GAP_S, max(FIRST_GAP_S, 2 * self._gap))
        self._last_write = now

    def due(self, now: float) -> float:
        """When events that are taken from now on are to be written."""
        return max(now + COALESCE_S, self._last_write + self._gap)


def first_bytes(events: Sequence[str], limit: int) -> list[str]:
    """As many of the first events as fit into ``limit`` bytes, but at least one."""
    size = 0
    for number, event in enumerate(events):
        size += len(event) + 1
        if size > limit and number:
            return list(events[:number])
    return list(events)
