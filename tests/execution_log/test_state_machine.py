"""Attempts of one tracking id under any sequence of events, beside a simple model.

Duplicate deliveries, kills, clocks that differ, writes that arrive late or twice, expiry, deletion.
Rows S18, S26, S27, S29, S30.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from itertools import count

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from execution_log import DynamoStore, Reason, Recorder, Store, keys, writer
from execution_log.clock import Clock
from execution_log.testing import MemoryStore
from tests.clock import HandClock
from tests.execution_log.attempts import Attempt, Process, Write
from tests.tables import LOG_TABLE, make_log_table

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
ALL = 2**12 - 1
"""Which expired items are deleted: a bit for each, repeated from the twelfth on."""

Deletion = Callable[[str, int, int], set[str]]
"""Deletes some expired items of a tracking id, as DynamoDB does some day; returns sort keys."""

execution_ids = count(1)


class Attempts(RuleBasedStateMachine):
    """Every rule is something that happens; after each, readers see what the model says."""

    running = Bundle("running")
    late = Bundle("late")

    def __init__(self, make_store: Callable[[Clock], Store], delete: Deletion) -> None:
        super().__init__()
        self.now = HandClock()
        self.store = make_store(self.now.clock)
        self.delete = delete
        self.tracking_id = f"T{next(execution_ids)}"
        self.delivered: list[Attempt] = []

    @rule(
        target=running,
        skew_ms=st.sampled_from([0, -HOUR_MS, HOUR_MS]),
        messages=st.sampled_from([(), ("Page A",), ("Page A", "Page B")]),
    )
    def deliver(self, skew_ms: int, messages: tuple[str, ...] = ()) -> Attempt:
        """A first delivery, a duplicate, a retry or a re-process: all begin a new attempt."""
        process = Process(self.store)
        recorder = Recorder(
            process,
            retention_days=1,
            clock=Clock(lambda: self.now.now_ms + skew_ms, self.now.clock.monotonic_ms),
            execution_id=lambda _: f"exec_{next(execution_ids)}",
            stdout=StringIO(),
        )
        attempt = Attempt.begin(process, recorder.execution(self.tracking_id), *messages)
        newest = self.delivered[-1] if self.delivered else None
        before = newest.seen_as.attempt if newest and not newest.header_deleted else 0
        assert attempt.seen_as.attempt == before + 1
        self.delivered.append(attempt)
        return attempt

    @rule(attempt=running, events=st.integers(1, 3))
    def record(self, attempt: Attempt, events: int) -> None:
        before = list(attempt.messages)
        told = [f"Page {len(before) + number}" for number in range(events)]
        for message in told:
            attempt.log.in_progress("page_rendering", message)
        assert attempt.log.flush(60)
        assert attempt.messages == before + told or attempt.header_deleted

    @rule(target=late, attempt=consumes(running), error=st.sampled_from([None, ValueError("no")]))
    def end(self, attempt: Attempt, error: Exception | None) -> object:
        attempt.leave(error)
        other_end = replace(attempt.seen_as, reason=Reason.TIMED_OUT, total_steps=99)
        return multiple((attempt, Write(other_end)), *attempt.in_the_network)

    @rule(target=late, attempt=consumes(running), unsaved=st.integers(0, 2))
    def kill(self, attempt: Attempt, unsaved: int) -> object:
        attempt.process.dead = True
        for _ in range(unsaved):
            attempt.log.in_progress("page_rendering", "Never stored")
        attempt.leave(SystemExit())
        return multiple(*attempt.in_the_network)

    @rule(late=late)
    def arrive(self, late: tuple[Attempt, Write]) -> None:
        """A write that its process gave up on long ago, or one that has been answered already."""
        attempt, write = late
        write.arrive_at(self.store)
        attempt.arrived(write)

    @rule(ms=st.sampled_from([1, HOUR_MS, DAY_MS]))
    def time_passes(self, ms: int) -> None:
        self.now.pass_ms(ms)

    @rule(which=st.just(ALL) | st.integers(1, ALL))
    def some_of_what_has_expired_is_deleted(self, which: int) -> None:
        deleted = self.delete(self.tracking_id, self.now.now_ms // 1000, which)
        for attempt in self.delivered:
            is_newest = attempt is self.delivered[-1]
            key = keys.NEWEST if is_newest else keys.header(attempt.seen_as.attempt)
            attempt.header_deleted |= key in deleted

    @invariant()
    def readers_see_what_the_model_says(self) -> None:
        visible = [a for a in reversed(self.delivered) if a.is_visible(self.now.now_ms)]
        found = self.store.executions(self.tracking_id, limit=1000)
        assert found == [attempt.seen_as for attempt in visible]
        for attempt, execution in zip(visible, found, strict=True):
            steps = [json.loads(line) for line in self.store.events(execution)]
            assert [step["seq"] for step in steps] == list(range(1, len(steps) + 1))
            assert [step["message"] for step in steps] == attempt.messages

    def teardown(self) -> None:
        for attempt in self.delivered:
            if not attempt.process.end:
                self.kill(attempt, 0)


def play(machine: Callable[[], Attempts], examples: int) -> None:
    phases = set(Phase) - {Phase.explain}  # takes minutes, and the story explains itself
    limits = settings(max_examples=examples, stateful_step_count=20, phases=phases)
    run_state_machine_as_test(machine, settings=limits)


def keep(tracking_id: str, now_s: int, which: int) -> set[str]:
    """Nothing is deleted from memory."""
    return set()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Dead processes give up at once, and without a word."""
    monkeypatch.setattr(writer, "RETRY_S", 0.0)
    monkeypatch.setattr(writer, "LAST_RETRY_S", 0.0)
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def test_in_memory(quiet: None) -> None:
    play(lambda: Attempts(MemoryStore, keep), examples=60)


@pytest.fixture
def in_dynamodb(quiet: None, moto_aws: None) -> Callable[[], Attempts]:
    """Makes machines on one table: each has a tracking id of its own."""
    client = make_log_table()

    def delete(tracking_id: str, now_s: int, which: int) -> set[str]:
        expired = client.query(
            TableName=LOG_TABLE,
            KeyConditionExpression="pk = :pk",
            FilterExpression="expires_at <= :now",
            ExpressionAttributeValues={
                ":pk": {"S": keys.partition(tracking_id)},
                ":now": {"N": str(now_s)},
            },
        )["Items"]
        chosen = [item for number, item in enumerate(expired) if which >> (number % 12) & 1]
        for item in chosen:
            client.delete_item(TableName=LOG_TABLE, Key={"pk": item["pk"], "sk": item["sk"]})
        return {item["sk"]["S"] for item in chosen}

    return lambda: Attempts(lambda clock: DynamoStore(LOG_TABLE, client, clock), delete)


def test_in_dynamodb(in_dynamodb: Callable[[], Attempts]) -> None:
    play(in_dynamodb, examples=20)


def test_a_process_that_slept_until_its_number_was_given_anew_changes_nothing(
    in_dynamodb: Callable[[], Attempts],
) -> None:
    machine = in_dynamodb()
    first = machine.deliver(skew_ms=0)
    machine.kill(first, unsaved=1)
    machine.time_passes(DAY_MS)
    machine.some_of_what_has_expired_is_deleted(ALL)
    second = machine.deliver(skew_ms=0)
    machine.record(second, events=1)
    for late in first.in_the_network:
        machine.arrive(late)
        machine.readers_see_what_the_model_says()

    assert second.seen_as.attempt == first.seen_as.attempt
    machine.teardown()
