"""Group commit: when events are written, and that none is lost."""

import threading
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from execution_log import StoreUnavailable
from execution_log.writer import (
    COALESCE_S,
    FIRST_GAP_S,
    LONGEST_GAP_S,
    QUIET_S,
    ChunkWriter,
    Pace,
    first_bytes,
)
from tests.waiting import wait_until


def test_an_event_after_a_quiet_spell_is_due_at_once() -> None:
    pace = Pace()
    pace.event(100.0)

    assert pace.due(100.0) == 100.0 + COALESCE_S


def test_steps_that_are_a_quiet_spell_apart_are_due_one_by_one_for_ever() -> None:
    pace, now = Pace(), 100.0
    for _ in range(1000):
        now += QUIET_S + 0.001
        pace.event(now)
        assert pace.due(now) == now + COALESCE_S
        pace.wrote(now + 0.005)


def test_in_a_burst_the_gap_between_writes_doubles_up_to_a_second() -> None:
    pace, now, gaps = Pace(), 100.0, []
    for _ in range(10):
        pace.event(now)
        pace.wrote(now)
        gaps.append(round(pace.due(now) - now, 3))
        now += 0.001

    assert gaps[:4] == [FIRST_GAP_S, 2 * FIRST_GAP_S, 4 * FIRST_GAP_S, 8 * FIRST_GAP_S]
    assert gaps[-1] == LONGEST_GAP_S


def test_a_burst_ends_with_a_quiet_spell() -> None:
    pace = Pace()
    for moment in (100.0, 100.001, 100.002):
        pace.event(moment)
        pace.wrote(moment)

    pace.event(100.002 + QUIET_S + 0.001)

    assert pace.due(101.0) == 101.0 + COALESCE_S


class Chunks:
    """A store for chunks; fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.written: list[tuple[int, list[str]]] = []
        self.in_flight = threading.Semaphore(1)

    def append(self, first_seq: int, events: Sequence[str]) -> None:
        assert self.in_flight.acquire(blocking=False), "two writes in flight"
        try:
            if self.failures:
                self.failures -= 1
                raise StoreUnavailable("not now")
            self.written.append((first_seq, list(events)))
        finally:
            self.in_flight.release()

    @property
    def events(self) -> list[str]:
        return [event for _, chunk in self.written for event in chunk]


def test_chunks_are_numbered_by_their_first_event() -> None:
    chunks = Chunks()
    writer = ChunkWriter(chunks.append)
    for number in range(1, 4):
        writer.add(f"event {number}")
        assert writer.hurry().wait(5)

    assert writer.close(5) == 0
    assert chunks.written == [(1, ["event 1"]), (2, ["event 2"]), (3, ["event 3"])]


def test_a_burst_is_few_writes() -> None:
    chunks = Chunks()
    writer = ChunkWriter(chunks.append)
    for number in range(1000):
        writer.add(f"event {number}")

    assert writer.close(5) == 0
    assert chunks.events == [f"event {number}" for number in range(1000)]
    assert len(chunks.written) < 10


def test_an_event_after_a_quiet_spell_does_not_wait_for_the_gap_of_the_burst_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for gap in ("FIRST_GAP_S", "LONGEST_GAP_S"):
        monkeypatch.setattr(f"execution_log.writer.{gap}", 3600.0)
    chunks = Chunks()
    writer = ChunkWriter(chunks.append)
    writer.add("event 1")
    wait_until(lambda: chunks.events == ["event 1"], seconds=5)
    writer.add("event 2")
    time.sleep(2 * QUIET_S)
    writer.add("event 3")

    wait_until(lambda: chunks.events == ["event 1", "event 2", "event 3"], seconds=5)
    writer.close(5)


def test_chunks_are_cut_by_size() -> None:
    chunks = Chunks()
    writer = ChunkWriter(chunks.append)
    for _ in range(10):
        writer.add("x" * 90_000)

    assert writer.close(5) == 0
    assert len(chunks.events) == 10
    assert max(len(chunk) for _, chunk in chunks.written) == 2


def test_what_the_store_refuses_is_written_when_it_is_back() -> None:
    chunks = Chunks(failures=1)
    writer = ChunkWriter(chunks.append)
    writer.add("event 1")

    assert writer.hurry().wait(5)
    assert chunks.events == ["event 1"]
    assert writer.close(5) == 0


def test_what_the_store_never_takes_is_counted() -> None:
    writer = ChunkWriter(Chunks(failures=1_000_000).append)
    for number in range(7):
        writer.add(f"event {number}")

    assert writer.close(5) == 7


def test_any_fault_of_the_store_is_survived() -> None:
    class Odd(Chunks):
        def append(self, first_seq: int, events: Sequence[str]) -> None:
            if self.failures:
                self.failures -= 1
                raise RuntimeError("a bug")
            super().append(first_seq, events)

    chunks = Odd(failures=1)
    writer = ChunkWriter(chunks.append)
    writer.add("event 1")

    assert writer.close(5) == 0
    assert chunks.events == ["event 1"]


@given(st.lists(st.text(alphabet="x", max_size=50), min_size=1), st.integers(1, 200))
def test_a_chunk_is_as_long_as_fits_and_never_empty(events: list[str], limit: int) -> None:
    chunk = first_bytes(events, limit)

    assert chunk == events[: len(chunk)]
    assert len(chunk) >= 1
    if len(chunk) > 1:
        assert sum(len(event) + 1 for event in chunk) <= limit
    if len(chunk) < len(events):
        assert sum(len(event) + 1 for event in events[: len(chunk) + 1]) > limit


@pytest.mark.parametrize("failures", [0, 3])
def test_the_thread_ends_when_the_writer_is_closed(failures: int) -> None:
    writer = ChunkWriter(Chunks(failures).append)
    writer.add("event")
    writer.close(5)

    assert not writer._thread.is_alive()
