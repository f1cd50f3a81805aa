"""Executions that nobody ends are ended, and no others.

Rows H24, S25, I17.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from execution_log import DynamoStore, Execution, Origin, Reason, Status, Store, StoreUnavailable
from execution_log.lifecycle import GRACE_MS, adopted
from execution_log.store import Page
from execution_log.testing import MemoryStore
from sweeper.handler import RESERVE_MS, sweep
from sweeper.sweep import PAGE, PAGES, SEND_LIMIT_MS, Sweeper
from tests.clock import HandClock
from tests.tables import LOG_TABLE, make_log_table

LEASE_MS = 600_000
numbers = count(1)


class Context:
    """Has so many milliseconds left when it is asked for the first time, the second …"""

    def __init__(self, *remaining_ms: int) -> None:
        self._remaining_ms = iter(remaining_ms)

    def get_remaining_time_in_millis(self) -> int:
        return next(self._remaining_ms, 60_000)


@pytest.fixture(params=["dynamo", "memory"])
def store(request: pytest.FixtureRequest, hand_clock: HandClock, moto_aws: None) -> Store:
    if request.param == "memory":
        return MemoryStore(hand_clock.clock)
    return DynamoStore(LOG_TABLE, make_log_table(), hand_clock.clock)


@pytest.fixture
def sweeper(store: Store, hand_clock: HandClock) -> Sweeper:
    return Sweeper(store, hand_clock.clock)


@pytest.fixture
def begin(store: Store, hand_clock: HandClock) -> Callable[..., Execution]:
    def begin(tracking_id: str = "T1", **fields: Any) -> Execution:
        now = hand_clock.now_ms
        execution = Execution(
            tracking_id=tracking_id,
            execution_id=f"exec_{now}_{next(numbers)}",
            attempt=0,
            company="Acme Corp",
            tier="basic",
            started_at_ms=now,
            expires_at=now // 1000 + 7 * 86_400,
            deadline_at_ms=now + LEASE_MS,
            first_events=('{"seq":1}',),
        )
        return store.begin(replace(execution, **fields))

    return begin


Begin = Callable[..., Execution]


def swept(sweeper: Sweeper, *remaining_ms: int) -> None:
    sweep(Context(*remaining_ms), sweeper)  # type: ignore[arg-type]


def newest(store: Store, tracking_id: str = "T1") -> Execution:
    return store.executions(tracking_id, limit=1)[0]


def test_a_process_that_died_without_a_word_is_stored_as_killed(
    sweeper: Sweeper, store: Store, begin: Begin, hand_clock: HandClock
) -> None:
    dead = begin(next_try_at_ms=99)
    hand_clock.pass_ms(LEASE_MS + GRACE_MS + 1)

    swept(sweeper)

    killed = replace(dead, reason=Reason.KILLED, completed_at_ms=dead.deadline_at_ms)
    assert newest(store) == killed
    assert list(store.events(killed)) == ['{"seq":1}']
    assert store.oldest(status=Status.IN_PROGRESS, limit=9).executions == []


def test_an_older_attempt_that_died_is_stored_as_killed_too(
    sweeper: Sweeper, store: Store, begin: Begin, hand_clock: HandClock
) -> None:
    begin()
    hand_clock.pass_ms(LEASE_MS)
    begin()
    hand_clock.pass_ms(GRACE_MS + 1)

    swept(sweeper)

    reasons = [execution.reason for execution in store.executions("T1", limit=9)]
    assert reasons == [Reason.RUNNING, Reason.KILLED]


@pytest.mark.parametrize(
    ("fields", "passed_ms"),
    [
        ({}, LEASE_MS + GRACE_MS),
        ({"deadline_at_ms": None}, 24 * 3_600_000),
        ({"reason": Reason.QUEUED, "deadline_at_ms": None}, SEND_LIMIT_MS),
        ({"reason": Reason.QUEUED, "origin": Origin(message_id="m-1")}, 4 * 24 * 3_600_000),
    ],
    ids=["within its lease", "outside of Lambda", "about to be sent", "waits in the queue"],
)
def test_what_may_still_end_by_itself_is_left_alone(
    sweeper: Sweeper,
    store: Store,
    begin: Begin,
    hand_clock: HandClock,
    fields: dict[str, Any],
    passed_ms: int,
) -> None:
    alive = begin(**fields)
    hand_clock.pass_ms(passed_ms)

    swept(sweeper)

    assert newest(store) == alive


def test_a_queued_execution_whose_message_was_never_sent_has_failed(
    sweeper: Sweeper, store: Store, begin: Begin, hand_clock: HandClock
) -> None:
    begin(reason=Reason.QUEUED, deadline_at_ms=None, requested_by="Ann")
    hand_clock.pass_ms(SEND_LIMIT_MS + 1)

    swept(sweeper)

    found = newest(store)
    assert found.reason is Reason.SEND_FAILED
    assert found.error == "No message reached the queue within 5 minutes"
    assert found.error_code == "SEND_FAILED"
    assert found.completed_at_ms == hand_clock.now_ms
    assert found.requested_by == "Ann"


class LateList(MemoryStore):
    """Its lists show what was, as an index may."""

    old: list[Execution]

    def oldest(self, *, status: Status, limit: int, after: str | None = None) -> Page:
        return Page(self.old, None)


def test_an_old_list_ends_nothing_that_has_moved_on(
    begin: Begin, hand_clock: HandClock, store: Store
) -> None:
    late = LateList(hand_clock.clock)
    ended, sent, taken = (begin(name) for name in ("A", "B", "C"))
    queued = [replace(one, reason=Reason.QUEUED, deadline_at_ms=None) for one in (sent, taken)]
    late.old = [late.begin(ended), *map(late.begin, queued)]
    late.finish(replace(ended, reason=Reason.SUCCEEDED, completed_at_ms=hand_clock.now_ms))
    late.sent(queued[0], "m-1")
    late.begin(replace(taken, execution_id="exec_taken"), adopted)
    hand_clock.pass_ms(LEASE_MS + GRACE_MS + 1)

    assert Sweeper(late, hand_clock.clock).sweep(lambda: True) == []

    reasons = [newest(late, name).reason for name in ("A", "B", "C")]
    assert reasons == [Reason.SUCCEEDED, Reason.QUEUED, Reason.RUNNING]


def test_a_sweep_ends_in_time_and_the_next_one_goes_on(
    sweeper: Sweeper, store: Store, begin: Begin, hand_clock: HandClock
) -> None:
    for name in ("A", "B", "C"):
        begin(name)
        hand_clock.pass_ms(1)
    hand_clock.pass_ms(LEASE_MS + GRACE_MS + 1)

    swept(sweeper, 60_000, 60_000, RESERVE_MS)
    left = store.oldest(status=Status.IN_PROGRESS, limit=9).executions
    assert [execution.tracking_id for execution in left] == ["C"]

    swept(sweeper)
    assert store.oldest(status=Status.IN_PROGRESS, limit=9).executions == []


class EndlessList(MemoryStore):
    """Counts its pages, after each of which there is another."""

    pages = 0

    def oldest(self, *, status: Status, limit: int, after: str | None = None) -> Page:
        assert limit == PAGE
        self.pages += 1
        return Page([], "more")


def test_a_sweep_reads_a_bounded_number_of_pages(hand_clock: HandClock) -> None:
    store = EndlessList(hand_clock.clock)

    assert Sweeper(store, hand_clock.clock).sweep(lambda: True) == []

    assert store.pages == PAGES


def test_a_store_that_is_down_fails_the_sweep_so_that_the_alarm_tells(
    hand_clock: HandClock, moto_aws: None
) -> None:
    client = make_log_table()
    client.delete_table(TableName=LOG_TABLE)

    with pytest.raises(StoreUnavailable):
        swept(Sweeper(DynamoStore(LOG_TABLE, client), hand_clock.clock))
