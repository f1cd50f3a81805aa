"""A store that throttles, fails, hangs or loses answers: no event twice, none missing, no harm.

Rows S19, S20, S21, S22, S23, S24, S25.
"""

import secrets
import threading
from itertools import product

import pytest

from execution_log import DynamoStore, Reason, Status, StoreUnavailable, dynamo, live
from execution_log.lifecycle import GRACE_MS, settled
from tests.clock import HandClock
from tests.execution_log.faults import (
    APPEND,
    BEGIN,
    FOLLOW,
    LAST_TRY,
    QUERY,
    Fault,
    always,
    at_random,
    healthy,
    planned,
)
from tests.execution_log.faulty_network import EVENTS, STEPS, World, assert_whole
from tests.execution_log.test_deadline import FAR
from tests.tables import LOG_TABLE

KINDS = [Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT, Fault.LOST]


@pytest.mark.parametrize("fault", KINDS)
def test_a_fault_of_any_call_leaves_every_event_in_the_table_exactly_once(
    world: World, fault: Fault
) -> None:
    positions = [(BEGIN, 0), (BEGIN, 1), *((APPEND, number) for number in range(4))]
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
        log.claim()
        world.faults.plan = always(fault)
        for number in range(EVENTS):
            log.completed("page_rendering", f"Page {number}")
        assert not log.flush(0.05)
        world.faults.plan = healthy

    assert_whole(world)


@pytest.mark.parametrize("fault", KINDS)
def test_a_log_that_could_not_begin_is_whole_when_the_store_is_back(
    world: World, fault: Fault
) -> None:
    world.faults.plan = always(fault, BEGIN)
    with world.recorder.execution("60B3RNTB") as log:
        assert log.execution.attempt == 0
        for number in range(EVENTS):
            log.completed("page_rendering", f"Page {number}")
        world.faults.plan = healthy
        assert log.flush(60)
        assert log.execution.attempt == 1

    assert_whole(world)


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT])
def test_a_store_that_is_down_for_the_whole_job_costs_the_log_and_nothing_else(
    world: World, fault: Fault
) -> None:
    assert world.record(always(fault)) == "done"

    assert [line["event"]["seq"] for line in world.printed()] == list(range(1, EVENTS + 1))
    assert world.executions() == []


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT])
def test_what_could_not_be_stored_is_counted_and_printed(world: World, fault: Fault) -> None:
    with world.recorder.execution("60B3RNTB") as log:
        log.claim()
        world.faults.plan = always(fault, APPEND)
        for _ in range(EVENTS):
            log.completed("page_rendering", "A page", noise=secrets.token_hex(4_000))
    world.faults.plan = healthy

    (execution,) = world.executions()
    assert execution.reason is Reason.SUCCEEDED
    assert (execution.total_steps, execution.lost_events) == (EVENTS, EVENTS)
    assert world.stored() == []
    assert [line["event"]["seq"] for line in world.printed()] == list(range(1, EVENTS + 1))


def test_an_end_that_can_not_be_stored_is_derived_from_the_deadline(
    world: World, hand_clock: HandClock
) -> None:
    after_begin = planned({BEGIN: [None, *[Fault.BROKEN] * (2 * LAST_TRY)]})
    assert world.record(after_begin) == "done"

    (execution,) = world.executions()
    deadline = hand_clock.now_ms + FAR.left_ms
    assert execution.reason is Reason.RUNNING
    assert settled(execution, deadline + GRACE_MS + 1).reason is Reason.KILLED


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT])
def test_last_events_that_fit_are_stored_by_the_end_even_if_no_chunk_can_be(
    world: World, fault: Fault
) -> None:
    world.record(always(fault, APPEND))

    assert_whole(world)


@pytest.mark.parametrize("fault", KINDS)
@pytest.mark.parametrize("in_a_row", range(1, LAST_TRY))
def test_a_fault_while_one_attempt_takes_the_place_of_another_leaves_both(
    world: World, fault: Fault, in_a_row: int
) -> None:
    world.record()
    world.record(planned({FOLLOW: [fault] * in_a_row}))

    assert [execution.attempt for execution in world.executions()] == [2, 1]
    for execution in world.executions():
        assert execution.reason is Reason.SUCCEEDED
        assert len(list(world.store.events(execution))) == EVENTS


@pytest.mark.parametrize("name", [BEGIN, FOLLOW])
def test_a_transaction_in_the_way_is_waited_for_a_few_times(world: World, name: str) -> None:
    world.record()
    world.record(planned({name: [Fault.CONFLICT] * (dynamo.CONFLICT_TRIES - 1)}))

    assert [execution.attempt for execution in world.executions()] == [2, 1]


def test_a_transaction_in_the_way_for_ever_refuses_the_claim(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.record()
    world.faults.plan = always(Fault.CONFLICT, BEGIN, FOLLOW)
    with world.recorder.execution("60B3RNTB") as log:
        with pytest.raises(StoreUnavailable):
            log.claim(0.05)
        world.faults.plan = healthy


def test_a_lost_answer_does_not_make_a_second_attempt(world: World) -> None:
    world.record(planned({BEGIN: [Fault.LOST, Fault.LOST]}))
    world.record()

    assert [execution.attempt for execution in world.executions()] == [2, 1]


def test_while_the_store_is_slow_events_gather_and_the_job_goes_on(world: World) -> None:
    answer = threading.Event()

    def slow(name: str, attempt: int) -> None:
        if name == APPEND:
            assert answer.wait(60)

    world.faults.plan = slow
    with world.recorder.execution("60B3RNTB") as log:
        log.claim()
        for number in range(500):
            log.completed("page_rendering", f"Page {number}")
        assert world.faults.sent.count(APPEND) <= 1
        answer.set()

    (execution,) = world.executions()
    assert len(list(world.store.events(execution))) == 500
    assert world.faults.sent.count(APPEND) <= 3


def test_only_one_durable_step_waits_for_a_store_that_is_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "DURABLE_SECONDS", 0.2)
    with world.recorder.execution("60B3RNTB") as log:
        log.claim()
        world.faults.plan = always(Fault.BROKEN, APPEND)
        with log.step("page_rendering", "Page 0", durable=True):
            monkeypatch.setattr(live, "DURABLE_SECONDS", 3600)
        for number in range(1, STEPS):
            with log.step("page_rendering", f"Page {number}", durable=True):
                pass
        world.faults.plan = healthy
        assert log.flush(60)
        with log.step("page_rendering", "The store is back", durable=True):
            assert len(world.stored()) == EVENTS + 1


def test_the_recorder_uses_no_call_that_can_half_succeed(world: World) -> None:
    """No batches, whose rest comes back unprocessed (S23)."""
    world.record()
    world.record()
    world.executions()
    world.store.recent(status=Status.COMPLETED, limit=1)

    assert set(world.faults.sent) == {QUERY, BEGIN, FOLLOW, APPEND}


def test_a_call_has_a_stated_bound_whatever_the_sdks_defaults_are() -> None:
    config = DynamoStore(LOG_TABLE)._client.meta.config

    assert config.retries == {"mode": "standard", "total_max_attempts": LAST_TRY}
    assert (config.connect_timeout, config.read_timeout) == (1, 2)
