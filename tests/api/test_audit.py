"""GET /api/audit, and how deeds get there."""

import json

import boto3
import pytest

from api.audit import KEPT_S, Action, Deed
from execution_log import Recorder
from tests.api.administration import World
from tests.api.http import Client
from tests.clock import HandClock, epoch_ms
from tests.tables import AUDIT_TABLE

PATH = "/api/audit"
DAY_MS = 24 * 60 * 60 * 1000


def record(world: World, number: int) -> None:
    world.admin.audit.record(Deed(who="ada", action=Action.CANCEL, tracking_id=f"T{number}"))


def everything(admin: Client, limit: int) -> list[str]:
    """The tracking ids of all pages."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        data = admin.get(PATH, limit=str(limit), **cursor).data
        found += [entry["tracking_id"] for entry in data["entries"]]
        if data["next_cursor"] is None:
            return found
        cursor = {"cursor": data["next_cursor"]}


def test_nothing_done_is_an_empty_list(admin: Client) -> None:
    assert admin.get(PATH).data == {"entries": [], "next_cursor": None}


def test_an_entry_tells_who_did_what_to_what_why_and_when(world: World, admin: Client) -> None:
    world.admin.audit.record(
        Deed(who="ada", action=Action.DISCARD, message_id="m-1", reason="obsolete")
    )

    assert admin.get(PATH).data["entries"] == [
        {
            "at": "2026-11-23T10:00:00.000Z",
            "who": "ada",
            "action": "discard",
            "tracking_id": None,
            "execution_id": None,
            "message_id": "m-1",
            "reason": "obsolete",
            "export_id": None,
            "format": None,
            "filter": None,
        }
    ]


@pytest.mark.parametrize("limit", [1, 4, 24, 25, 100])
def test_pages_go_back_over_the_months_without_gap_or_repeat(
    world: World, admin: Client, hand_clock: HandClock, limit: int
) -> None:
    for number in range(25):
        record(world, number)
        hand_clock.pass_ms(3 * DAY_MS)

    assert everything(admin, limit) == [f"T{number}" for number in range(24, -1, -1)]


def test_the_turn_of_the_year_hides_nothing(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    hand_clock.now_ms = epoch_ms("2026-12-31T23:59:59.999Z")
    record(world, 1)
    hand_clock.pass_ms(1)
    record(world, 2)

    assert everything(admin, limit=1) == ["T2", "T1"]


def test_entries_of_the_same_millisecond_are_all_kept(world: World, admin: Client) -> None:
    for number in range(30):
        record(world, number)

    assert sorted(everything(admin, limit=7)) == sorted(f"T{number}" for number in range(30))


def test_an_entry_is_shown_for_90_days_whenever_the_table_forgets_it(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    record(world, 1)
    hand_clock.pass_ms(KEPT_S * 1000 - 1)
    assert everything(admin, limit=10) == ["T1"]

    hand_clock.pass_ms(1)
    assert everything(admin, limit=10) == []


def test_a_cursor_far_in_the_future_costs_no_more_than_none(world: World, admin: Client) -> None:
    record(world, 1)
    queries = world.count_calls("Query")

    found, _ = world.admin.audit.entries(limit=10, before="9999-12-31T23:59:59.999Z#ffffffff")

    assert [entry.deed.tracking_id for entry in found] == ["T1"]
    assert len(queries) <= 5


def test_a_limit_out_of_range_is_refused(client: Client) -> None:
    assert client.get(PATH, limit="101").status == 400


def test_no_secret_and_no_odd_character_gets_into_the_log(world: World, admin: Client) -> None:
    deed = Deed(who="ada", action=Action.DISCARD, reason="password=hunter2-Zq8vT4xW9y \ud800")
    world.admin.audit.record(deed)

    assert "hunter2" not in json.dumps(boto3.client("dynamodb").scan(TableName=AUDIT_TABLE))
    assert admin.get(PATH).data["entries"][0]["reason"] == "password=[redacted: password] ?"


def test_an_action_that_only_a_newer_version_knows_is_shown(world: World, admin: Client) -> None:
    world.admin.audit.record(Deed(who="ada", action="teleport"))

    assert admin.get(PATH).data["entries"][0]["action"] == "teleport"


def test_an_export_is_audited_and_reading_is_not(world: World, admin: Client) -> None:
    with Recorder(world.store, clock=world.clock).execution("ACME-1") as log:
        log.completed("initialization", "Started")
    path = "/api/execution-logs/ACME-1"
    execution_id = admin.get(path).data["execution_id"]

    assert admin.get(f"{path}/export", format="csv").status == 200

    assert world.deeds() == [
        Deed(who="ada", action=Action.EXPORT, tracking_id="ACME-1", execution_id=execution_id)
    ]


def test_what_can_not_be_audited_is_not_exported(world: World, admin: Client) -> None:
    with Recorder(world.store, clock=world.clock).execution("ACME-1") as log:
        log.completed("initialization", "Started")
    world.drop_audit_table()

    assert admin.get("/api/execution-logs/ACME-1/export", format="csv").status == 503
