"""The recorder: what a job's log says, whatever happens to the job or to the store.

Rows S07, S08, S09, S11, S12, S13, S16, S18, S20.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from typing import Any

import pytest

from execution_log import Execution, ExecutionLog, Reason, Recorder, StoreUnavailable
from execution_log.lifecycle import Succession, next_attempt
from execution_log.testing import MemoryStore
from tests.clock import HandClock, epoch_ms


class Context:
    """Lambda's context object, as far as the recorder reads it."""

    aws_request_id = "request-1"
    log_group_name = "/aws/lambda/processor"
    log_stream_name = "2026/11/23/[$LATEST]abc"

    def get_remaining_time_in_millis(self) -> int:
        return 600_000


@pytest.fixture
def store(hand_clock: HandClock) -> MemoryStore:
    return MemoryStore(hand_clock.clock)


@pytest.fixture
def recorder(store: MemoryStore, hand_clock: HandClock) -> Recorder:
    return Recorder(store, clock=hand_clock.clock)


def newest(store: MemoryStore) -> Execution:
    (execution,) = store.executions("60B3RNTB", limit=1)
    return execution


def steps(store: MemoryStore) -> list[dict[str, Any]]:
    return [json.loads(line) for line in store.events(newest(store))]


def told(store: MemoryStore) -> list[tuple[str, str, str]]:
    return [(s["step"], s["status"], s["message"]) for s in steps(store)]


def test_an_execution_is_visible_before_its_first_step(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB", company="Acme Corp", tier="basic") as log:
        log.claim()
        assert newest(store).reason is Reason.RUNNING


def test_an_execution_is_stored_even_if_its_job_records_nothing(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB"):
        until = time.monotonic() + 60
        while not store.executions("60B3RNTB", limit=1):
            assert time.monotonic() < until


def test_a_step_is_stored_while_it_runs(recorder: Recorder, store: MemoryStore) -> None:
    with recorder.execution("60B3RNTB") as log, log.step("pdf_generation", "Generating the PDF"):
        flush(log)
        assert told(store) == [("pdf_generation", "in_progress", "Generating the PDF")]


def flush(log: ExecutionLog) -> None:
    assert log.flush(5)


def test_a_step_that_ends_is_completed_with_its_last_words(
    recorder: Recorder, store: MemoryStore, hand_clock: HandClock
) -> None:
    with recorder.execution("60B3RNTB") as log:
        with log.step("ai_model_inference", "Asking the model", model="scout") as step:
            hand_clock.pass_ms(1500)
            step.metadata["tokens"] = 1247
            step.message = "AI inference completed (1,247 tokens)"

    begun, ended = steps(store)
    assert begun["message"] == "Asking the model"
    assert begun["metadata"] == {"model": "scout"}
    assert ended["message"] == "AI inference completed (1,247 tokens)"
    assert ended["metadata"] == {"model": "scout", "tokens": 1247}
    assert (ended["offset_ms"], ended["time_from_start"]) == (1500, "+1.5s")
    assert ended["span"] == begun["seq"]


def test_a_step_that_raises_is_failed_with_the_stack_and_the_error_goes_on(
    recorder: Recorder, store: MemoryStore
) -> None:
    with pytest.raises(ZeroDivisionError), recorder.execution("60B3RNTB") as log:
        with log.step("margin_calculation", "Dividing"):
            _ = 1 / 0

    failed = steps(store)[-1]
    assert failed["status"] == "failed"
    assert failed["message"] == "division by zero"
    assert failed["error_code"] == "ZeroDivisionError"
    assert "_ = 1 / 0" in failed["error_details"]
    execution = newest(store)
    assert (execution.reason, execution.failed_step) == (Reason.FAILED, "margin_calculation")
    assert execution.error == "division by zero"


def test_an_error_outside_any_step_is_recorded_too(recorder: Recorder, store: MemoryStore) -> None:
    with pytest.raises(KeyError), recorder.execution("60B3RNTB"):
        raise KeyError("tier")

    assert told(store) == [("error_handling", "failed", "Processing failed: 'tier'")]


@pytest.mark.parametrize("error", [SystemExit(1), KeyboardInterrupt(), GeneratorExit()])
def test_errors_that_are_no_exceptions_are_recorded_and_go_on(
    recorder: Recorder, store: MemoryStore, error: BaseException
) -> None:
    with pytest.raises(type(error)), recorder.execution("60B3RNTB") as log:
        with log.step("shutdown_wait", "Waiting"):
            raise error

    assert steps(store)[-1]["status"] == "failed"
    assert newest(store).reason is Reason.FAILED


def test_an_error_may_carry_its_code_reason_and_whether_a_retry_can_help(
    recorder: Recorder, store: MemoryStore
) -> None:
    class Unusable(Exception):
        error_code = "E42"
        retry_possible = False
        reason = Reason.REJECTED

    with pytest.raises(Unusable), recorder.execution("60B3RNTB") as log:
        with log.step("data_validation", "Checking"):
            raise Unusable("no name")

    execution = newest(store)
    assert execution.reason is Reason.REJECTED
    assert (execution.error_code, execution.retry_possible) == ("E42", False)


def test_a_failure_told_without_an_exception_fails_the_execution(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.failed("pdf_generation", "PDF generation failed: no template", error_code="NO_TEMPLATE")

    assert newest(store).reason is Reason.FAILED


def test_a_failure_that_the_job_recovers_from_does_not_fail_the_execution(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.failed("cache_lookup", "Cache lookup failed: no connection")
        log.completed("database_lookup", "Found in the database")

    assert newest(store).reason is Reason.SUCCEEDED


def test_a_step_left_in_progress_when_error_handling_begins_is_the_one_that_failed(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.in_progress("orchestrator_execution", "Starting orchestrator execution...")
        log.failed("error_handling", "Processing failed: AI generation timeout")

    assert newest(store).failed_step == "orchestrator_execution"


def test_in_progress_and_completed_of_one_name_are_one_span(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started")
        log.in_progress("pdf_generation", "Generating PDF report...")
        log.completed("pdf_generation", "PDF generated successfully (42 bytes)")
        log.completed("pdf_generation", "And once more")

    assert [s["span"] for s in steps(store)] == [1, 2, 2, 4]


def test_nested_steps_know_their_parent(recorder: Recorder, store: MemoryStore) -> None:
    with recorder.execution("60B3RNTB") as log, log.step("orchestrator_execution", "Outer"):
        with log.step("ai_model_inference", "Inner"):
            log.skipped("cache_lookup", "No cache for this tier")

    parents = {s["step"]: s["parent"] for s in steps(store)}
    assert parents == {"orchestrator_execution": None, "ai_model_inference": 1, "cache_lookup": 2}


def test_a_failure_inside_a_nested_step_is_blamed_on_the_innermost(
    recorder: Recorder, store: MemoryStore
) -> None:
    with pytest.raises(ValueError, match="no"), recorder.execution("60B3RNTB") as log:
        with log.step("orchestrator_execution", "Outer"), log.step("ai_model_inference", "Inner"):
            raise ValueError("no")

    assert newest(store).failed_step == "ai_model_inference"


def test_steps_of_one_name_inside_each_other_are_steps_of_their_own(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        with log.step("item_import", "Outer"), log.step("item_import", "Inner"):
            pass

    assert [(s["span"], s["parent"]) for s in steps(store)] == [
        (1, None),
        (2, 1),
        (2, 1),
        (1, None),
    ]


def test_a_step_that_a_killed_job_left_open_is_not_the_parent_of_the_next_jobs_steps(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.step("orchestrator_execution", "Never ended").__enter__()
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started")

    assert steps(store)[0]["parent"] is None


def test_steps_in_coroutines_know_their_own_parent(recorder: Recorder, store: MemoryStore) -> None:
    async def branch(log: ExecutionLog, name: str) -> None:
        with log.step(name, "Branch"):
            await asyncio.sleep(0)
            log.completed(f"{name}_inside", "Done")

    async def job(log: ExecutionLog) -> None:
        await asyncio.gather(branch(log, "left"), branch(log, "right"))

    with recorder.execution("60B3RNTB") as log:
        asyncio.run(job(log))

    recorded = steps(store)
    spans = {s["step"]: s["span"] for s in recorded}
    parents = {s["step"]: s["parent"] for s in recorded}
    assert parents["left_inside"] == spans["left"]
    assert parents["right_inside"] == spans["right"]


def test_progress_is_recorded_while_the_step_runs(recorder: Recorder, store: MemoryStore) -> None:
    with recorder.execution("60B3RNTB") as log, log.step("page_rendering", "Rendering") as step:
        step.progress(3, 10)

    assert steps(store)[1]["metadata"] == {"progress": {"done": 3, "total": 10}}


def test_every_attempt_gets_a_fresh_log_with_an_id_of_its_own(
    recorder: Recorder, store: MemoryStore
) -> None:
    for message in ("first", "second"):
        with recorder.execution("60B3RNTB") as log:
            log.completed("initialization", message)

    assert told(store) == [("initialization", "completed", "second")]
    second, first = store.executions("60B3RNTB", limit=9)
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.execution_id != second.execution_id


def test_the_execution_id_is_written_as_in_the_specification(
    recorder: Recorder, store: MemoryStore, hand_clock: HandClock
) -> None:
    with recorder.execution("60B3RNTB"):
        pass

    prefix, moment, tail = newest(store).execution_id.split("_")
    assert (prefix, moment) == ("exec", str(hand_clock.now_ms))
    assert len(tail) == 9
    assert tail.isalnum()
    assert tail == tail.lower()


def test_the_log_says_where_it_ran_and_when_lambda_would_have_ended_it(
    recorder: Recorder, store: MemoryStore, hand_clock: HandClock
) -> None:
    with recorder.execution("60B3RNTB", lambda_context=Context(), message_id="m-1"):
        pass

    execution = newest(store)
    assert execution.deadline_at_ms == hand_clock.now_ms + 600_000
    assert execution.origin.request_id == "request-1"
    assert execution.origin.log_stream == "2026/11/23/[$LATEST]abc"
    assert execution.origin.message_id == "m-1"


@pytest.mark.parametrize(
    ("header", "trace_id"),
    [
        ("Root=1-5759e988-bd862e3f;Parent=53995c3f42cd8ad8;Sampled=1", "1-5759e988-bd862e3f"),
        ("Root=1-5759e988-bd862e3f;Parent=53995c3f42cd8ad8;Sampled=0", None),
        ("Sampled=1", None),
        ("", None),
    ],
)
def test_a_trace_is_known_by_its_id_where_one_is_kept(
    recorder: Recorder,
    store: MemoryStore,
    monkeypatch: pytest.MonkeyPatch,
    header: str,
    trace_id: str | None,
) -> None:
    monkeypatch.setenv("_X_AMZN_TRACE_ID", header)

    with recorder.execution("60B3RNTB", lambda_context=Context()):
        pass

    assert newest(store).origin.trace_id == trace_id


def test_durations_come_from_the_monotonic_clock(store: MemoryStore) -> None:
    wall, monotonic = HandClock(), HandClock()
    clock = type(wall.clock)(now_ms=wall.clock.now_ms, monotonic_ms=monotonic.clock.monotonic_ms)

    with Recorder(store, clock=clock).execution("60B3RNTB") as log:
        wall.pass_ms(-3_600_000)
        monotonic.pass_ms(250)
        log.completed("initialization", "Started")

    assert newest(store).duration_ms == 250
    assert steps(store)[0]["timestamp"] == "2026-11-23T10:00:00.250Z"


def test_the_log_is_kept_for_the_days_it_was_told(
    store: MemoryStore, hand_clock: HandClock
) -> None:
    with Recorder(store, clock=hand_clock.clock, retention_days=3).execution("60B3RNTB"):
        pass

    assert newest(store).expires_at == epoch_ms("2026-11-26T10:00:00.000Z") // 1000


HOSTILE: list[object] = [
    {"bytes": b"\x00\xff", "set": {1}, "nan": float("nan"), "huge": 10**5000},
    {"deep": [[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]},
    {"surrogate": "\ud800", "nul": "\x00"},
    {"big": "x" * 10_000_000},
]


@pytest.mark.parametrize("metadata", HOSTILE, ids=["types", "deep", "unicode", "big"])
def test_any_metadata_is_recorded_within_bounds(
    recorder: Recorder, store: MemoryStore, metadata: dict[str, object]
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started", **metadata)

    (line,) = store.events(newest(store))
    assert len(line) < 70_000
    assert json.loads(line)["metadata"]


def test_metadata_that_refers_to_itself_is_recorded(recorder: Recorder, store: MemoryStore) -> None:
    circle: dict[str, object] = {}
    circle["self"] = circle

    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started", circle=circle)

    assert "nested too deep" in json.dumps(steps(store)[0]["metadata"])


def test_an_error_whose_text_raises_is_recorded(recorder: Recorder, store: MemoryStore) -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    with pytest.raises(Mute), recorder.execution("60B3RNTB") as log:
        with log.step("speech", "Speaking"):
            raise Mute

    assert steps(store)[-1]["message"] == "<Mute: its text raised RuntimeError>"


def test_a_very_deep_stack_is_cut_in_the_middle(recorder: Recorder, store: MemoryStore) -> None:
    def dive(depth: int) -> None:
        dive(depth - 1) if depth else left(depth)

    def left(depth: int) -> None:
        right(depth)

    def right(depth: int) -> None:
        left(depth)

    with pytest.raises(RecursionError), recorder.execution("60B3RNTB") as log:
        with log.step("recursion", "Diving"):
            dive(3)

    details = steps(store)[-1]["error_details"]
    assert len(details) < 17_000
    assert details.startswith("Traceback")
    assert "RecursionError" in details


class DeadStore(MemoryStore):
    """Refuses the operations it is told to refuse."""

    def __init__(self, *refused: str) -> None:
        super().__init__()
        self._refused = refused

    def begin(self, execution: Execution, succession: Succession = next_attempt) -> Execution:
        self._check("begin")
        return super().begin(execution, succession)

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        self._check("append")
        super().append(execution, first_seq, events)

    def finish(self, execution: Execution) -> None:
        self._check("finish")
        super().finish(execution)

    def _check(self, operation: str) -> None:
        if operation in self._refused:
            raise StoreUnavailable(f"{operation} refused")


@pytest.mark.parametrize("refused", ["begin", "append", "finish"])
def test_a_store_that_is_down_never_breaks_the_job(refused: str) -> None:
    done = []
    with Recorder(DeadStore(refused)).execution("60B3RNTB") as log:
        log.completed("initialization", "Started")
        done.append(True)

    assert done == [True]


def test_what_could_not_be_stored_at_first_is_stored_when_the_store_is_back() -> None:
    store = DeadStore("append")
    with Recorder(store).execution("60B3RNTB") as log:
        log.claim()
        log.completed("initialization", "Started")
        assert not log.flush(0.05)
        store._refused = ()

    assert told(store) == [("initialization", "completed", "Started")]


def test_many_events_keep_their_order_and_none_is_lost(
    recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(2000):
            log.completed("item_import", f"Item {number}")

    recorded = steps(store)
    assert [s["seq"] for s in recorded] == list(range(1, 2001))
    assert [s["message"] for s in recorded] == [f"Item {number}" for number in range(2000)]
    assert newest(store).total_steps == 2000
