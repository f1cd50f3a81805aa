"""During a deploy, and for as long as logs are kept, rows meet readers of another version.

Old rows are these, literally: never change them, add the next version's beside them.

Version 1 had each header under its attempt's number, and keyed events by that number.
"""

from dataclasses import replace
from typing import Any

import pytest

from execution_log import DynamoStore, Execution, Origin, Reason, Status
from execution_log.items import UNREADABLE, as_listed, chunk_item, header_item
from tests.clock import HandClock
from tests.tables import LOG_TABLE, make_log_table

OLD_EVENTS = [
    '{"seq":1,"step":"initialization","status":"completed","timestamp":"2026-11-23T10:00:00.000Z",'
    '"message":"Started processing","time_from_start":"+0ms","offset_ms":0,"error_details":null,'
    '"error_code":null,"retry_possible":null,"metadata":{},"span":1,"parent":null}',
    '{"seq":2,"step":"pdf_generation","status":"in_progress","timestamp":"2026-11-23T10:00:01.000Z",'
    '"message":"Generating","time_from_start":"+1s","offset_ms":1000,"error_details":null,'
    '"error_code":null,"retry_possible":null,"metadata":{},"span":2,"parent":null}',
]

OLD_HEADER = {
    "pk": {"S": "execution_log:60B3RNTB"},
    "sk": {"S": "attempt#000001"},
    "shard": {"S": "all#7"},
    "status_shard": {"S": "failed#7"},
    "position": {"S": "2026-11-23T10:00:00.000Z#exec_1795428000000_abcdefghi"},
    "final_status": {"S": "failed"},
    "schema_version": {"N": "1"},
    "tracking_id": {"S": "60B3RNTB"},
    "execution_id": {"S": "exec_1795428000000_abcdefghi"},
    "attempt": {"N": "1"},
    "company": {"S": "Acme Corp"},
    "tier": {"S": "basic"},
    "started_at_ms": {"N": "1795428000000"},
    "expires_at": {"N": "1796032800"},
    "deadline_at_ms": {"N": "1795428600000"},
    "reason": {"S": "FAILED"},
    "completed_at_ms": {"N": "1795428002000"},
    "duration_ms": {"N": "2000"},
    "total_steps": {"N": "2"},
    "lost_events": {"N": "0"},
    "failed_step": {"S": "pdf_generation"},
    "error": {"S": "no template"},
    "error_code": {"S": "NO_TEMPLATE"},
    "retry_possible": {"BOOL": False},
    "message_id": {"S": "m-1"},
    "request_id": {"S": "r-1"},
    "log_group": {"S": "group"},
    "log_stream": {"S": "stream"},
}
OLD_CHUNK = {
    "pk": {"S": "execution_log:60B3RNTB"},
    "sk": {"S": "events#000001#000001"},
    "expires_at": {"N": "1796032800"},
    "first_seq": {"N": "1"},
    "events": {"S": "\n".join(OLD_EVENTS)},
}

EXECUTION = Execution(
    tracking_id="60B3RNTB",
    execution_id="exec_1795428000000_abcdefghi",
    attempt=1,
    company="Acme Corp",
    tier="basic",
    started_at_ms=1_795_428_000_000,
    expires_at=1_796_032_800,
    deadline_at_ms=1_795_428_600_000,
    reason=Reason.FAILED,
    completed_at_ms=1_795_428_002_000,
    duration_ms=2000,
    total_steps=2,
    failed_step="pdf_generation",
    error="no template",
    error_code="NO_TEMPLATE",
    retry_possible=False,
    origin=Origin(message_id="m-1", request_id="r-1", log_group="group", log_stream="stream"),
)

KEYS = {"pk", "sk", "shard", "status_shard", "position"}
"""Without these DynamoDB would not hold the row, or not list it."""

NEWER = {
    "cost_usd": {"N": "0.0012"},
    "moon_phase": {"S": "full"},
    "tags": {"SS": ["a", "b"]},
    "nested": {"M": {"deep": {"L": [{"NULL": True}]}}},
}
"""Attributes of every kind that a newer writer may add."""


class Table:
    """The table as some other version has left it."""

    def __init__(self, hand_clock: HandClock) -> None:
        self._client = make_log_table()
        self.store = DynamoStore(LOG_TABLE, self._client, hand_clock.clock)

    def put(self, *items: dict[str, Any]) -> None:
        for item in items:
            self._client.put_item(TableName=LOG_TABLE, Item=item)


@pytest.fixture
def table(moto_aws: None, hand_clock: HandClock) -> Table:
    return Table(hand_clock)


SECOND_HEADER = OLD_HEADER | {
    "sk": {"S": "attempt#999999"},
    "schema_version": {"N": "2"},
    "first_events": {"B": bytes.fromhex("01c3882db4d443821f8d8c430cd1922bc2cf98896510850200")},
}
SECOND_CHUNK = OLD_CHUNK | {
    "sk": {"S": "events#exec_1795428000000_abcdefghi#000002"},
    "first_seq": {"N": "2"},
    "events": {"S": OLD_EVENTS[1]},
}


def test_rows_of_the_second_version_are_read(table: Table) -> None:
    table.put(SECOND_HEADER, SECOND_CHUNK)

    (execution,) = table.store.executions("60B3RNTB", limit=9)
    assert execution == EXECUTION
    assert list(table.store.events(execution)) == OLD_EVENTS
    assert list(table.store.events(execution, after_seq=1)) == OLD_EVENTS[1:]


def test_rows_of_the_first_version_are_read(table: Table) -> None:
    table.put(OLD_HEADER, OLD_CHUNK)

    (execution,) = table.store.executions("60B3RNTB", limit=9)
    assert execution == EXECUTION
    assert list(table.store.events(execution)) == OLD_EVENTS
    assert list(table.store.events(execution, after_seq=1)) == OLD_EVENTS[1:]
    assert table.store.recent(status=Status.FAILED, limit=9).executions == [as_listed(EXECUTION)]


def test_a_reader_of_the_first_version_finds_the_header_of_this_one() -> None:
    """It takes the attempt's number from the attribute. Events it does not find: they are newer."""
    header = header_item(EXECUTION)
    keyed_anew = {"sk", "schema_version"}

    assert header["sk"]["S"].removeprefix("attempt#").isdigit()
    for name in OLD_HEADER.keys() - keyed_anew:
        assert header[name] == OLD_HEADER[name]


def test_an_attempt_after_one_of_the_first_version_leaves_that_as_it_is(table: Table) -> None:
    table.put(OLD_HEADER, OLD_CHUNK)

    begun = table.store.begin(
        replace(EXECUTION, execution_id="exec_1795429000000_abcdefghi", reason=Reason.RUNNING)
    )
    table.store.append(begun, 1, OLD_EVENTS[:1])

    newer, older = table.store.executions("60B3RNTB", limit=9)
    assert (newer, older) == (begun, EXECUTION)
    assert list(table.store.events(newer)) == OLD_EVENTS[:1]
    assert list(table.store.events(older)) == OLD_EVENTS


def test_rows_with_attributes_of_a_newer_version_are_read(table: Table) -> None:
    table.put(SECOND_HEADER | NEWER | {"schema_version": {"N": "99"}}, SECOND_CHUNK | NEWER)

    (execution,) = table.store.executions("60B3RNTB", limit=9)
    assert execution == EXECUTION
    assert list(table.store.events(execution)) == OLD_EVENTS


def test_a_header_without_an_attribute_is_read_and_hides_no_other(table: Table) -> None:
    second = replace(EXECUTION, attempt=2)
    for name in OLD_HEADER.keys() - KEYS:
        broken = {other: value for other, value in OLD_HEADER.items() if other != name}
        table.put(broken, header_item(second))

        newer, older = table.store.executions("60B3RNTB", limit=9)
        assert (newer, older.tracking_id, older.attempt) == (second, "60B3RNTB", 1)
        assert table.store.recent(status=None, limit=9).executions == [
            as_listed(newer),
            as_listed(older),
        ]


@pytest.mark.parametrize("name", ["expires_at", "first_seq"])
def test_a_chunk_without_an_attribute_is_read(table: Table, name: str) -> None:
    chunk = chunk_item(EXECUTION, 1, OLD_EVENTS)
    table.put({other: value for other, value in chunk.items() if other != name})

    assert list(table.store.events(EXECUTION)) == OLD_EVENTS
    assert list(table.store.events(EXECUTION, after_seq=1)) == OLD_EVENTS[1:]


def test_a_reason_of_a_newer_version_is_shown_by_its_status(table: Table) -> None:
    shown = {
        "completed": Reason.SUCCEEDED,
        "in_progress": Reason.RUNNING,
        "failed": Reason.FAILED,
        "paused": Reason.FAILED,
    }
    for final_status, reason in shown.items():
        table.put(OLD_HEADER | {"reason": {"S": "VAPORISED"}, "final_status": {"S": final_status}})

        assert [e.reason for e in table.store.executions("60B3RNTB", limit=9)] == [reason]


@pytest.mark.parametrize(
    "packed",
    [{"B": b"\x02packed by a newer version"}, {"B": b""}, {"L": [{"S": "{}"}]}, {"N": "1"}],
    ids=["newer", "empty", "list", "number"],
)
def test_a_chunk_of_another_packing_is_marked_and_hides_no_other(
    table: Table, packed: dict[str, Any]
) -> None:
    for seq, events in ((1, {"S": "first"}), (2, packed), (3, {"S": "third"})):
        table.put(chunk_item(EXECUTION, seq, []) | {"events": events})

    assert list(table.store.events(EXECUTION)) == ["first", UNREADABLE, "third"]
    assert list(table.store.events(EXECUTION, after_seq=1)) == [UNREADABLE, "third"]
