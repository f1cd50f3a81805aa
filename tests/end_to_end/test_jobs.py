"""A profile goes onto the queue; its log comes out of the API."""

import time

import pytest

from local import aws
from local.stack import LocalStack
from tests.end_to_end.local_http import ask
from tests.end_to_end.producer import Producer
from tests.end_to_end.reader import Log, Reader

ORCHESTRATOR = "orchestrator_execution"


def steps(log: Log) -> list[tuple[str, str]]:
    return [(event["step"], event["status"]) for event in log["steps"]]


def test_a_profile_on_the_queue_becomes_a_completed_log(
    producer: Producer, reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = time.monotonic()
    producer.send_profile("E2E-COMPLETED", company_name="Süd & <b>Söhne</b>", tier_level="basic")
    log = reader.finished_log("E2E-COMPLETED")
    with capsys.disabled():
        print(  # noqa: T201 (for the reader of the run)
            f"\nSendMessage to finished log: {time.monotonic() - sent:.2f} s (goal 2 s)"
        )

    assert steps(log) == [
        ("initialization", "completed"),
        ("data_validation", "in_progress"),
        ("data_validation", "completed"),
        ("status_update", "in_progress"),
        ("status_update", "completed"),
        ("orchestrator_execution", "in_progress"),
        ("orchestrator_execution", "completed"),
        ("result_storage", "in_progress"),
        ("result_storage", "completed"),
    ]
    assert (log["company"], log["tier"]) == ("Süd & <b>Söhne</b>", "basic")
    assert log["final_status"] == "completed"
    assert log["verdict"]["reason"] == "SUCCEEDED"
    assert log["total_steps"] == len(log["steps"])


def test_the_brief_is_stored_with_the_profile(producer: Producer, reader: Reader) -> None:
    producer.send_profile("E2E-STORED", tier_level="comprehensive")
    reader.finished_log("E2E-STORED")

    stored = producer.stored_profile("E2E-STORED")

    assert stored["status"] == {"S": "completed"}
    assert "executive_summary" in stored["result"]["S"]


def test_dynamodb_deletes_logs_when_they_expire(stack: LocalStack) -> None:
    dynamodb = aws.session().client("dynamodb", endpoint_url=stack.endpoints.aws_endpoint_url)

    found = dynamodb.describe_time_to_live(TableName=stack.endpoints.log_table)

    assert found["TimeToLiveDescription"] == {
        "TimeToLiveStatus": "ENABLED",
        "AttributeName": "expires_at",
    }


def test_a_running_job_is_in_progress_and_shows_what_it_does(
    producer: Producer, reader: Reader
) -> None:
    producer.send_profile("E2E-LIVE", stand_in={"delay_seconds": 3})

    running = reader.log_when("E2E-LIVE", lambda log: (ORCHESTRATOR, "in_progress") in steps(log))

    assert running["final_status"] == "in_progress"
    assert running["completed_at"] is None
    assert running["verdict"]["reason"] == "RUNNING"
    assert steps(running)[-1] == (ORCHESTRATOR, "in_progress")
    assert reader.finished_log("E2E-LIVE")["final_status"] == "completed"


def test_only_what_is_newer_is_returned_for_the_live_view(
    producer: Producer, reader: Reader
) -> None:
    producer.send_profile("E2E-NEWER")
    whole = reader.finished_log("E2E-NEWER")

    newer = reader.log("E2E-NEWER", after_seq=str(whole["steps"][4]["seq"]))

    assert newer["steps"] == whole["steps"][5:]


@pytest.mark.parametrize(
    ("stand_in", "error_code", "retry_possible"),
    [
        ({"answer": "rubbish"}, "MALFORMED_ANSWER", False),
        ({"status": 403}, "MODEL_REFUSED", False),
        ({"status": 429}, "MODEL_UNAVAILABLE", True),
        ({"status": 500}, "MODEL_UNAVAILABLE", True),
    ],
)
def test_a_job_that_fails_shows_where_and_with_which_stack(
    producer: Producer,
    reader: Reader,
    stand_in: dict[str, object],
    error_code: str,
    retry_possible: bool,
) -> None:
    tracking_id = f"E2E-FAILS-{'-'.join(map(str, stand_in.values()))}"
    producer.send_profile(tracking_id, stand_in=stand_in)
    log = reader.finished_log(tracking_id)

    assert log["final_status"] == "failed"
    assert log["verdict"]["failed_step"] == ORCHESTRATOR
    assert steps(log)[-2:] == [(ORCHESTRATOR, "failed"), ("error_handling", "failed")]
    failed = log["steps"][-2]
    assert (failed["error_code"], failed["retry_possible"]) == (error_code, retry_possible)
    assert "Traceback" in failed["error_details"]
    assert "orchestrator.py" in failed["error_details"]
    assert producer.stored_profile(tracking_id)["status"] == {"S": "failed"}


def test_every_attempt_is_kept_and_the_newest_is_shown(producer: Producer, reader: Reader) -> None:
    producer.send_profile("E2E-AGAIN", stand_in={"answer": "rubbish"})
    first = reader.finished_log("E2E-AGAIN")
    producer.send_profile("E2E-AGAIN")
    second = reader.finished_log("E2E-AGAIN", attempt=2)

    attempts = reader.get("/api/execution-logs/E2E-AGAIN/executions").json()["data"]["executions"]

    assert [(one["attempt"], one["final_status"]) for one in attempts] == [
        (2, "completed"),
        (1, "failed"),
    ]
    assert second["attempts"] == 2
    earlier = reader.log("E2E-AGAIN", execution_id=first["execution_id"])
    assert earlier["steps"] == first["steps"]


def test_recent_executions_are_listed_newest_first_and_by_status(
    producer: Producer, reader: Reader
) -> None:
    for name, stand_in in (("E2E-LIST-1", {"answer": "rubbish"}), ("E2E-LIST-2", {})):
        producer.send_profile(name, company_name="Listed Ltd", stand_in=stand_in)
        reader.finished_log(name)

    def listed(company: str = "Listed Ltd", **query: str) -> list[str]:
        page = reader.get("/api/execution-logs", company=company, **query).json()["data"]
        return [execution["tracking_id"] for execution in page["executions"]]

    assert listed() == ["E2E-LIST-2", "E2E-LIST-1"]
    assert listed(status="failed") == ["E2E-LIST-1"]
    assert listed(status="completed") == ["E2E-LIST-2"]
    assert listed("LISTED") == ["E2E-LIST-2", "E2E-LIST-1"]
    assert listed("Listed Ltd & Sons") == []
    counts = reader.get("/api/counts", company="listed").json()["data"]
    assert [counts[status]["count"] for status in ("completed", "failed")] == [1, 1]


def test_a_log_that_has_not_changed_is_not_sent_again(producer: Producer, reader: Reader) -> None:
    producer.send_profile("E2E-UNCHANGED", company_name="Acme", tier_level="basic")
    reader.finished_log("E2E-UNCHANGED")
    url = f"{reader.base_url}/api/execution-logs/E2E-UNCHANGED"
    etag = ask("GET", url, token=reader.token).headers["etag"]

    again = ask("GET", url, token=reader.token, if_none_match=etag)

    assert (again.status, again.text) == (304, "")
