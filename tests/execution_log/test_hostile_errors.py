"""Whatever a job raises or hands over: it is recorded within bounds, and the error goes on.

Rows S07, S09, S10, S11, S12, S13, S17, S36.
"""

import asyncio
import contextvars
import gc
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from pathlib import PurePath
from typing import Any
from uuid import UUID

import pytest

from api.lifecycle import GRACE_MS, settled
from execution_log import Reason, Recorder
from execution_log.testing import Capture, MemoryStore, capture
from tests.execution_log.test_deadline import FAR

LINE_LIMIT = 70_000
"""Bytes of an event with all its caps reached: far below DynamoDB's 400 KB."""


@pytest.fixture
def captured() -> Iterator[Capture]:
    with capture() as captured:
        yield captured


def failed_with(captured: Capture, error: BaseException) -> dict[str, Any]:
    """What is recorded of a step that raises it, after it has come out again."""
    with pytest.raises(type(error)) as caught, captured.recorder.execution("60B3RNTB") as log:
        with log.step("pdf_generation", "Generating"):
            raise error

    assert caught.value is error
    failed = next(s for s in captured.steps("60B3RNTB") if s["status"] == "failed")
    assert len(json.dumps(failed)) < LINE_LIMIT
    return failed


def test_the_cause_of_an_error_is_part_of_its_stack(captured: Capture) -> None:
    error = ValueError("no report")
    error.__cause__ = KeyError("template")

    details = failed_with(captured, error)["error_details"]

    assert "KeyError: 'template'" in details
    assert "direct cause" in details


def test_an_error_with_a_text_of_ten_megabytes_is_cut(captured: Capture) -> None:
    failed = failed_with(captured, ValueError("x" * 10_000_000))

    assert "characters cut" in failed["message"]
    assert "characters cut" in failed["error_details"]


def test_an_error_whose_every_method_raises_is_named(captured: Capture) -> None:
    class Hostile(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no")

        __repr__ = __str__

        @property
        def error_code(self) -> str:
            raise RuntimeError("no code")

    assert "Hostile" in failed_with(captured, Hostile())["message"]


@pytest.mark.parametrize("value", ["invalid start byte", 404, None, Reason, object()])
def test_what_an_error_of_another_library_means_by_our_words_is_left_alone(
    captured: Capture, value: object
) -> None:
    """UnicodeDecodeError, URLError and SSLError have a ``reason``; boto's have codes elsewhere."""
    error = ValueError("no")
    for name in ("reason", "error_code", "retry_possible"):
        setattr(error, name, value)

    failed = failed_with(captured, error)

    assert failed["error_code"] == (value if isinstance(value, str) else "ValueError")
    assert failed["retry_possible"] is None
    assert captured.execution("60B3RNTB").reason is Reason.FAILED


def test_an_error_code_of_ten_megabytes_does_not_cost_the_end(captured: Capture) -> None:
    with captured.recorder.execution("60B3RNTB") as log:
        log.failed("pdf_generation", "No template", error_code="E" * 10_000_000)

    assert len(captured.execution("60B3RNTB").error_code or "") < 300


def test_a_group_of_errors_shows_its_members(captured: Capture) -> None:
    group = ExceptionGroup("3 of 9 pages", [ValueError(f"page {n}") for n in (2, 5, 7)])

    failed = failed_with(captured, group)

    assert failed["message"] == "3 of 9 pages (3 sub-exceptions)"
    assert all(f"ValueError: page {n}" in failed["error_details"] for n in (2, 5, 7))


def test_a_group_of_a_thousand_nested_errors_is_cut(captured: Capture) -> None:
    error: Exception = ValueError("innermost")
    for level in range(1000):
        error = ExceptionGroup(f"level {level}", [error])

    assert "level 999" in failed_with(captured, error)["error_details"]


def test_a_thousand_causes_are_cut_in_the_middle(captured: Capture) -> None:
    error: Exception = ValueError("innermost")
    for number in range(1000):
        outer = ValueError(f"number {number}")
        outer.__cause__, error = error, outer

    details = failed_with(captured, error)["error_details"]

    assert "characters cut" in details
    assert details.endswith("ValueError: number 999")


class Mute:
    def __str__(self) -> str:
        raise RuntimeError("no words")

    __repr__ = __str__


VALUES = {
    "datetime": (datetime(2026, 11, 23, tzinfo=UTC), "2026-11-23 00:00:00+00:00"),
    "decimal": (Decimal("1.10"), "1.10"),
    "uuid": (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    "path": (PurePath("/var/task"), "/var/task"),
    "bytes": (b"\x00\xff", "b'\\x00\\xff'"),
    "class": (ValueError, "<class 'ValueError'>"),
    "infinity": (float("inf"), "inf"),
    "not_a_number": (float("nan"), "nan"),
    "huge_number": (2**64, "18446744073709551616"),
    "mute": (Mute(), "<Mute: its text raised RuntimeError>"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_that_json_does_not_know_is_recorded_as_its_text(
    captured: Capture, kind: str
) -> None:
    value, shown = VALUES[kind]
    with captured.recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started", plain=value, nested={"list": [value]})

    (step,) = captured.steps("60B3RNTB")
    assert step["metadata"] == {"plain": shown, "nested": {"list": [shown]}}


ANYTHING: list[Any] = [
    None,
    7,
    b"x",
    [],
    {},
    {1},
    Mute(),
    "\ud800",
    "",
    "x" * 10_000_000,
    UUID(int=7),
]


@pytest.mark.parametrize("thing", ANYTHING, ids=lambda thing: type(thing).__name__)
def test_anything_is_taken_for_any_argument(thing: Any) -> None:
    store, recorded = MemoryStore(), 0
    recorder = Recorder(store, stdout=StringIO())
    with recorder.execution(thing, company=thing, tier=thing, message_id=thing) as log:
        for record in (log.completed, log.skipped, log.in_progress):
            record(thing, thing, thing=thing)
        log.failed(
            thing, thing, error_details=thing, error_code=thing, retry_possible=thing, thing=thing
        )
        with log.step(thing, thing, thing=thing) as step:
            step.progress(thing, thing)
            step.message = thing
        recorded = log.total_steps

    assert recorded == 7
    (execution,) = store.recent(status=None, limit=1).executions
    assert len([json.loads(line) for line in store.events(execution)]) == recorded
    assert all(len(line) < LINE_LIMIT * 2 for line in store.events(execution))


def test_metadata_that_changes_while_it_is_recorded_harms_nobody(captured: Capture) -> None:
    class Growing(dict[str, object]):
        def items(self) -> Any:
            self[f"key {len(self)}"] = "more"
            return super().items()

    with captured.recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started", growing=Growing(a=object()))

    assert len(captured.steps("60B3RNTB")) == 1


def test_ends_without_a_begin_and_second_ends_are_recorded_as_they_come(captured: Capture) -> None:
    with captured.recorder.execution("60B3RNTB") as log:
        log.completed("pdf_generation", "Never begun")
        log.in_progress("cache_lookup", "Looking")
        log.completed("cache_lookup", "Found")
        log.completed("cache_lookup", "Found again")

    steps = captured.steps("60B3RNTB")
    assert [s["span"] for s in steps] == [1, 2, 2, 4]
    assert captured.execution("60B3RNTB").reason is Reason.SUCCEEDED


def test_a_step_that_is_entered_twice_ends_twice(captured: Capture) -> None:
    with captured.recorder.execution("60B3RNTB") as log:
        step = log.step("pdf_generation", "Generating")
        with step, step:
            pass

    assert captured.execution("60B3RNTB").reason is Reason.SUCCEEDED


def test_a_step_may_end_in_another_context_than_it_began(captured: Capture) -> None:
    with captured.recorder.execution("60B3RNTB") as log:
        step = log.step("pdf_generation", "Generating")
        contextvars.copy_context().run(step.__enter__)
        step.__exit__(None, None, None)

    assert [s["status"] for s in captured.steps("60B3RNTB")] == ["in_progress", "completed"]


def test_a_step_in_a_generator_that_nobody_finishes_harms_nobody(captured: Capture) -> None:
    async def job() -> None:
        with captured.recorder.execution("60B3RNTB") as log:

            async def rows() -> AsyncIterator[int]:
                with log.step("row_import", "Importing"):
                    yield 1
                    yield 2

            async for _ in rows():
                break

    asyncio.run(job())

    assert captured.steps("60B3RNTB")[0]["status"] == "in_progress"


def test_an_execution_that_is_never_ended_is_told_as_killed_after_its_deadline() -> None:
    with capture() as captured:
        block = captured.recorder.execution("60B3RNTB", lambda_context=FAR)
        log = block.__enter__()
        log.completed("initialization", "Started")
        assert log.flush(60)

        running = captured.execution("60B3RNTB")
        assert running.reason is Reason.RUNNING
        assert running.deadline_at_ms
        after = running.deadline_at_ms + GRACE_MS + 1
        assert settled(running, after).reason is Reason.KILLED
        block.__exit__(None, None, None)


def test_an_execution_that_is_dropped_ends_as_failed(captured: Capture) -> None:
    block = captured.recorder.execution("60B3RNTB")
    block.__enter__().completed("initialization", "Started")
    del block
    gc.collect()

    assert captured.execution("60B3RNTB").reason is Reason.FAILED
