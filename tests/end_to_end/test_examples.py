"""Another team's functions record by the layer and the parameters that the stack publishes."""

import pytest

from local.stack import LocalStack
from tests.end_to_end.examples import Examples, deploy_examples
from tests.end_to_end.reader import Reader

WAYS = ("wait_for_ever", "hold_the_interpreter", "be_killed")


@pytest.fixture(scope="module")
def examples(stack: LocalStack) -> Examples:
    """All stuck jobs are started at once: each takes seconds to be given up."""
    deployed = deploy_examples(stack.emulator)
    for way in WAYS:
        deployed.get_stuck(f"E2E-{way}", way)
    return deployed


def test_a_function_of_another_stack_records(examples: Examples, reader: Reader) -> None:
    answer = examples.make_report(
        tracking_id="E2E-REPORT", company="Acme Corp", figures=[1_247, -3], charts=True
    )

    log = reader.finished_log("E2E-REPORT")
    assert answer == {"characters": 25}
    assert (log["company"], log["final_status"]) == ("Acme Corp", "completed")
    assert [(step["step"], step["status"]) for step in log["steps"]] == [
        ("initialization", "completed"),
        ("report_writing", "in_progress"),
        ("page_writing", "in_progress"),
        ("page_writing", "completed"),
        ("report_writing", "in_progress"),
        ("page_writing", "in_progress"),
        ("page_writing", "in_progress"),
        ("page_writing", "completed"),
        ("report_writing", "in_progress"),
        ("report_writing", "completed"),
        ("chart_drawing", "failed"),
        ("report_storage", "completed"),
    ]
    assert log["steps"][6]["message"] == "-3 is a loss"
    assert log["steps"][8]["metadata"] == {"pages": 2, "progress": {"done": 2, "total": 2}}
    assert log["steps"][10]["error_code"] == "CHART_SERVICE_DOWN"


def test_a_job_that_hangs_is_timed_out_in_the_line_it_hangs_in(
    examples: Examples, reader: Reader
) -> None:
    log = reader.finished_attempt("E2E-wait_for_ever", 1)

    assert log["verdict"]["reason"] == "TIMED_OUT"
    assert log["verdict"]["failed_step"] == "answer_waiting"
    failed = log["steps"][-1]
    assert (failed["step"], failed["error_code"]) == ("answer_waiting", "TIMEOUT")
    assert "in wait_for_ever\n    time.sleep(3600)" in failed["error_details"]


def test_lambda_tries_a_job_that_hung_again(examples: Examples, reader: Reader) -> None:
    second = reader.log_when(
        "E2E-wait_for_ever", lambda log: log["attempt"] == 2 and bool(log["steps"])
    )

    assert second["steps"][0]["step"] == "initialization"


@pytest.mark.parametrize(
    ("way", "step"),
    [("hold_the_interpreter", "pattern_search"), ("be_killed", "archive_unpacking")],
)
def test_a_job_that_ended_without_a_word_is_known_by_its_deadline(
    examples: Examples, reader: Reader, way: str, step: str
) -> None:
    log = reader.finished_attempt(f"E2E-{way}", 1)

    assert log["verdict"]["reason"] == "KILLED"
    assert log["verdict"]["derived"]
    assert log["verdict"]["failed_step"] == step
    assert (log["steps"][-1]["step"], log["steps"][-1]["status"]) == (step, "in_progress")
