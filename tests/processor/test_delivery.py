"""Which deliveries run: duplicates, retries, redeliveries after a kill, older messages, re-process.

Rows M14 to M19, M27, H21, S26.
"""

import json
import threading
from dataclasses import replace
from typing import Any

import pytest

from execution_log import Reason
from execution_log.lifecycle import GRACE_MS
from tests.processor.model import BRIEF, converse_answer
from tests.processor.test_message import body
from tests.processor.world import TEN_MINUTES_MS, TRACKING_ID, World, sqs_record

AFTER_LEASE_MS = TEN_MINUTES_MS + GRACE_MS + 5_000


def unavailable(world: World) -> None:
    def throttled() -> dict[str, Any]:
        error: Any = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
        raise world.dynamodb.exceptions.ClientError(error, "Converse")

    world.model.answer = throttled


def record(world: World, message_id: str = "m-0", **more: Any) -> dict[str, Any]:
    return sqs_record(message_id, body(), more.pop("sent_at_ms", world.clock.now_ms), **more)


def test_a_message_that_is_being_processed_is_not_run_again_but_comes_back_after_the_lease(
    world: World,
) -> None:
    running = world.running("m-0")

    assert world.respond(record(world, receives=2)) == ["m-0"]

    assert world.model.requests == []
    assert world.queue.returns == [("m-0", AFTER_LEASE_MS)]
    assert world.executions() == [running]
    ((kind, message),) = world.told()
    assert kind == "duplicate_delivery"
    assert running.execution_id in message


def test_a_new_message_waits_for_the_attempt_that_is_alive(world: World) -> None:
    world.running("m-0")

    assert world.respond(record(world, "m-1")) == ["m-1"]

    assert world.queue.returns == [("m-1", AFTER_LEASE_MS)]
    assert world.told() == []


def test_a_message_that_has_been_processed_is_not_run_again(world: World) -> None:
    first = record(world)
    assert world.respond(first) == []
    asked = len(world.model.requests)

    assert world.respond(first) == []

    assert len(world.model.requests) == asked
    assert [execution.attempt for execution in world.executions()] == [1]
    assert world.told() == [
        ("duplicate_delivery", "Delivered again and not run: it has been processed")
    ]


def test_a_killed_attempt_is_stored_as_killed_by_the_next_try_of_its_message(
    world: World,
) -> None:
    killed = world.running("m-0")
    world.clock.pass_ms(AFTER_LEASE_MS)

    assert world.respond(record(world, receives=2)) == []

    second, first = world.executions()
    assert first == replace(killed, reason=Reason.KILLED)
    assert second.reason is Reason.SUCCEEDED
    assert (second.retry_attempt, second.max_attempts) == (2, 3)
    assert second.retry_of == killed.execution_id
    told = (
        "Attempt 2 of 3, after the process stopped without a word before 2026-11-23T10:10:00.000Z"
    )
    assert world.steps()[1]["message"] == told


def test_a_failure_that_may_pass_is_tried_again_with_growing_delays_and_a_last_time(
    world: World,
) -> None:
    unavailable(world)
    for receives in (1, 2):
        assert world.respond(record(world, receives=receives)) == ["m-0"]
    assert world.dead_letters() == []

    assert world.respond(record(world, receives=3)) == []

    assert [e.retry_attempt for e in world.executions()] == [3, 2, 1]
    tries = [e.next_try_at_ms for e in world.executions()]
    assert tries == [None, world.clock.now_ms + 120_000, world.clock.now_ms + 30_000]
    assert [delay for _, delay in world.queue.returns if delay < TEN_MINUTES_MS] == [
        30_000,
        120_000,
    ]
    assert len(world.dead_letters()) == 1
    assert world.steps()[1]["message"].startswith(
        "Attempt 3 of 3, after orchestrator_execution: The model llama4-scout is not available now"
    )
    assert world.steps()[-1]["metadata"] == {
        "retry_attempt": 3,
        "max_attempts": 3,
        "next_try_at": None,
    }


def test_a_message_whose_last_try_was_killed_is_given_up_and_kept(world: World) -> None:
    last = world.running("m-0", retry_attempt=3, next_try_at_ms=None)
    world.clock.pass_ms(AFTER_LEASE_MS)

    assert world.respond(record(world, receives=4)) == []

    assert world.model.requests == []
    assert world.executions() == [replace(last, reason=Reason.KILLED)]
    (kept,) = world.dead_letters()
    assert kept["Body"] == body()
    reason = kept["MessageAttributes"]["reason"]["StringValue"]
    assert reason.startswith("Given up after try 3 of 3: the process stopped without a word")


def test_a_message_that_could_not_be_kept_is_kept_when_it_comes_again(world: World) -> None:
    world.model.answer = lambda: converse_answer("Sorry, no.")
    queue, world.dead_letter_queue = world.dead_letter_queue, ""
    world.sqs.delete_queue(QueueUrl=queue)
    assert world.respond(record(world)) == ["m-0"]
    world.dead_letter_queue = world.sqs.create_queue(QueueName="dead-letters")["QueueUrl"]

    assert world.respond(record(world, receives=2)) == []

    assert len(world.dead_letters()) == 1
    assert [execution.attempt for execution in world.executions()] == [1]


def test_a_new_message_for_a_processed_tracking_id_is_a_fresh_attempt(world: World) -> None:
    world.respond(record(world))
    world.clock.pass_ms(1000)

    assert world.respond(record(world, "m-1")) == []

    second, first = world.executions()
    assert (second.attempt, first.attempt) == (2, 1)
    assert (second.retry_attempt, second.retry_of) == (1, None)


def test_a_message_older_than_one_that_has_been_processed_is_not_run(world: World) -> None:
    old = world.clock.now_ms
    world.clock.pass_ms(60_000)
    world.respond(record(world, "m-1"))

    assert world.respond(record(world, "m-0", sent_at_ms=old)) == []

    assert [execution.attempt for execution in world.executions()] == [1]
    assert world.told()[0][0] == "superseded_message"


def test_a_message_that_comes_after_its_log_has_expired_is_run(world: World) -> None:
    world.running("m-0", expires_at=world.clock.now_ms // 1000 + 1)
    world.clock.pass_ms(2_000)

    assert world.respond(record(world)) == []

    assert [execution.reason for execution in world.executions()] == [Reason.SUCCEEDED]


@pytest.mark.parametrize("receives", [1, 2])
def test_a_queued_execution_is_run_under_its_own_id_when_its_message_comes(
    world: World, receives: int
) -> None:
    queued = world.running("", reason=Reason.QUEUED, deadline_at_ms=None, requested_by="ada")

    assert world.respond(record(world, execution_id=queued.execution_id, receives=receives)) == []

    (execution,) = world.executions()
    assert execution.execution_id == queued.execution_id
    assert (execution.reason, execution.requested_by) == (Reason.SUCCEEDED, "ada")
    assert execution.origin.message_id == "m-0"
    assert [s["seq"] for s in world.steps()] == list(range(1, len(world.steps()) + 1))


def test_a_queued_execution_that_was_cancelled_is_not_run(world: World) -> None:
    queued = world.running("", reason=Reason.QUEUED, deadline_at_ms=None)
    assert world.store.request_cancel(queued, "ada")

    assert world.respond(record(world, execution_id=queued.execution_id)) == []

    (execution,) = world.executions()
    assert (execution.reason, execution.error) == (Reason.CANCELLED, "Cancelled by ada")
    assert world.model.requests == []
    assert world.dead_letters() == []


def test_the_retry_of_an_older_message_gives_way_to_a_queued_execution(world: World) -> None:
    old = world.clock.now_ms
    world.clock.pass_ms(60_000)
    now = world.clock.now_ms
    queued = world.running("", reason=Reason.QUEUED, deadline_at_ms=None, queued_at_ms=now)

    assert world.respond(record(world, "m-old", sent_at_ms=old)) == []
    assert world.respond(record(world, "m-new", sent_at_ms=now + 1)) == ["m-new"]

    assert world.executions() == [queued]
    assert world.queue.returns == [("m-new", 70_000)]


def test_a_running_job_ends_when_somebody_cancels_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("processor.handler.POLL_SECONDS", 0.01)

    def answer() -> dict[str, Any]:
        (running,) = world.executions()
        assert world.store.request_cancel(running, "ada")
        waiting.wait(10)
        return converse_answer(json.dumps(BRIEF))

    waiting = threading.Event()
    world.model.answer = answer

    assert world.respond(record(world)) == []

    waiting.set()
    (execution,) = world.executions()
    assert (execution.reason, execution.cancel_requested_by) == (Reason.CANCELLED, "ada")
    assert (execution.error_code, execution.failed_step) == ("CANCELLED", "orchestrator_execution")
    assert world.profile()["status"] == "failed"
    assert world.dead_letters() == []


def test_a_malformed_answer_is_asked_for_again_before_the_job_fails(world: World) -> None:
    answers = iter(["Sorry, no.", "```nothing```", json.dumps(BRIEF)])
    world.model.answer = lambda: converse_answer(next(answers))

    assert world.respond(record(world)) == []

    told = [s["message"] for s in world.steps() if s["step"] == "orchestrator_execution"]
    assert [message.rpartition(". ")[2] for message in told[1:3]] == [
        "Asking again (2 of 3)",
        "Asking again (3 of 3)",
    ]
    assert world.reason(TRACKING_ID) is Reason.SUCCEEDED
