"""Decorator, coroutines, threads, Python's log records: the same steps from anywhere.

Rows S15, S16.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest

from execution_log import BadPractice, LogRecords, Recorder, current_log, step
from execution_log.testing import MemoryStore, capture


@step("pdf_generation", "Generating the PDF report", pages=3)
def generate_pdf(name: str) -> str:
    """Makes a report."""
    return f"{name}.pdf"


@step("ai_model_inference", "Asking the model")
async def ask_model() -> int:
    await asyncio.sleep(0)
    return 1247


def test_a_decorated_function_is_a_step_and_keeps_its_answer_and_name() -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB"):
        assert generate_pdf("acme") == "acme.pdf"

    begun, ended = captured.steps("60B3RNTB")
    assert (begun["step"], begun["status"], ended["status"]) == (
        "pdf_generation",
        "in_progress",
        "completed",
    )
    assert ended["metadata"] == {"pages": 3}
    assert generate_pdf.__doc__ == "Makes a report."


def test_a_decorated_coroutine_is_a_step() -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB"):
        assert asyncio.run(ask_model()) == 1247

    assert [s["status"] for s in captured.steps("60B3RNTB")] == ["in_progress", "completed"]


def test_outside_of_an_execution_a_decorated_function_just_runs() -> None:
    outside = Context()

    assert outside.run(current_log) is None
    assert outside.run(generate_pdf, "acme") == "acme.pdf"


def test_each_call_has_metadata_of_its_own() -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB"):
        generate_pdf("a")
        generate_pdf("b")

    assert len({s["span"] for s in captured.steps("60B3RNTB")}) == 2


def test_steps_in_tasks_of_a_group_have_the_step_around_them_as_parent() -> None:
    async def job() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(5):
                group.create_task(ask_model())

    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:
        with log.step("model_fan_out", "Asking five times"):
            asyncio.run(job())

    inner = [s for s in captured.steps("60B3RNTB") if s["step"] == "ai_model_inference"]
    assert {s["parent"] for s in inner} == {1}
    assert len({s["span"] for s in inner}) == 5


def test_steps_in_threads_have_the_step_around_them_as_parent() -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:
        with log.step("report_fan_out", "Five at once"), ThreadPoolExecutor(5) as pool:
            list(pool.map(log.in_context(generate_pdf), "abcde"))

    inner = [s for s in captured.steps("60B3RNTB") if s["step"] == "pdf_generation"]
    assert {s["parent"] for s in inner} == {1}
    assert len(inner) == 10


def test_threads_that_record_at_once_leave_no_gap_and_lose_nothing() -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:

        def work(number: int) -> None:
            for item in range(100):
                log.completed("item_import", f"Item {number}/{item}")

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(work, range(8)))

    steps = captured.steps("60B3RNTB")
    assert [s["seq"] for s in steps] == list(range(1, 801))
    assert len({s["message"] for s in steps}) == 800


@pytest.fixture
def job_logger() -> logging.Logger:
    logger = logging.Logger("myjob", logging.INFO)
    logger.addHandler(LogRecords())
    return logger


def test_log_records_become_events_of_the_running_step(job_logger: logging.Logger) -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:
        with log.step("pdf_generation", "Generating"):
            job_logger.info("page %d of %d", 1, 3)

    (record,) = [s for s in captured.steps("60B3RNTB") if s["message"] == "page 1 of 3"]
    assert (record["step"], record["status"], record["span"]) == (
        "pdf_generation",
        "in_progress",
        1,
    )
    assert record["metadata"] == {"level": "info", "logger": "myjob"}


def test_log_records_outside_of_a_step_or_an_execution_do_no_harm(
    job_logger: logging.Logger,
) -> None:
    job_logger.info("before anything runs")
    with capture() as captured, captured.recorder.execution("60B3RNTB"):
        job_logger.info("between two steps")

    assert [s["step"] for s in captured.steps("60B3RNTB")] == ["log_record"]


def test_an_exception_that_is_logged_keeps_its_stack(job_logger: logging.Logger) -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:
        with log.step("cache_lookup", "Looking up"):
            try:
                raise KeyError("missing")
            except KeyError:
                job_logger.exception("not in the cache")

    record = captured.steps("60B3RNTB")[1]
    assert "KeyError: 'missing'" in record["error_details"]
    assert record["status"] == "in_progress"


@pytest.mark.parametrize("name", ["step1", "process", "thing", "Step Name", "", "x-y", "job_2"])
def test_strict_mode_refuses_names_that_say_nothing(name: str) -> None:
    with pytest.raises(BadPractice), capture() as captured:
        with captured.recorder.execution("60B3RNTB") as log:
            log.completed(name, "Something happened here")


@pytest.mark.parametrize("message", ["", "  ", "Done", "done.", "Error occurred", "OK"])
def test_strict_mode_refuses_messages_that_say_nothing(message: str) -> None:
    with pytest.raises(BadPractice), capture() as captured:
        with captured.recorder.execution("60B3RNTB") as log:
            log.completed("pdf_generation", message)


def test_strict_mode_refuses_a_failure_without_its_cause() -> None:
    with pytest.raises(BadPractice), capture() as captured:
        with captured.recorder.execution("60B3RNTB") as log:
            log.failed("pdf_generation", "PDF generation failed: no template")


def test_a_recorder_in_production_records_what_strict_mode_refuses() -> None:
    store = MemoryStore()
    with Recorder(store).execution("60B3RNTB") as log:
        log.completed("step1", "Done")

    (execution,) = store.executions("60B3RNTB", limit=1)
    assert len(list(store.events(execution))) == 1


def test_asking_for_what_was_not_recorded_says_so() -> None:
    with capture() as captured, pytest.raises(LookupError, match="NOBODY"):
        captured.steps("NOBODY")
