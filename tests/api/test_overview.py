"""GET /api/overview: what is going on now."""

import logging
from typing import Any

import pytest

from api.figures import QUEUES_CONFIG
from execution_log import Reason, Recorder
from infra.api import TIMEOUT_SECONDS
from tests.api.administration import World
from tests.api.http import VIEWER, Client
from tests.api.logs import execution
from tests.api.test_log import Lambda
from tests.clock import HandClock

PATH = "/api/overview"
ZERO = {"count": 0, "exact": True}
SENT_AT = "2026-11-23T09:58:00.000Z"
SENT_AT_MS = 1_795_427_880_000


def wait(world: World, messages: int) -> None:
    for _ in range(messages):
        world.sqs.send_message(QueueUrl=world.jobs, MessageBody="{}")


def begin(world: World, tracking_id: str, **fields: Any) -> None:
    now_ms = world.clock.now_ms()
    begun = execution(
        fields.pop("reason", Reason.RUNNING),
        tracking_id=tracking_id,
        execution_id=f"exec_{now_ms}_{tracking_id.lower()}",
        started_at_ms=now_ms,
        **fields,
    )
    world.store.begin(begun)


def test_where_nothing_happens_all_is_zero(admin: Client) -> None:
    admin.claims = VIEWER

    assert admin.get(PATH).data == {
        "running": ZERO,
        "failed_last_hour": ZERO,
        "waiting": {"messages": 0, "oldest_sent_after": None},
        "dead_letters": 0,
    }


def test_messages_that_wait_and_dead_letters_are_counted(world: World, admin: Client) -> None:
    wait(world, 12)
    for _ in range(3):
        world.give_up()

    data = admin.get(PATH).data

    assert data["waiting"] == {"messages": 12, "oldest_sent_after": None}
    assert data["dead_letters"] == 3


def test_what_runs_is_counted_but_not_what_waits_or_ran_into_its_deadline(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    recorder = Recorder(world.store, clock=world.clock)
    with recorder.execution("A1") as ended:
        ended.completed("initialization", "Started")
    begin(world, "B2", reason=Reason.QUEUED)
    gone = recorder.execution("C3", lambda_context=Lambda())
    gone.__enter__().flush()
    hand_clock.pass_ms(3_500_000)
    begin(world, "D4")

    data = admin.get(PATH).data

    assert data["running"] == {"count": 1, "exact": True}
    assert data["failed_last_hour"]["count"] == 2  # killed, and never sent


def test_failures_are_counted_for_an_hour_from_their_begin(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    begin(world, "A1", reason=Reason.FAILED)
    hand_clock.pass_ms(3_600_000)
    assert admin.get(PATH).data["failed_last_hour"]["count"] == 1

    hand_clock.pass_ms(1)
    assert admin.get(PATH).data["failed_last_hour"]["count"] == 0


def test_no_waiting_message_is_older_than_the_one_that_was_taken_last(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    wait(world, 1)
    begin(world, "A1", queued_at_ms=1)
    hand_clock.pass_ms(1000)
    begin(world, "B2", queued_at_ms=SENT_AT_MS)
    hand_clock.pass_ms(1000)
    begin(world, "C3")  # not by the queue
    begin(world, "D4", reason=Reason.QUEUED, queued_at_ms=SENT_AT_MS + 60_000)

    assert admin.get(PATH).data["waiting"]["oldest_sent_after"] == SENT_AT


def test_the_age_of_messages_is_told_only_while_one_waits(world: World, admin: Client) -> None:
    begin(world, "A1", queued_at_ms=SENT_AT_MS)

    assert admin.get(PATH).data["waiting"] == {"messages": 0, "oldest_sent_after": None}


def test_a_queue_that_is_down_costs_its_own_figures_only(
    world: World, admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    begin(world, "A1")
    world.break_call(world.sqs, "GetQueueAttributes")

    data = admin.get(PATH).data

    assert data["waiting"] == {"messages": None, "oldest_sent_after": None}
    assert data["dead_letters"] is None
    assert data["running"]["count"] == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2


def test_without_the_table_of_logs_there_is_no_overview(world: World, admin: Client) -> None:
    world.drop_log_table()

    answer = admin.get(PATH)

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


def test_two_queues_that_do_not_answer_leave_time_for_the_rest() -> None:
    settings: Any = QUEUES_CONFIG
    each = settings.connect_timeout + settings.read_timeout
    assert settings.retries == {"mode": "standard", "total_max_attempts": 1}
    assert 2 * each < TIMEOUT_SECONDS / 2
