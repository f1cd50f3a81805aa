"""GET /api/counts: how many executions there are of each status, by the filters of the list."""

import pytest

from api import figures, queries
from execution_log import Recorder
from execution_log.testing import MemoryStore
from tests.api.http import Client
from tests.api.test_list import run
from tests.api.test_log import Lambda
from tests.clock import HandClock

PATH = "/api/counts"


@pytest.fixture
def three(recorder: Recorder, hand_clock: HandClock) -> None:
    run(recorder, hand_clock, "A1", "Acme Corp", "basic")
    run(recorder, hand_clock, "B2", "Bolt & Nut", "broken")
    run(recorder, hand_clock, "C3", "acme west", "Basic")


def counts(client: Client, **query: str) -> tuple[int, int, int]:
    data = client.get(PATH, **query).data
    assert all(data[status]["exact"] for status in ("completed", "failed", "in_progress"))
    assert data["counted_until"] is None
    return tuple(data[s]["count"] for s in ("completed", "failed", "in_progress"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, (2, 1, 0)),
        ({"company": "acme"}, (2, 0, 0)),
        ({"failed_step": "orchestrator_execution"}, (0, 1, 0)),
        ({"q": "nobody"}, (0, 0, 0)),
        ({"from": "2026-11-23T10:00:01Z"}, (1, 1, 0)),
        ({"to": "2026-11-23T10:00:01Z"}, (1, 0, 0)),
        ({"to": "2026-11-23T10:00:01Z", "company": "acme"}, (1, 0, 0)),
    ],
)
def test_executions_are_counted_by_status_and_filter(
    client: Client, three: None, query: dict[str, str], found: tuple[int, int, int]
) -> None:
    assert counts(client, **query) == found


def test_counts_say_the_same_whether_rows_are_read_or_not(client: Client, three: None) -> None:
    assert counts(client) == counts(client, min_attempt="1")


@pytest.mark.parametrize("query", [{}, {"company": "gone"}])
def test_an_execution_that_ran_into_its_deadline_counts_as_failed(
    client: Client, recorder: Recorder, hand_clock: HandClock, query: dict[str, str]
) -> None:
    running = recorder.execution("GONE0001", company="Gone Ltd", lambda_context=Lambda())
    running.__enter__().flush()
    assert counts(client, **query) == (0, 0, 1)

    hand_clock.pass_ms(3_600_000)

    assert counts(client, **query) == (0, 1, 0)


def test_bounded_reading_says_how_far_it_came_and_that_there_may_be_more(
    client: Client, recorder: Recorder, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ROWS_PER_REQUEST", 1)
    monkeypatch.setattr(figures, "SEARCHES", 3)
    for number in range(9):
        run(recorder, hand_clock, f"T{number}", "Acme Corp", "basic")

    data = client.get(PATH, company="acme").data

    assert data["completed"] == {"count": 3, "exact": False}
    assert data["failed"] == {"count": 0, "exact": False}
    assert data["counted_until"] == "2026-11-23T10:00:06.000Z"


@pytest.mark.parametrize(
    ("name", "value"), [("status", "failed"), ("from", "yesterday"), ("company", "x" * 101)]
)
def test_a_filter_that_does_not_fit_is_refused_by_name(
    client: Client, store: MemoryStore, name: str, value: str
) -> None:
    answer = client.get(PATH, **{name: value})

    assert answer.status == 400
    assert name in answer.body["error"]
