"""/api/exports: small files at once, large ones in the background. Rows W02, S29."""

import csv
import io
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import requests

from api import exports
from api.audit import Deed
from api.export_state import INTERRUPTED, KEPT_S, WAIT_S, Export, State
from api.exports_table import ExportsTable
from execution_log.lifecycle import GRACE_MS
from tests.api.administration import GRACE_ID, World
from tests.api.executions import STARTED, begin, begin_many
from tests.api.http import ADMIN, Answer, Client
from tests.clock import HandClock
from tests.tables import EXPORTS_BUCKET, EXPORTS_TABLE

PATH = "/api/exports"
NO_EXPORT = "export_1795428000000_0123456789"
DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def large_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer holds three rows at most."""
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 3)


def table(world: World) -> ExportsTable:
    return world.admin.exports.table


def ask(admin: Client, form: str = "csv", **fields: Any) -> Answer:
    return admin.post(PATH, {"format": form, **fields})


def begun(world: World, admin: Client, **fields: Any) -> Export:
    """A large export, as it stands in the table."""
    begin_many(world.store, 4)
    export = table(world).export(ask(admin, **fields).data["export_id"])
    assert export is not None
    return export


def become(world: World, export: Export, state: State, **fields: Any) -> None:
    assert table(world).change(replace(export, state=state, **fields), was=export.state)


def rows(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_few_executions_are_a_file_at_once(world: World, admin: Client) -> None:
    wanted = begin_many(world.store, 3)

    answer = ask(admin)

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="executions-2026-11-23T100000Z.csv"'
    )
    assert answer.headers["cache-control"] == "no-store"
    assert [row["tracking_id"] for row in rows(answer)] == wanted
    assert world.exporter.called_for == []


def test_json_lines_hold_what_the_list_answers(world: World, admin: Client) -> None:
    begin_many(world.store, 3)

    answer = ask(admin, "jsonl")

    assert answer.headers["content-type"] == "application/jsonl"
    assert [json.loads(line) for line in answer.text.splitlines()] == (
        admin.get("/api/execution-logs").data["executions"]
    )


def test_a_file_is_sent_compressed_to_who_takes_that(world: World, admin: Client) -> None:
    begin_many(world.store, 3)

    answer = admin.post(PATH, {"format": "csv"}, accept_encoding="gzip")

    assert answer.headers["content-encoding"] == "gzip"
    assert len(rows(answer)) == 3


def test_excel_gets_its_byte_order_mark_if_wanted(world: World, admin: Client) -> None:
    assert ask(admin, bom=True).text[0] == "\ufeff"
    assert ask(admin).text[0] == '"'


def test_nothing_found_is_a_file_too(world: World, admin: Client) -> None:
    assert rows(ask(admin)) == []
    assert ask(admin).text.count("\r\n") == 1
    assert ask(admin, "jsonl").text == ""


@pytest.mark.parametrize(
    "wanted",
    [
        {"company": "oth"},
        {"tracking_id": "OTHER"},
        {"tier": "premium"},
        {"q": "thers"},
        {"from": "2026-11-23T09:30Z"},
        {"from": "2026-11-23T09:30Z", "to": "2026-11-23T09:59:00.001Z", "status": "in_progress"},
        {"min_attempt": "1", "max_attempt": "1", "company": "others"},
    ],
)
def test_a_filter_holds_as_in_the_list(world: World, admin: Client, wanted: dict[str, str]) -> None:
    begin_many(world.store, 3)
    begin(world.store, "OTHER-1", STARTED + 59 * 60_000, company="Others", tier="premium")

    (row,) = rows(ask(admin, filter=wanted))
    (listed,) = admin.get("/api/execution-logs", **wanted).data["executions"]

    assert row["tracking_id"] == listed["tracking_id"] == "OTHER-1"


def test_expired_executions_are_not_exported(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    begin_many(world.store, 2)
    hand_clock.pass_ms(7 * DAY_MS)

    assert rows(ask(admin)) == []


def test_a_killed_execution_looks_as_in_the_list(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    begin(world.store, "LATE", STARTED, deadline_at_ms=hand_clock.now_ms - GRACE_MS - 1)

    (row,) = rows(ask(admin))

    assert (row["final_status"], row["reason"]) == ("failed", "KILLED")


def test_unicode_survives(world: World, admin: Client) -> None:
    begin(world.store, "T", STARTED, company="Größe 株式会社 🚀")

    assert rows(ask(admin))[0]["company"] == "Größe 株式会社 🚀"


def test_many_executions_are_written_in_the_background(
    world: World, admin: Client, large_from: None
) -> None:
    begin_many(world.store, 4)

    answer = ask(admin, "jsonl", filter={"company": "Acme"})

    export_id = answer.data["export_id"]
    assert answer.status == 202
    assert answer.data == {
        "export_id": export_id,
        "format": "jsonl",
        "bom": False,
        "filter": {"company": "Acme"},
        "requested_by": "ada",
        "requested_at": "2026-11-23T10:00:00.000Z",
        "state": "queued",
        "rows": 0,
        "searched_until": None,
        "bytes": None,
        "truncated": False,
        "error": None,
        "completed_at": None,
        "expires_at": "2026-11-24T10:00:00.000Z",
    }
    assert world.exporter.called_for == [export_id]
    assert admin.get(f"{PATH}/{export_id}").data == answer.data


def test_exactly_as_many_as_an_answer_holds_are_sent_at_once(
    world: World, admin: Client, large_from: None
) -> None:
    begin_many(world.store, 3)

    assert ask(admin).status == 200


def test_a_rare_match_in_many_rows_is_looked_for_in_the_background(
    world: World, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LOOKED_AT_ONCE", 5)
    begin_many(world.store, 6)

    assert ask(admin, filter={"q": "Nobody"}).status == 202


def test_rows_too_long_for_an_answer_are_written_in_the_background(
    world: World, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "FILE_BYTES", 500)
    begin_many(world.store, 2)

    assert ask(admin).status == 202


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "format"),
        ({"format": "xlsx"}, "format"),
        ({"format": ["csv"]}, "format"),
        ({"format": "csv", "bom": "yes"}, "bom"),
        ({"format": "csv", "filters": {}}, "filters"),
        ({"format": "csv", "filter": []}, "filter"),
        ({"format": "csv", "filter": {"min_attempt": 2}}, "filter"),
        ({"format": "csv", "filter": {"cursor": "x"}}, "cursor"),
        ({"format": "csv", "filter": {"limit": "5"}}, "limit"),
        ({"format": "csv", "filter": {"company_name": "x"}}, "company_name"),
        ({"format": "csv", "filter": {"status": "broken"}}, "status"),
        ({"format": "csv", "filter": {"from": "yesterday"}}, "from"),
        ({"format": "csv", "filter": {"to": "tomorrow"}}, "to"),
        ({"format": "csv", "filter": {"q": "x" * 101}}, "q"),
        ({"format": "csv", "filter": {"max_attempt": "-1"}}, "max_attempt"),
    ],
)
def test_what_is_not_understood_is_refused_by_its_name_and_nothing_is_done(
    world: World, admin: Client, body: dict[str, Any], named: str
) -> None:
    answer = admin.post(PATH, body)

    assert answer.status == 400
    assert named in answer.body["error"]
    assert world.deeds() == []


def test_who_exported_what_is_written_down(world: World, admin: Client) -> None:
    admin.claims = {**ADMIN, "username": GRACE_ID}

    ask(admin, "jsonl", filter={"status": "failed", "company": "Ac & Co"})

    (deed,) = world.deeds()
    assert deed == Deed(
        who="grace@example.com",
        action="export_list",
        export_id=deed.export_id,
        format="jsonl",
        filter="status=failed&company=Ac+%26+Co",
    )
    (entry,) = admin.get("/api/audit").data["entries"]
    assert (entry["format"], entry["filter"]) == (deed.format, deed.filter)


@pytest.mark.parametrize("count", [1, 4])
def test_what_can_not_be_written_down_is_not_exported(
    world: World, admin: Client, large_from: None, count: int
) -> None:
    begin_many(world.store, count)
    world.drop_audit_table()

    assert ask(admin).status == 500
    assert world.exporter.called_for == []
    assert admin.get(PATH).data == {"exports": []}


def test_an_export_whose_function_can_not_be_called_has_failed(
    world: World, admin: Client, large_from: None
) -> None:
    begin_many(world.store, 4)
    world.exporter.is_down = True

    assert ask(admin).status == 502

    (export,) = admin.get(PATH).data["exports"]
    assert (export["state"], export["error"]) == ("failed", exports.NOT_BEGUN)


def test_only_so_many_exports_are_under_way_at_a_time(
    world: World, admin: Client, large_from: None
) -> None:
    begin_many(world.store, 4)
    under_way = [ask(admin).data["export_id"] for _ in range(exports.MOST_OPEN)]

    refused = ask(admin)

    assert refused.status == 409
    assert "under way" in refused.body["error"]
    assert world.exporter.called_for == under_way
    assert len(world.deeds()) == exports.MOST_OPEN
    export = table(world).export(under_way[0])
    assert export is not None
    become(world, export, State.FAILED)
    assert ask(admin).status == 202


def test_the_newest_exports_are_listed_newest_first(
    world: World, admin: Client, hand_clock: HandClock, large_from: None
) -> None:
    begin_many(world.store, 4)
    ids = []
    for _ in range(exports.MOST_LISTED + 2):
        ids.append(ask(admin).data["export_id"])
        export = table(world).export(ids[-1])
        assert export is not None
        become(world, export, State.COMPLETED)
        hand_clock.pass_ms(1000)

    listed = [export["export_id"] for export in admin.get(PATH).data["exports"]]

    assert listed == ids[::-1][: exports.MOST_LISTED]


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
def test_an_export_that_nobody_writes_any_more_has_failed(
    world: World, admin: Client, hand_clock: HandClock, large_from: None, state: State
) -> None:
    export = begun(world, admin)
    become(world, export, state)
    hand_clock.pass_ms(WAIT_S * 1000 + GRACE_MS)
    assert admin.get(f"{PATH}/{export.export_id}").data["state"] == state

    hand_clock.pass_ms(1)

    (listed,) = admin.get(PATH).data["exports"]
    assert (listed["state"], listed["error"]) == ("failed", INTERRUPTED)
    assert admin.get(f"{PATH}/{export.export_id}").data == listed


def test_an_export_is_gone_after_a_day(
    world: World, admin: Client, hand_clock: HandClock, large_from: None
) -> None:
    export = begun(world, admin)
    become(world, export, State.COMPLETED)
    hand_clock.pass_ms(KEPT_S * 1000)

    assert admin.get(PATH).data == {"exports": []}
    assert admin.get(f"{PATH}/{export.export_id}").status == 404
    assert admin.post(f"{PATH}/{export.export_id}/link", {}).status == 404


def test_a_completed_export_has_a_link_that_needs_no_token_and_does_not_last(
    world: World, admin: Client, large_from: None
) -> None:
    export = begun(world, admin)
    boto3.client("s3").put_object(Bucket=EXPORTS_BUCKET, Key=export.key, Body=b"the file")
    become(world, export, State.COMPLETED)

    answer = admin.post(f"{PATH}/{export.export_id}/link", {})

    assert answer.data["expires_at"] == "2026-11-23T10:05:00.000Z"
    query = parse_qs(urlsplit(answer.data["url"]).query)
    assert query["X-Amz-Expires"] == ["300"]
    assert query["response-content-disposition"] == [
        'attachment; filename="executions-2026-11-23T100000Z.csv"'
    ]
    assert query["response-content-type"] == ["text/csv; charset=utf-8"]
    assert requests.get(answer.data["url"], timeout=5).content == b"the file"


def test_a_link_is_a_deed_of_its_own(world: World, admin: Client, large_from: None) -> None:
    export = begun(world, admin, filter={"company": "A"})
    become(world, export, State.COMPLETED)

    admin.post(f"{PATH}/{export.export_id}/link", {})

    linked, asked = sorted(world.deeds(), key=lambda deed: deed.action)
    assert (linked.action, asked.action) == ("export_link", "export_list")
    assert linked.export_id == asked.export_id == export.export_id
    assert linked.filter == "company=A"


def test_no_link_is_given_that_can_not_be_written_down(
    world: World, admin: Client, large_from: None
) -> None:
    export = begun(world, admin)
    become(world, export, State.COMPLETED)
    world.drop_audit_table()

    answer = admin.post(f"{PATH}/{export.export_id}/link", {})

    assert answer.status == 500
    assert "http" not in answer.text


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.FAILED])
def test_an_export_without_a_file_has_no_link(
    world: World, admin: Client, large_from: None, state: State
) -> None:
    export = begun(world, admin)
    become(world, export, state)

    answer = admin.post(f"{PATH}/{export.export_id}/link", {})

    assert answer.status == 409
    assert state in answer.body["error"]
    assert [deed.action for deed in world.deeds()] == ["export_list"]


@pytest.mark.parametrize(("export_id", "status"), [(NO_EXPORT, 404), ("export_1", 400)])
def test_an_unknown_export_is_not_found(admin: Client, export_id: str, status: int) -> None:
    assert admin.get(f"{PATH}/{export_id}").status == status
    assert admin.post(f"{PATH}/{export_id}/link", {}).status == status


def test_a_link_takes_no_wishes(admin: Client) -> None:
    assert admin.post(f"{PATH}/{NO_EXPORT}/link", {"seconds": 86_400}).status == 400


def test_a_table_that_is_down_is_told(world: World, admin: Client) -> None:
    world.dynamodb.delete_table(TableName=EXPORTS_TABLE)

    assert admin.get(PATH).status == 503
    assert admin.get(f"{PATH}/{NO_EXPORT}").status == 503


def test_a_log_table_that_is_down_is_told_and_nothing_is_written_down(
    world: World, admin: Client
) -> None:
    world.drop_log_table()

    assert ask(admin).status == 500
    assert world.deeds() == []
