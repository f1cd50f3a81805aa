"""A log has bounds; the job has not.

Row S14.
"""

from io import StringIO

import pytest

from execution_log import Execution, Recorder, live
from execution_log.testing import MemoryStore


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, reached sooner."""
    monkeypatch.setattr(live, "EVENTS_LIMIT", 50)
    monkeypatch.setattr(live, "FAILURES_LIMIT", 3)


def record(store: MemoryStore, events: int, failures: int) -> Execution:
    with Recorder(store, stdout=StringIO()).execution("60B3RNTB") as log:
        for number in range(events):
            log.completed("item_import", f"Item {number}")
        for number in range(failures):
            log.failed("item_import", f"Item {number} failed", error_code="E1")
    return store.executions("60B3RNTB", limit=1)[0]


def test_the_limits_are_at_least_those_of_the_specification() -> None:
    assert live.EVENTS_LIMIT >= 50_000
    assert live.BYTES_LIMIT >= 50_000_000


def test_beyond_the_limit_one_notice_says_so_and_failures_still_come(small: None) -> None:
    store = MemoryStore()
    execution = record(store, events=60, failures=5)

    lines = list(store.events(execution))
    assert len(lines) == 54
    assert '"log_truncated"' in lines[50]
    assert all('"failed"' in line for line in lines[51:])
    assert execution.lost_events == 10 + 2
    assert execution.total_steps == 54


def test_a_log_that_just_fits_is_whole(small: None) -> None:
    store = MemoryStore()
    execution = record(store, events=50, failures=0)

    assert len(list(store.events(execution))) == 50
    assert execution.lost_events == 0


def test_a_log_is_bounded_in_bytes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "BYTES_LIMIT", 5_000)
    store = MemoryStore()
    execution = record(store, events=1000, failures=0)

    assert sum(map(len, store.events(execution))) < 6_000
    assert execution.lost_events > 900
