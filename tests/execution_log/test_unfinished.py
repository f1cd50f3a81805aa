"""Steps and executions that end twice, elsewhere, or never: nothing breaks, and the log says so.

Rows S17, S36.
"""

import asyncio
import contextvars
import gc
from collections.abc import AsyncIterator

from execution_log import Reason
from execution_log.lifecycle import GRACE_MS, settled
from execution_log.testing import Capture, capture
from tests.execution_log.test_deadline import FAR


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
