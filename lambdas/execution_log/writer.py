"""Group commit: makes events durable while the job goes on.

An event after a quiet spell is written at once, so slow steps are durable one by one. In a burst
the gap between writes grows, so a thousand fast steps cost a few writes. At most one write of an
execution is in flight, so chunks are stored in order; the last of them is the end.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

logger = logging.getLogger("execution_log")

CHUNK_BYTES = 200_000
"""Well under DynamoDB's 400 KB item limit, keys and attribute names included."""
QUIET_S = 0.015
"""No event for so long ends a burst."""
COALESCE_S = 0.002
"""A step's end waits so long for the next one's start, which is written at once and takes it along.
Shorter than any round trip."""
FIRST_GAP_S = 0.02
LONGEST_GAP_S = 1.0
RETRY_S = 0.5
"""Pause after a write that failed in spite of the client's own retries."""
LAST_RETRY_S = 0.1
"""The same when the job is over and waits: then there is one more try."""

IDLE = threading.TIMEOUT_MAX
"""When a writer looks that has nothing to write: never, unless it is woken."""
WORKING = float("-inf")
"""When a writer looks that is about to look anyway."""

Append = Callable[[int, Sequence[str]], None]
"""Stores events, the first of which has the given sequence number."""


class End(Protocol):
    """The last write of an execution."""

    def holds(self, events: Sequence[str]) -> bool:
        """Whether it can carry these events."""

    def write(self, first_seq: int, events: Sequence[str], lost: int) -> None:
        """Stores the end with the last events; so many could not be stored."""


class ChunkWriter:
    """Writes the events of one execution in order, from a thread of its own.

    The job's thread only leaves its events in a list. It wakes the writer when an event is due
    before the writer would look by itself: a thread woken for each event would hold up the job.
    """

    def __init__(self, append: Append) -> None:
        self._append = append
        self._buffer: list[str] = []
        self._chunk: list[str] = []
        self.failing = False
        self._added_bytes = 0
        self._stored_bytes = 0
        self._stored = 0
        self._waiting: list[threading.Event] = []
        self._wake = threading.Event()
        self._looks_at = WORKING
        self._closing = threading.Event()
        self._to_open = False
        self.tried = threading.Event()
        """Set once a write has been answered, or has failed."""
        self._end: End | None = None
        self._last_tries = 1
        self._pace = Pace()
        self._thread = threading.Thread(target=self._run, name="execution-log-writer", daemon=True)
        self._thread.start()

    def open(self) -> None:
        """Asks for a first write soon, even without events."""
        self._to_open = True
        self._wake.set()

    def add(self, event: str, *, starts: bool = False) -> None:
        """Takes the next event, that a step starts maybe; one call at a time. Never waits."""
        now = time.monotonic()
        self._buffer.append(event)
        self._added_bytes += len(event) + 1
        self._pace.event(now, starts=starts)
        if self._wake.is_set():  # it clears this before it looks
            return
        if self._pace.due(now) < self._looks_at or self._is_full():
            self._wake.set()

    def hurry(self) -> threading.Event:
        """Asks for a write at once; what it returns is set when all events so far are stored."""
        stored = threading.Event()
        self._waiting.append(stored)
        self._wake.set()
        return stored

    def close(self, timeout: float, end: End | None = None) -> int:
        """Stores what is left and the end, and ends the thread; returns how many events are not
        stored."""
        self._end = end
        self._closing.set()
        self._wake.set()
        self._thread.join(timeout)
        return len(self._buffer)

    def _run(self) -> None:
        while True:
            self._wait()
            if self._closing.is_set():
                break
            self._commit()
        if self._end:
            self._write_end(self._end)
        else:
            self._commit()

    def _wait(self) -> None:
        """Until there are events and it is time to write them, or someone waits for that.

        What the job adds while ``_looks_at`` is in the future is seen here or sets ``_wake``.
        """
        self._looks_at = IDLE
        while not self._is_urgent() and (now := time.monotonic()) < self._looks_at:
            if self._buffer or self._to_open:
                self._looks_at = min(self._looks_at, self._pace.due(now))
            self._wake.wait(self._looks_at - now)
            self._wake.clear()
        self._looks_at = WORKING

    def _is_urgent(self) -> bool:
        return self._closing.is_set() or bool(self._waiting) or self._is_full()

    def _is_full(self) -> bool:
        return self._added_bytes - self._stored_bytes >= CHUNK_BYTES

    def _commit(self) -> None:
        """Writes all that was there when it began; goes on trying until the writer is closed."""
        waiting = len(self._waiting)
        target = self._stored + len(self._buffer)
        while self._stored < target or self._to_open:
            if not self._persist(self._write):
                return
        for stored in self._waiting[:waiting]:
            stored.set()
        del self._waiting[:waiting]

    def _write_end(self, end: End) -> None:
        """The end carries the last events, if it can hold them: that saves a write.

        Not those of a write that failed: it may still be under way.
        """
        while self._chunk or not end.holds(self._buffer):
            if not self._persist(self._write):
                break
        self._persist(lambda: self._write_last(end))

    def _persist(self, write: Callable[[], bool]) -> bool:
        """Repeats a write until it succeeds; False if the writer is closed and it does not."""
        while not write():
            if self._closing.is_set():
                self._last_tries -= 1
                if self._last_tries < 0:
                    return False
            self._pause()
        return True

    def _write(self) -> bool:
        """Writes one chunk; False if the store did not take it.

        Then the same chunk is written again, not a longer one: what timed out here may still be
        under way, and must not take the place of a chunk with more events when it arrives.
        """
        chunk = self._chunk = self._chunk or first_bytes(self._buffer, CHUNK_BYTES)
        if not self._took(lambda: self._append(self._stored + 1, chunk)):
            return False
        self._to_open = False
        self._has_stored(chunk)
        self._chunk = []
        return True

    def _write_last(self, end: End) -> bool:
        fitting = end.holds(self._buffer)
        last = list(self._buffer) if fitting else []
        lost = 0 if fitting else len(self._buffer)
        if not self._took(lambda: end.write(self._stored + 1, last, lost)):
            return False
        self._has_stored(last)
        return True

    def _took(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except Exception:  # the thread must outlive any fault of the store
            left = len(self._buffer)
            logger.warning("execution log: %d events not stored yet", left, exc_info=True)
            self.failing = True
            return False
        finally:
            self.tried.set()
        self.failing = False
        return True

    def _has_stored(self, events: Sequence[str]) -> None:
        del self._buffer[: len(events)]
        self._stored_bytes += sum(len(event) + 1 for event in events)
        self._stored += len(events)
        self._pace.wrote(time.monotonic())

    def _pause(self) -> None:
        if self._closing.is_set():
            time.sleep(LAST_RETRY_S)
        else:
            self._closing.wait(RETRY_S)


class Pace:
    """Decides when a write is due. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._gap = 0.0
        self._gather = COALESCE_S
        self._last_event = float("-inf")
        self._last_write = float("-inf")

    def event(self, now: float, *, starts: bool = False) -> None:
        """Notes an event; after a quiet spell the gap begins again at nothing."""
        if now - self._last_event > QUIET_S:
            self._gap = 0.0
        if starts:
            self._gather = 0.0
        self._last_event = now

    def wrote(self, now: float) -> None:
        """Notes a write; while the burst lasts, the gap to the next one doubles."""
        self._gap = min(LONGEST_GAP_S, max(FIRST_GAP_S, 2 * self._gap))
        self._gather = COALESCE_S
        self._last_write = now

    def due(self, now: float) -> float:
        """When events that are taken from now on are to be written."""
        return max(now + self._gather, self._last_write + self._gap)


def first_bytes(events: Sequence[str], limit: int) -> list[str]:
    """As many of the first events as fit into ``limit`` bytes, but at least one."""
    size = 0
    for number, event in enumerate(events):
        size += len(event) + 1
        if size > limit and number:
            return list(events[:number])
    return list(events)
