"""GET /api/execution-logs: recent executions."""

import base64

import pytest

from execution_log import Recorder
from tests.api.http import Client
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
    assert client.get(PATH).data == {"executions": [], "next_cursor": None}


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


def test_a_rare_match_is_found_over_many_bounded_pages(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    run(recorder, hand_clock, "NEEDLE", "Needle Inc", "basic")
    for number in range(60):
        run(recorder, hand_clock, f"T{number}", "Hay Ltd", "basic")

    data = client.get(PATH, company="needle", limit="5").data
    assert data["executions"] == []
    while data["next_cursor"]:
        data = client.get(PATH, company="needle", limit="5", cursor=data["next_cursor"]).data
    assert [e["tracking_id"] for e in data["executions"]] == ["NEEDLE"]


@pytest.mark.parametrize("limit", ["0", "-1", "101", "abc", "1e9", "1,2", "", "٣"])
def test_a_limit_out_of_range_is_refused(client: Client, limit: str) -> None:
    answer = client.get(PATH, limit=limit)

    assert answer.status == 400
    assert answer.body["error"] == "limit must be a whole number from 1 to 100"


@pytest.mark.parametrize(
    "cursor",
    ["", "abc", "!!!", base64.urlsafe_b64encode(b"all#3").decode(), "AAAA", "a" * 10_000],
)
def test_a_cursor_that_we_did_not_make_is_refused(client: Client, cursor: str) -> None:
    assert client.get(PATH, cursor=cursor).status == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "skipped"),
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
