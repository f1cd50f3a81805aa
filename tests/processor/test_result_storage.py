"""A job whose result can't be stored has failed, however well the model did (S35)."""

import json
from typing import Any

import pytest

from execution_log import Reason
from execution_log.log import ExecutionLog
from tests.processor.model import BRIEF, converse_answer
from tests.processor.test_message import body
from tests.processor.world import World, sqs_record
from tests.tables import LOG_TABLE, PROFILES_TABLE, make_log_table, make_profiles_table


def test_a_result_that_can_not_be_stored_fails_the_job_and_the_next_delivery_stores_it(
    world: World,
) -> None:
    def answer_while_the_table_goes_down() -> dict[str, Any]:
        world.dynamodb.delete_table(TableName=PROFILES_TABLE)
        return converse_answer(json.dumps(BRIEF))

    world.model.answer = answer_while_the_table_goes_down
    assert world.deliver(body()) == ["m-0"]
    (failed,) = world.store.executions("60B3RNTB", limit=9)
    assert (failed.reason, failed.failed_step) == (Reason.FAILED, "result_storage")
    assert ("orchestrator_execution", "completed") in [
        (step["step"], step["status"]) for step in world.steps()
    ]

    make_profiles_table()
    world.model.answer = lambda: converse_answer(json.dumps(BRIEF))
    assert world.deliver(body()) == []
    assert world.reason() is Reason.SUCCEEDED
    assert json.loads(world.profile()["result"]) == BRIEF


def test_a_profile_whose_logs_have_all_expired_can_be_processed_again(
    world: World,
) -> None:
    """Then attempt numbers begin anew (M19)."""
    world.deliver(body())
    world.deliver(body())
    for item in world.dynamodb.scan(TableName=LOG_TABLE)["Items"]:
        key = {"pk": item["pk"], "sk": item["sk"]}
        world.dynamodb.delete_item(TableName=LOG_TABLE, Key=key)

    assert world.deliver(body(country="DE")) == []

    assert world.reason() is Reason.SUCCEEDED
    assert json.loads(world.profile()["profile"])["country"] == "DE"


def test_a_profile_waits_while_the_log_is_down_and_is_processed_when_it_is_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the claim in the log, nothing would keep it from being processed twice at once."""
    message = sqs_record("m-0", body(country="DE"), world.clock.now_ms)
    world.dynamodb.delete_table(TableName=LOG_TABLE)
    with monkeypatch.context() as impatience:
        impatience.setattr(ExecutionLog.claim, "__defaults__", (0.1,))
        assert world.respond(message) == ["m-0"]

    make_log_table()
    assert world.respond(message) == []

    assert json.loads(world.profile()["profile"])["country"] == "DE"
    assert world.profile()["status"] == "completed"
    assert world.dead_letters() == []


def test_a_profile_too_large_to_be_kept_is_processed_all_the_same(
    world: World,
) -> None:
    """SQS takes 1 MiB, an item of DynamoDB less than half of it (M12)."""
    world.deliver(body())

    assert world.deliver(body(text="x" * 1_000_000)) == []

    assert world.reason() is Reason.SUCCEEDED
    stored = world.dynamodb.get_item(
        TableName=PROFILES_TABLE, Key={"tracking_id": {"S": "60B3RNTB"}}
    )["Item"]
    assert stored["profile"] == {"NULL": True}
    assert stored["status"] == {"S": "completed"}
