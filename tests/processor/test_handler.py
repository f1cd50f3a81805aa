"""Messages in, recorded executions out: the whole function on moto, with a model that is told.

Rows S26, S33.
"""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from execution_log import DynamoStore, Reason, Recorder
from execution_log.testing import MemoryStore
from processor.dead_letters import DeadLetters
from processor.handler import Processor, respond
from processor.orchestrator import Orchestrator
from processor.process_profile import Services
from processor.profiles import Profiles
from processor.settings import Settings
from tests.processor.model import BRIEF, FakeModel, converse_answer
from tests.processor.test_message import ACME, body
from tests.tables import LOG_TABLE, PROFILES_TABLE, make_log_table, make_profiles_table


class Context:
    aws_request_id = "request-1"
    function_name = "processor"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:processor"
    log_group_name = "/aws/lambda/processor"
    log_stream_name = "stream"

    def get_remaining_time_in_millis(self) -> int:
        return 600_000


class World:
    """The processor with everything around it."""

    def __init__(self) -> None:
        self.model = FakeModel()
        self.sqs = boto3.client("sqs")
        self.dead_letter_queue = self.sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
        self.dynamodb = make_log_table()
        make_profiles_table()
        settings = Settings(
            execution_log_table=LOG_TABLE,
            profiles_table=PROFILES_TABLE,
            dead_letter_queue_url=self.dead_letter_queue,
            default_model_id="default-model",
            comprehensive_model_id="llama4-scout",
        )
        self.store = DynamoStore(LOG_TABLE, self.dynamodb)
        self.profiles = Profiles(PROFILES_TABLE, self.dynamodb)
        self.processor = Processor(
            recorder=Recorder(self.store),
            services=Services(self.profiles, Orchestrator(settings, self.model.client)),
            dead_letters=DeadLetters(self.dead_letter_queue, self.sqs),
        )

    def deliver(self, *bodies: str) -> list[str]:
        """Delivers messages m-0, m-1, …; returns the ids of those to deliver again."""
        records = [sqs_record(f"m-{number}", text) for number, text in enumerate(bodies)]
        answer = respond({"Records": records}, Context(), self.processor)  # type: ignore[arg-type]
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def steps(self, tracking_id: str = "60B3RNTB") -> list[dict[str, Any]]:
        (newest,) = self.store.executions(tracking_id, limit=1)
        return [json.loads(line) for line in self.store.events(newest)]

    def reason(self, tracking_id: str = "60B3RNTB") -> Reason:
        return self.store.executions(tracking_id, limit=1)[0].reason

    def profile(self) -> dict[str, str]:
        key = {"tracking_id": {"S": "60B3RNTB"}}
        item = self.dynamodb.get_item(TableName=PROFILES_TABLE, Key=key).get("Item", {})
        return {name: str(next(iter(value.values()))) for name, value in item.items()}

    def dead_letters(self) -> list[dict[str, Any]]:
        answer = self.sqs.receive_message(
            QueueUrl=self.dead_letter_queue, MessageAttributeNames=["All"], MaxNumberOfMessages=10
        )
        return answer.get("Messages", [])  # type: ignore[return-value]


def sqs_record(message_id: str, text: str) -> dict[str, Any]:
    """What the event source mapping delivers."""
    return {
        "messageId": message_id,
        "receiptHandle": f"receipt-{message_id}",
        "body": text,
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:queue",
        "awsRegion": "us-east-1",
    }


@pytest.fixture
def world(moto_aws: None) -> Iterator[World]:
    return World()


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


def test_an_attempt_that_was_overtaken_does_not_overwrite_the_newer_result(world: World) -> None:
    def overtaken() -> dict[str, Any]:
        world.model.answer = lambda: converse_answer(json.dumps(BRIEF))
        world.deliver(body(country="new"))
        return converse_answer(json.dumps(BRIEF))

    world.model.answer = overtaken
    world.deliver(body(country="old"))

    assert json.loads(world.profile()["profile"])["country"] == "new"
    newest, older = world.store.executions("60B3RNTB", limit=2)
    assert newest.reason is Reason.SUCCEEDED
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


def test_the_job_does_not_need_the_log(world: World) -> None:
    world.processor = Processor(
        recorder=Recorder(MemoryStore()),
        services=world.processor.services,
        dead_letters=world.processor.dead_letters,
    )

    assert world.deliver(body()) == []
    assert world.profile()["status"] == "completed"
