"""GET /api/execution-logs: recent executions."""

import pytest

from api import queries
from api.queries import Filter, Found
from execution_log import Execution, Recorder
from execution_log.testing import MemoryStore
from tests.api.administration import app_over
from tests.api.http import Client
from tests.api.test_log import Lambda
from tests.clock import HandClock

PATH = "/api/execution-logs"


def run(recorder: Recorder, clock: HandClock, tracking_id: str, company: str, tier: str) -> None:
    with recorder.execution(tracking_id, company=company, tier=tier) as log:
        if tier == "broken":
            log.failed("orchestrator_execution", "Model said no")
    clock.pass_ms(1000)


@pytest.fixture
def three(recorder: Recorder, hand_clock: HandClock) -> None:
    run(recorder, hand_clock, "A1", "Acme Corp", "basic")
    run(recorder, hand_clock, "B2", "Bolt & Nut", "broken")
    run(recorder, hand_clock, "C3", "acme west", "Basic")


def ids(client: Client, **query: str) -> list[str]:
    return [e["tracking_id"] for e in client.get(PATH, **query).data["executions"]]


def test_no_executions_is_an_empty_list(client: Client) -> None:
    assert client.get(PATH).data == {
        "executions": [],
        "next_cursor": None,
        "searched_until": None,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["C3", "B2", "A1"]),
        ({"limit": "2"}, ["C3", "B2"]),
        ({"status": "failed"}, ["B2"]),
        ({"status": "completed"}, ["C3", "A1"]),
        ({"status": "in_progress"}, []),
        ({"tier": "BASIC"}, ["C3", "A1"]),
        ({"company": "ACME"}, ["C3", "A1"]),
        ({"company": "Corp"}, []),
        ({"q": "said NO"}, ["B2"]),
        ({"q": "(a+)+$"}, []),
        ({"q": "nut", "status": "failed"}, ["B2"]),
        ({"reason": "FAILED"}, ["B2"]),
        ({"reason": "SUCCEEDED", "company": "acme w"}, ["C3"]),
        ({"tracking_id": "b"}, ["B2"]),
        ({"tracking_id": "2"}, []),
        ({"failed_step": "Orchestrator_Execution"}, ["B2"]),
        ({"failed_step": "orchestrator"}, []),
        ({"error_code": "timeout"}, []),
        ({"min_attempt": "1", "max_attempt": "1"}, ["C3", "B2", "A1"]),
        ({"min_attempt": "2"}, []),
        ({"max_duration_ms": "0"}, ["C3", "B2", "A1"]),
        ({"min_duration_ms": "1"}, []),
        ({"from": "2026-11-23T10:00:01Z"}, ["C3", "B2"]),
        ({"to": "2026-11-23T10:00:01Z"}, ["A1"]),
        ({"from": "2026-11-23T11:00:01+01:00", "to": "2026-11-23T10:00:02"}, ["B2"]),
    ],
)
def test_executions_come_newest_first_and_filtered(
    client: Client, three: None, query: dict[str, str], found: list[str]
) -> None:
    assert ids(client, **query) == found


def test_pages_join_without_gap_or_repeat(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    for number in range(25):
        run(recorder, hand_clock, f"T{number:02d}", "Acme Corp", "basic")

    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        data = client.get(PATH, limit="10", **cursor).data
        seen += [e["tracking_id"] for e in data["executions"]]
        if data["next_cursor"] is None:
            break
        cursor = {"cursor": data["next_cursor"]}

    assert seen == [f"T{number:02d}" for number in range(24, -1, -1)]


@pytest.fixture
def needle_in_hay(
    recorder: Recorder, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One execution that is older than sixty others, of which an answer looks through 45."""
    run(recorder, hand_clock, "NEEDLE", "Needle Inc", "basic")
    monkeypatch.setattr(queries, "ROWS_PER_READ", 3)
    monkeypatch.setattr(queries, "ROWS_PER_REQUEST", 45)
    for number in range(60):
        run(recorder, hand_clock, f"T{number}", "Hay Ltd", "basic")


def test_a_rare_match_is_found_over_many_bounded_pages(client: Client, needle_in_hay: None) -> None:
    data = client.get(PATH, q="needle", limit="1").data
    assert data["executions"] == []
    assert data["searched_until"] == "2026-11-23T10:00:16.000Z"
    data = client.get(PATH, q="needle", limit="1", cursor=data["next_cursor"]).data
    assert [e["tracking_id"] for e in data["executions"]] == ["NEEDLE"]
    assert data["searched_until"] is None


def test_a_rare_company_is_found_at_once(client: Client, needle_in_hay: None) -> None:
    data = client.get(PATH, company="NEEDLE", status="completed").data
    assert [e["tracking_id"] for e in data["executions"]] == ["NEEDLE"]
    assert data["searched_until"] is None
    assert client.get(PATH, company="needle", status="failed").data["executions"] == []


def test_matches_that_are_more_than_a_page_go_on_where_it_ends(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    for number in range(9):
        company = "Acme Corp" if number % 2 else "Bolt & Nut"
        run(recorder, hand_clock, f"T{number}", company, "basic")

    first = client.get(PATH, company="bolt", limit="2").data
    assert [e["tracking_id"] for e in first["executions"]] == ["T8", "T6"]
    assert first["searched_until"] == "2026-11-23T10:00:06.000Z"
    second = client.get(PATH, company="bolt", limit="3", cursor=first["next_cursor"]).data
    assert [e["tracking_id"] for e in second["executions"]] == ["T4", "T2", "T0"]
    assert second["next_cursor"] is None


class OtherEngine:
    """Finds by an index of its own, as a search service would."""

    def __init__(self, executions: list[Execution]) -> None:
        self._newest_first = sorted(executions, key=queries._position, reverse=True)

    def recent(self, wanted: Filter, *, limit: int, before: str | None) -> Found:
        matching = [
            e
            for e in self._newest_first
            if wanted.matches(e) and wanted.since <= queries._position(e) < (before or "~")
        ]
        page = matching[:limit]
        return Found(page, queries._position(page[-1]) if len(matching) > limit else None)


@pytest.mark.parametrize(
    "query", [{}, {"company": "ACME"}, {"status": "failed"}, {"q": "nut"}, {"limit": "2"}]
)
def test_another_engine_can_find_the_executions_of_the_list(
    client: Client,
    store: MemoryStore,
    hand_clock: HandClock,
    three: None,
    query: dict[str, str],
) -> None:
    engine = OtherEngine(store.recent(status=None, limit=100).executions)
    empty = MemoryStore(hand_clock.clock)
    other = Client(app_over(empty, hand_clock.clock, search=engine))

    assert client.get(PATH, **query).data == other.get(PATH, **query).data


def test_an_execution_that_ran_into_its_deadline_is_no_longer_listed_as_in_progress(
    client: Client, recorder: Recorder, store: MemoryStore, hand_clock: HandClock
) -> None:
    running = recorder.execution("GONE0001", lambda_context=Lambda())
    running.__enter__().flush()
    assert ids(client, status="in_progress") == ["GONE0001"]

    hand_clock.pass_ms(3_600_000)

    assert ids(client, status="in_progress") == []
    assert ids(client, reason="KILLED") == ["GONE0001"]


@pytest.mark.parametrize("limit", ["0", "-1", "101", "abc", "1e9", "1,2", "", "٣"])
def test_a_limit_out_of_range_is_refused(client: Client, limit: str) -> None:
    answer = client.get(PATH, limit=limit)

    assert answer.status == 400
    assert answer.body["error"] == "limit must be a whole number from 1 to 100"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "skipped"),
        ("reason", "failed"),
        ("tracking_id", "x" * 101),
        ("failed_step", "x" * 101),
        ("error_code", "x" * 101),
        ("min_attempt", "-1"),
        ("max_duration_ms", "1s"),
        ("from", "yesterday"),
        ("to", "99999-01-01"),
        ("q", "x" * 101),
        ("company", "x" * 101),
        ("tier", "x" * 101),
    ],
)
def test_a_malformed_filter_is_refused_by_name(client: Client, name: str, value: str) -> None:
    answer = client.get(PATH, **{name: value})

    assert answer.status == 400
    assert name in answer.body["error"]


def test_a_page_whose_executions_have_all_expired_is_empty_and_the_list_goes_on(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    """Row H10: DynamoDB deletes expired rows late."""
    run(recorder, hand_clock, "OLD1", "Acme Corp", "basic")
    run(recorder, hand_clock, "OLD2", "Acme Corp", "basic")
    hand_clock.pass_ms(7 * 24 * 3_600_000)

    first = client.get(PATH, limit="1").data
    assert first["executions"] == []
    second = client.get(PATH, limit="1", cursor=first["next_cursor"]).data
    assert (second["executions"], second["next_cursor"]) == ([], None)
