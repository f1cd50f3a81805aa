"""Messages in, recorded executions out: the whole function on moto, with a model that is told.

Rows M01 to M04, M23 to M26, S20, S26, S33, I01.
"""

import json
from typing import Any

import pytest

from execution_log import Reason, writer
from execution_log.log import ExecutionLog
from processor.handler import respond
from processor.message import parse_profile
from tests.processor.model import BRIEF, converse_answer
from tests.processor.test_message import ACME, body
from tests.processor.world import Context, World, sqs_record
from tests.tables import LOG_TABLE, PROFILES_TABLE
from tests.waiting import wait_until


def test_a_profile_is_processed_step_by_step(world: World) -> None:
    assert world.deliver(body()) == []

    assert [(s["step"], s["status"]) for s in world.steps()] == [
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
    assert world.steps()[0]["message"] == "Started processing for Acme Corp (comprehensive tier)"
    assert world.steps()[6]["metadata"]["tokens"] == 1247
    assert world.reason() is Reason.SUCCEEDED


def test_the_brief_is_stored_with_the_profile(world: World) -> None:
    world.deliver(body(country="DE"))

    profile = world.profile()
    assert profile["status"] == "completed"
    assert profile["processing_mode"] == "background"
    assert json.loads(profile["result"]) == BRIEF
    assert json.loads(profile["profile"]) == ACME | {"country": "DE"}


def test_the_profile_is_processing_while_the_model_works(world: World) -> None:
    seen: list[str] = []

    def answer() -> dict[str, Any]:
        seen.append(world.profile()["status"])
        return converse_answer(json.dumps(BRIEF))

    world.model.answer = answer
    world.deliver(body())

    assert seen == ["processing"]


def test_a_failure_that_may_pass_is_recorded_and_delivered_again(world: World) -> None:
    def throttled() -> dict[str, Any]:
        error = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
        raise world.dynamodb.exceptions.ClientError(error, "Converse")  # type: ignore[arg-type]

    world.model.answer = throttled

    assert world.deliver(body()) == ["m-0"]

    failed, handling = world.steps()[-2:]
    assert (failed["step"], failed["status"]) == ("orchestrator_execution", "failed")
    assert "process_profile.py" in failed["error_details"]
    assert (failed["error_code"], failed["retry_possible"]) == ("MODEL_UNAVAILABLE", True)
    assert handling["step"] == "error_handling"
    assert handling["message"].startswith("Processing failed: ")
    assert world.profile()["status"] == "failed"
    assert world.dead_letters() == []


def test_a_failure_that_can_not_pass_is_kept_in_the_dead_letter_queue_at_once(
    world: World,
) -> None:
    world.model.answer = lambda: converse_answer("Sorry, no.")

    assert world.deliver(body()) == []

    (kept,) = world.dead_letters()
    assert kept["Body"] == body()
    attributes = {k: v["StringValue"] for k, v in kept["MessageAttributes"].items()}
    assert attributes["error_code"] == "MALFORMED_ANSWER"
    assert attributes["tracking_id"] == "60B3RNTB"
    assert attributes["original_message_id"] == "m-0"
    assert "not a strategic brief" in attributes["reason"]
    assert world.reason() is Reason.FAILED


def test_a_message_that_is_no_profile_is_rejected_with_the_reason(world: World) -> None:
    assert world.deliver(body(tier_level=7)) == []

    told = "tier_level must be text of 1 to 64 characters, not 7"
    failed = world.steps()[-2]
    assert (failed["step"], failed["status"]) == ("data_validation", "failed")
    assert failed["message"] == told
    assert world.reason() is Reason.REJECTED
    assert world.dead_letters()[0]["MessageAttributes"]["reason"]["StringValue"] == told
    assert world.profile() == {}
    assert world.model.requests == []


@pytest.mark.parametrize("text", ["not json", "[]", "{}", '{"tracking_id": "a b"}'])
def test_a_message_without_a_tracking_id_has_a_log_under_its_message_id(
    world: World, text: str
) -> None:
    assert world.deliver(text) == []

    assert world.reason("message-m-0") is Reason.REJECTED
    assert world.dead_letters()[0]["Body"] == text


def test_one_bad_message_does_not_touch_the_others(world: World) -> None:
    good = [body(tracking_id=f"T{number}") for number in range(3)]

    assert world.deliver(good[0], "bad", *good[1:]) == []

    assert [world.reason(f"T{number}") for number in range(3)] == [Reason.SUCCEEDED] * 3


def test_each_delivery_gets_a_fresh_log(world: World) -> None:
    world.deliver(body())
    world.deliver(body())

    assert [e.attempt for e in world.store.executions("60B3RNTB", limit=9)] == [2, 1]


@pytest.mark.parametrize("may_fail_too", [False, True])
def test_a_job_that_is_done_after_its_log_has_timed_out_is_tried_again_as_that_says(
    world: World, *, may_fail_too: bool
) -> None:
    class ShortOfTime(Context):
        lefts = iter([100, 100])

        def get_remaining_time_in_millis(self) -> int:
            return next(self.lefts, 600_000)

    def late() -> dict[str, Any]:
        wait_until(lambda: world.reason() is Reason.TIMED_OUT)
        return converse_answer("rubbish" if may_fail_too else json.dumps(BRIEF))

    world.model.answer = late
    record = sqs_record("m-0", body(), world.clock.now_ms)
    answer = respond({"Records": [record]}, ShortOfTime(), world.processor)  # type: ignore[arg-type]

    assert answer["batchItemFailures"] == [{"itemIdentifier": "m-0"}]
    assert world.reason() is Reason.TIMED_OUT
    assert world.dead_letters() == []


def test_an_attempt_that_was_overtaken_does_not_overwrite_the_newer_result(world: World) -> None:
    def overtaken() -> dict[str, Any]:
        newer = world.running("m-1", execution_id="exec_2_newer")
        world.profiles.start(parse_profile(body(country="new")), newer.execution_id)
        return converse_answer(json.dumps(BRIEF))

    world.model.answer = overtaken
    world.deliver(body(country="old"))

    assert json.loads(world.profile()["profile"])["country"] == "new"
    assert world.profile()["status"] == "processing"
    newest, older = world.executions()
    assert newest.reason is Reason.RUNNING
    assert (older.reason, older.failed_step) == (Reason.FAILED, "result_storage")


def test_a_message_that_the_dead_letter_queue_does_not_take_is_delivered_again(
    world: World,
) -> None:
    world.sqs.delete_queue(QueueUrl=world.dead_letter_queue)

    assert world.deliver("not json") == ["m-0"]


def test_a_profiles_table_that_is_down_fails_the_job_before_the_model_is_asked(
    world: World,
) -> None:
    world.dynamodb.delete_table(TableName=PROFILES_TABLE)

    assert world.deliver(body()) == ["m-0"]

    assert world.model.requests == []
    assert [s["step"] for s in world.steps() if s["status"] == "failed"] == [
        "status_update",
        "error_handling",
        "status_update",
    ]


def test_an_event_that_is_not_from_a_queue_fails_loudly(world: World) -> None:
    with pytest.raises(Exception, match="SQS"):
        respond({"Records": []}, Context(), world.processor)  # type: ignore[arg-type]


def test_a_log_table_that_is_down_fails_the_job_before_the_model_is_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "RETRY_S", 0.01)
    monkeypatch.setattr(ExecutionLog.claim, "__defaults__", (0.1,))
    world.dynamodb.delete_table(TableName=LOG_TABLE)

    assert world.deliver(body()) == ["m-0"]

    assert world.model.requests == []
    assert world.queue.returns == [("m-0", 60_000)]


def test_a_log_table_that_breaks_down_later_costs_the_log_and_nothing_else(world: World) -> None:
    def answer() -> dict[str, Any]:
        world.dynamodb.delete_table(TableName=LOG_TABLE)
        return converse_answer(json.dumps(BRIEF))

    world.model.answer = answer

    assert world.deliver(body()) == []
    assert world.profile()["status"] == "completed"


def test_a_record_without_a_message_id_fails_the_whole_invocation_loudly(world: World) -> None:
    record = sqs_record("m-0", body(), world.clock.now_ms)
    del record["messageId"]

    with pytest.raises(KeyError):
        world.respond(record)


def test_only_ids_of_the_event_are_reported_as_failed(world: World) -> None:
    world.dynamodb.delete_table(TableName=PROFILES_TABLE)

    assert world.deliver(body(tracking_id="A"), "not json", body(tracking_id="B")) == ["m-0", "m-2"]
