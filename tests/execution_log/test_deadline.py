"""Shortly before Lambda ends the process, the log says where the job hangs.

Rows S04, S06, S27.
"""

import threading
from dataclasses import dataclass

from execution_log import Reason, Recorder
from execution_log.deadline import MARGIN_MS, allowed_ms
from execution_log.testing import Capture, MemoryStore, capture

WAIT_S = 10


@dataclass
class Context:
    """A Lambda context with so many milliseconds left."""

    left_ms: int
    aws_request_id: str = "request-1"
    log_group_name: str = "group"
    log_stream_name: str = "stream"

    def get_remaining_time_in_millis(self) -> int:
        return self.left_ms


DUE = Context(20)
FAR = Context(600_000)


def hang_in_the_model_call(captured: Capture, timed_out: threading.Event) -> None:
    with captured.recorder.execution(
        "60B3RNTB", lambda_context=DUE, on_timeout=timed_out.set
    ) as log:
        with log.step("orchestrator_execution", "Asking the model"):
            wait_for_the_answer(timed_out)


def wait_for_the_answer(timed_out: threading.Event) -> None:
    assert timed_out.wait(WAIT_S)


def test_a_job_that_hangs_is_recorded_as_timed_out_with_the_line_it_hangs_in() -> None:
    with capture() as captured:
        hang_in_the_model_call(captured, threading.Event())

    execution = captured.execution("60B3RNTB")
    assert (execution.reason, execution.failed_step) == (Reason.TIMED_OUT, "orchestrator_execution")
    assert (execution.error_code, execution.retry_possible) == ("TIMEOUT", True)
    last = captured.steps("60B3RNTB")[-1]
    assert last["status"] == "failed"
    assert "in wait_for_the_answer" in last["error_details"]


def test_a_job_is_stopped_before_its_deadline_but_not_before_half_its_time_is_over() -> None:
    assert allowed_ms(600_000) == 600_000 - MARGIN_MS
    assert allowed_ms(3_000) == 1_500
    assert allowed_ms(0) == 0


def test_what_the_job_does_after_the_end_changes_nothing() -> None:
    with capture() as captured:
        hang_in_the_model_call(captured, threading.Event())

    assert captured.execution("60B3RNTB").reason is Reason.TIMED_OUT
    assert [s["status"] for s in captured.steps("60B3RNTB")] == ["in_progress", "failed"]


def test_a_job_that_ends_in_time_is_left_alone() -> None:
    fired = threading.Event()
    with capture() as captured:
        with captured.recorder.execution("60B3RNTB", lambda_context=FAR, on_timeout=fired.set):
            pass

    assert captured.execution("60B3RNTB").reason is Reason.SUCCEEDED
    assert not fired.is_set()


def test_no_guard_outlives_its_job() -> None:
    with capture() as captured:
        for _ in range(3):
            with captured.recorder.execution("60B3RNTB", lambda_context=FAR):
                pass

    names = [thread.name for thread in threading.enumerate() if thread.is_alive()]
    guards = [t for t in threading.enumerate() if t.name == "execution-log-deadline"]
    for guard in guards:
        guard.join(WAIT_S)
    assert not any(guard.is_alive() for guard in guards), names


def test_a_guard_of_a_frozen_process_that_fires_late_can_not_touch_the_next_job() -> None:
    store = MemoryStore()
    recorder = Recorder(store)
    with recorder.execution("FIRST", lambda_context=FAR) as first:
        pass
    with recorder.execution("SECOND", lambda_context=FAR) as second:
        first.time_out("late")
        second.completed("initialization", "Started")

    assert store.executions("FIRST", limit=1)[0].reason is Reason.SUCCEEDED
    assert list(store.events(store.executions("FIRST", limit=1)[0])) == []
    assert store.executions("SECOND", limit=1)[0].reason is Reason.SUCCEEDED
