"""A store that throttles, fails, hangs or loses answers: no event twice, none missing, no harm.

Rows S19-S25.
"""

import json
import threading
from collections.abc import Iterator
from io import StringIO
from itertools import count, product
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from api.lifecycle import GRACE_MS, settled
from execution_log import DynamoStore, Execution, Reason, Recorder, Status, keys, writer
from execution_log.dynamo import CLIENT_CONFIG
from execution_log.items import chunk_events
from tests.clock import HandClock
from tests.execution_log.faults import (
    APPEND,
    BEGIN,
    LAST_TRY,
    QUERY,
    Fault,
    Faults,
    Plan,
    always,
    at_random,
    healthy,
    planned,
)
from tests.execution_log.test_deadline import FAR
from tests.tables import LOG_TABLE, make_log_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KINDS = [Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT, Fault.LOST]
STEPS = 5


class World:
    """A recorder, its table and the network between them."""

    def __init__(self, clock: HandClock) -> None:
        self.table: DynamoDBClient = make_log_table()
        client = boto3.client("dynamodb", config=CLIENT_CONFIG)
        self.faults = Faults(client)
        self.store = DynamoStore(LOG_TABLE, client, clock.clock)
        self.stdout = StringIO()
        ids = count(1)
        self.recorder = Recorder(
            self.store,
            clock=clock.clock,
            stdout=self.stdout,
            execution_id=lambda _: f"exec_1_{next(ids)}",
        )

    def record(self, plan: Plan = healthy, tracking_id: str = "60B3RNTB") -> str:
        """A whole execution on such a network; returns the job's result."""
        self.faults.plan = plan
        with self.recorder.execution(tracking_id, lambda_context=FAR) as log:
            for number in range(STEPS):
                with log.step("page_rendering", f"Page {number}"):
                    log.flush(0.01)
        self.faults.plan = healthy
        return "done"

    def executions(self, tracking_id: str = "60B3RNTB") -> list[Execution]:
        return self.store.executions(tracking_id, limit=9)

    def stored(self, tracking_id: str = "60B3RNTB") -> list[int]:
        """The sequence numbers of all events in the table, as often as they are there."""
        items = self.table.query(
            TableName=LOG_TABLE,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :events)",
            ExpressionAttributeValues={
                ":pk": {"S": keys.partition(tracking_id)},
                ":events": {"S": "events#"},
            },
        )["Items"]
        return sorted(json.loads(line)["seq"] for item in items for line in chunk_events(item))

    def printed(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stdout.getvalue().splitlines()]


class NoWaiting:
    """Where botocore looks for ``time``."""

    def sleep(self, seconds: float) -> None:
        """Backing off before the next try takes no time here."""


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time", NoWaiting())
    monkeypatch.setattr(writer, "RETRY_S", 0.001)
    monkeypatch.setattr(writer, "LAST_RETRY_S", 0.001)


@pytest.fixture
def world(moto_aws: None, hand_clock: HandClock) -> Iterator[World]:
    world = World(hand_clock)
    yield world
    world.faults.plan = healthy


def assert_whole(world: World, tracking_id: str = "60B3RNTB") -> None:
    (execution,) = world.executions(tracking_id)
    assert (execution.attempt, execution.reason) == (1, Reason.SUCCEEDED)
    assert (execution.total_steps, execution.lost_events) == (2 * STEPS, 0)
    assert world.stored(tracking_id) == list(range(1, 2 * STEPS + 1))
    assert len(list(world.store.events(execution))) == 2 * STEPS


@pytest.mark.parametrize("fault", KINDS)
def test_a_fault_of_any_call_leaves_every_event_in_the_table_exactly_once(
    world: World, fault: Fault
) -> None:
    positions = [(QUERY, 0), (BEGIN, 0), (BEGIN, 1), *((APPEND, number) for number in range(4))]
    for (name, position), in_a_row in product(positions, range(1, LAST_TRY)):
        tracking_id = f"{name.replace(' ', '-')}-{position}-{in_a_row}"
        world.record(planned({name: [*[None] * position, *[fault] * in_a_row]}), tracking_id)

        assert_whole(world, tracking_id)


@pytest.mark.parametrize("fault", KINDS)
def test_a_chunk_that_all_of_the_sdks_tries_failed_to_store_is_stored_once(
    world: World, fault: Fault
) -> None:
    world.record(planned({APPEND: [fault] * (2 * LAST_TRY)}))

    assert_whole(world)


def test_an_execution_among_random_faults_is_recorded_like_any_other(world: World) -> None:
    for seed in range(10):
        world.record(at_random(seed, rate=0.6), f"seed-{seed}")

        assert_whole(world, f"seed-{seed}")


@pytest.mark.parametrize("fault", KINDS)
def test_what_is_recorded_while_the_store_is_down_is_stored_when_it_is_back(
    world: World, fault: Fault
) -> None:
    with world.recorder.execution("60B3RNTB") as log:
        world.faults.plan = always(fault)
        for number in range(2 * STEPS):
            log.completed("page_rendering", f"Page {number}")
        assert not log.flush(0.05)
        world.faults.plan = healthy

    assert_whole(world)


@pytest.mark.parametrize("fault", KINDS)
def test_a_store_that_is_down_for_the_whole_job_costs_the_log_and_nothing_else(
    world: World, fault: Fault
) -> None:
    assert world.record(always(fault)) == "done"

    assert [line["event"]["seq"] for line in world.printed()] == list(range(1, 2 * STEPS + 1))
    assert len(world.faults.sent) <= 2 * LAST_TRY


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT])
def test_what_could_not_be_stored_is_counted_and_printed(world: World, fault: Fault) -> None:
    world.record(always(fault, APPEND))

    (execution,) = world.executions()
    assert execution.reason is Reason.SUCCEEDED
    assert (execution.total_steps, execution.lost_events) == (2 * STEPS, 2 * STEPS)
    assert world.stored() == []
    assert [line["event"]["seq"] for line in world.printed()] == list(range(1, 2 * STEPS + 1))


def test_an_end_that_can_not_be_stored_is_derived_from_the_deadline(
    world: World, hand_clock: HandClock
) -> None:
    after_begin = planned({BEGIN: [None, *[Fault.BROKEN] * LAST_TRY]})
    assert world.record(after_begin) == "done"

    (execution,) = world.executions()
    deadline = hand_clock.now_ms + FAR.left_ms
    assert execution.reason is Reason.RUNNING
    assert settled(execution, deadline + GRACE_MS + 1).reason is Reason.KILLED


def test_a_lost_answer_does_not_make_a_second_attempt(world: World) -> None:
    world.record(planned({BEGIN: [Fault.LOST, Fault.LOST]}))
    world.record()

    assert [execution.attempt for execution in world.executions()] == [2, 1]


def test_a_begin_that_arrives_late_does_not_reopen_an_ended_execution(world: World) -> None:
    world.record(planned({BEGIN: [Fault.LATE]}))
    world.faults.deliver_late()

    assert_whole(world)


def test_an_end_that_arrives_late_changes_nothing(world: World) -> None:
    world.record(planned({BEGIN: [None, Fault.LATE]}))
    world.faults.deliver_late()

    assert_whole(world)


def test_a_chunk_that_arrives_late_does_not_take_the_place_of_a_newer_one(world: World) -> None:
    with world.recorder.execution("60B3RNTB") as log:
        world.faults.plan = always(Fault.LATE, APPEND)
        log.completed("page_rendering", "Page 0")
        assert not log.flush(0.02)
        for number in range(1, 2 * STEPS):
            log.completed("page_rendering", f"Page {number}")
        world.faults.plan = healthy
    world.faults.deliver_late()

    assert_whole(world)


def test_while_the_store_is_slow_events_gather_and_the_job_goes_on(world: World) -> None:
    answer = threading.Event()

    def slow(name: str, attempt: int) -> None:
        if name == APPEND:
            assert answer.wait(60)

    world.faults.plan = slow
    with world.recorder.execution("60B3RNTB") as log:
        for number in range(500):
            log.completed("page_rendering", f"Page {number}")
        assert world.faults.sent.count(APPEND) <= 1
        answer.set()

    (execution,) = world.executions()
    assert len(list(world.store.events(execution))) == 500
    assert world.faults.sent.count(APPEND) <= 3


def test_the_recorder_uses_no_call_that_can_half_succeed(world: World) -> None:
    """No batches, whose rest comes back unprocessed (S23), and no transactions (S24)."""
    world.record()
    world.executions()
    world.store.recent(status=Status.COMPLETED, limit=1)

    assert set(world.faults.sent) == {QUERY, BEGIN, APPEND}


def test_a_call_has_a_stated_bound_whatever_the_sdks_defaults_are() -> None:
    config = DynamoStore(LOG_TABLE)._client.meta.config

    assert config.retries == {"mode": "standard", "total_max_attempts": LAST_TRY}
    assert (config.connect_timeout, config.read_timeout) == (1, 2)
