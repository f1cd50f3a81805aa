"""Writing an export: whole, in bounded memory, or told as failed. Rows W02, S29."""

import csv
import gc
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from api import parameters
from api.export_rows import text_of
from api.export_state import INTERRUPTED, WAIT_S, Export, State
from api.exports_table import ExportsTable
from execution_log import Execution, StoreUnavailable
from execution_log.clock import timestamp
from execution_log.lifecycle import GRACE_MS
from execution_log.testing import MemoryStore
from exporter import exporter as exporter_module
from exporter.exporter import BROKEN, RESERVE_MS, STORE_DOWN, UPLOAD_FAILED
from exporter.upload import PART_BYTES
from tests.api.executions import STARTED, begin, begin_many
from tests.api.logs import execution
from tests.clock import HandClock
from tests.exporter.world import TIMEOUT_MS, World
from tests.tables import EXPORTS_TABLE

LONG = "x" * 2_000
"""As an error: some 4,000 rows make a part."""


@pytest.fixture
def world(moto_aws: None, hand_clock: HandClock) -> World:
    return World(hand_clock)


class ManyRows(MemoryStore):
    """Holds none of its executions: they are made as they are read."""

    def __init__(self, clock: HandClock, count: int, fails_at: int | None = None) -> None:
        super().__init__(clock.clock)
        self.count = count
        self.fails_at = fails_at

    def every(self, **_: Any) -> Iterator[Execution]:
        for number in reversed(range(self.count)):
            if number == self.fails_at:
                raise StoreUnavailable("the table is down")
            yield execution(
                tracking_id=f"T{number}", error=LONG, started_at_ms=STARTED + number * 1000
            )


class CountedRows(ManyRows):
    """Counts the executions in memory, every hundred rows: each count looks at all objects."""

    def __init__(self, clock: HandClock, count: int) -> None:
        super().__init__(clock, count)
        self.held: list[int] = []

    def every(self, **wanted: Any) -> Iterator[Execution]:
        for number, row in enumerate(super().every(**wanted)):
            if number % 100 == 0:
                self.held.append(sum(isinstance(one, Execution) for one in gc.get_objects()))
            yield row


def tracking_ids(text: str) -> list[str]:
    return [row["tracking_id"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_a_file_holds_all_matches_newest_first(world: World) -> None:
    wanted = begin_many(world.store, 30)
    begin(world.store, "OTHER", STARTED, company="Other")
    world.queue(filter={"company": "acme"})

    export = world.written()

    content = world.file(export).decode()
    assert tracking_ids(content) == wanted
    assert (export.state, export.rows, export.bytes) == (State.COMPLETED, 30, len(content))
    assert (export.truncated, export.searched_until) == (False, None)
    assert export.completed_at_ms == world.hand_clock.now_ms


@pytest.mark.parametrize(("form", "bom"), [("csv", False), ("csv", True), ("jsonl", False)])
def test_a_file_is_that_of_a_small_export(world: World, form: str, bom: bool) -> None:
    begin_many(world.store, 5, company="Größe 株式会社 🚀 =1", error="=cmd|' /C calc'!A0")
    world.queue(form, bom=bom)

    content = world.file(world.written())

    found = world.store.every(status=None)
    clock = world.hand_clock.clock
    assert content.decode() == "".join(text_of(found, form=form, bom=bom, clock=clock))


def test_the_file_says_what_it_is(world: World) -> None:
    export = world.queue("jsonl")
    world.write()

    kind = world.s3.head_object(Bucket="exports", Key=export.key)["ContentType"]

    assert (export.key, kind) == (f"exports/{export.export_id}.jsonl", "application/jsonl")


def test_nothing_found_is_a_header_or_an_empty_file(world: World) -> None:
    world.queue("csv")
    assert world.file(world.written()).count(b"\r\n") == 1
    world.queue("jsonl")
    assert world.file(world.written()) == b""


def test_a_large_file_goes_in_parts_that_s3_takes_and_whole_lines_come_out(world: World) -> None:
    world.store = ManyRows(world.hand_clock, 10_000)
    world.queue("jsonl")
    parts: list[int] = []
    world.s3.meta.events.register(
        "before-call.s3.UploadPart",
        lambda params, **_: parts.append(params["body"].getbuffer().nbytes),
    )

    export = world.written()

    lines = world.file(export).decode().splitlines()
    assert [json.loads(line)["tracking_id"] for line in lines] == [
        f"T{number}" for number in reversed(range(10_000))
    ]
    assert len(parts) == 3
    assert all(PART_BYTES <= size < PART_BYTES + 10_000 for size in parts[:-1])
    assert sum(parts) == export.bytes
    assert world.calls.count("CompleteMultipartUpload") == 1


def test_rows_pass_through_and_are_not_held(world: World) -> None:
    store = world.store = CountedRows(world.hand_clock, 500)
    world.queue()

    world.written()

    assert len(store.held) == 5
    assert max(store.held) - store.held[0] <= 2


def test_progress_is_told_while_it_runs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporter_module, "PROGRESS_ROWS", 10)
    world.store = ManyRows(world.hand_clock, 35)
    world.queue(filter={"q": "T1"})
    table = Watched(world.table)
    monkeypatch.setattr(world, "table", table)

    world.write()

    assert [export.rows for export in table.changes[:-1]] == [0, 0, 5, 10]
    assert {export.state for export in table.changes[:-1]} == {State.RUNNING}
    assert [export.searched_until for export in table.changes[:-1]] == [
        None,
        *(timestamp(STARTED + number * 1000 + 1) for number in (25, 15, 5)),
    ]
    assert (table.changes[-1].state, table.changes[-1].rows) == (State.COMPLETED, 11)


class Watched:
    """The table, and every change of an export in it."""

    def __init__(self, table: ExportsTable) -> None:
        self._table = table
        self.changes: list[Export] = []

    def export(self, export_id: str) -> Export | None:
        return self._table.export(export_id)

    def change(self, export: Export, *, was: State) -> bool:
        self.changes.append(export)
        return self._table.change(export, was=was)


def test_a_file_ends_at_the_most_rows_and_says_so(world: World) -> None:
    everything = begin_many(world.store, 12)
    world.most_rows = 10
    world.queue()

    export = world.written()

    assert tracking_ids(world.file(export).decode()) == everything[:10]
    assert (export.state, export.rows, export.truncated) == (State.COMPLETED, 10, True)
    assert export.searched_until == "2026-11-23T09:00:02.001Z"
    world.queue(filter={"to": export.searched_until})
    rest = tracking_ids(world.file(world.written()).decode())
    assert {*rest} >= {*everything[10:]}


def test_a_file_ends_when_the_time_does_and_says_so(world: World) -> None:
    world.store = ManyRows(world.hand_clock, 10)
    world.queue()
    original = world.store.every

    def running_out(**wanted: Any) -> Iterator[Execution]:
        for number, row in enumerate(original(**wanted)):
            world.remaining_ms = TIMEOUT_MS if number < 4 else RESERVE_MS
            yield row

    world.store.every = running_out  # type: ignore[method-assign]

    export = world.written()

    assert (export.state, export.rows, export.truncated) == (State.COMPLETED, 4, True)
    assert export.searched_until is not None


def test_a_second_call_for_the_same_export_writes_nothing(world: World) -> None:
    """Lambda may deliver an asynchronous call twice."""
    begin_many(world.store, 3)
    world.queue()
    first = world.written()
    calls = len(world.calls)

    assert world.write() is None
    assert len(world.calls) == calls
    assert world.stored() == first


def test_of_two_calls_at_once_one_writes(world: World) -> None:
    queued = world.queue()
    running = replace(queued, state=State.RUNNING)

    assert world.table.change(running, was=State.QUEUED)
    assert not world.table.change(running, was=State.QUEUED)
    assert world.write() is None
    assert world.calls == []


def test_a_call_that_comes_too_late_leaves_the_export_failed(world: World) -> None:
    world.queue()
    world.hand_clock.pass_ms(WAIT_S * 1000 + GRACE_MS + 1)

    assert world.write() is None
    assert world.files() == []
    assert (world.stored().state, world.stored().error) == (State.FAILED, INTERRUPTED)


def test_a_call_for_an_unknown_export_writes_nothing(world: World) -> None:
    assert world.write() is None
    assert world.files() == []


def test_a_killed_exporter_leaves_a_failed_export(world: World) -> None:
    """It dies without a word: out of memory, or out of time."""
    begin_many(world.store, 3)
    world.queue()
    world.break_s3("PutObject", KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        world.write()

    assert world.stored().state is State.RUNNING
    world.hand_clock.pass_ms(TIMEOUT_MS + GRACE_MS + 1)
    assert (world.stored().state, world.stored().error) == (State.FAILED, INTERRUPTED)
    assert world.files() == []


def test_a_store_that_goes_down_midway_fails_the_export_and_leaves_no_file(world: World) -> None:
    world.store = ManyRows(world.hand_clock, 10_000, fails_at=1_000)
    world.queue("jsonl")

    with pytest.raises(StoreUnavailable):
        world.write()

    assert (world.stored().state, world.stored().error) == (State.FAILED, STORE_DOWN)
    assert world.stored().completed_at_ms is not None
    assert world.calls.count("UploadPart") == 2
    assert (world.files(), world.unfinished_uploads()) == ([], [])


@pytest.mark.parametrize(
    ("operation", "rows"),
    [
        ("PutObject", 3),
        ("CreateMultipartUpload", 5_000),
        ("UploadPart", 5_000),
        ("CompleteMultipartUpload", 5_000),
    ],
)
def test_a_bucket_that_is_down_fails_the_export_and_leaves_no_file(
    world: World, operation: str, rows: int
) -> None:
    world.store = ManyRows(world.hand_clock, rows)
    world.queue("jsonl")
    world.break_s3(operation)

    with pytest.raises(Exception, match="Could not connect"):
        world.write()

    assert (world.stored().state, world.stored().error) == (State.FAILED, UPLOAD_FAILED)
    assert (world.files(), world.unfinished_uploads()) == ([], [])


def test_an_upload_that_can_not_be_given_up_hides_no_other_trouble(world: World) -> None:
    world.store = ManyRows(world.hand_clock, 5_000)
    world.queue("jsonl")
    world.break_s3("CompleteMultipartUpload")
    world.break_s3("AbortMultipartUpload")

    with pytest.raises(Exception, match="Could not connect"):
        world.write()

    assert world.stored().error == UPLOAD_FAILED


def test_whatever_else_goes_wrong_is_told_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("the secret is 1234")

    world.queue()
    monkeypatch.setattr(parameters, "wanted", broken)

    with pytest.raises(RuntimeError):
        world.write()

    assert (world.stored().state, world.stored().error) == (State.FAILED, BROKEN)


def test_a_state_that_can_not_be_stored_is_told_by_its_deadline(world: World) -> None:
    class Failing(ManyRows):
        def every(self, **_: Any) -> Iterator[Execution]:
            world.dynamodb.delete_table(TableName=EXPORTS_TABLE)
            yield from super().every()

    world.store = Failing(world.hand_clock, 3)
    world.queue()

    with pytest.raises(StoreUnavailable):
        world.write()


def test_the_deadline_is_when_lambda_ends_the_function(world: World) -> None:
    world.queue()
    world.remaining_ms = 123_000
    world.break_s3("PutObject", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        world.write()

    assert world.stored().deadline_ms == world.hand_clock.now_ms + 123_000
