"""Attempts that race for the table: on an emulator that, unlike moto, is atomic across clients.

Rows S15, S26, S27 of many processes at once.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TypeVar

import pytest

from execution_log import DynamoStore, Execution, Reason
from execution_log.dynamo import CLIENT_CONFIG
from local import aws
from local.stack import LocalStack

T = TypeVar("T")

RACERS = 12
ROUNDS = 5
LONG_AGO_MS = 1_700_000_000_000
"""Far down in every list, where other tests do not look."""
NEVER = 4_000_000_000

tracking_ids = (f"E2E-RACE-{number}" for number in count(1))
execution_ids = (f"exec_{LONG_AGO_MS}_{number}" for number in count(1))


@pytest.fixture
def stores(stack: LocalStack) -> list[DynamoStore]:
    """One for each racer, as if each were a process."""
    session, endpoint = aws.session(), stack.endpoints.aws_endpoint_url
    return [
        DynamoStore(
            stack.endpoints.log_table,
            session.client("dynamodb", endpoint_url=endpoint, config=CLIENT_CONFIG),
        )
        for _ in range(RACERS)
    ]


def all_at_once(racers: Iterable[Callable[[], T]]) -> list[T]:
    """Runs them from one starting signal; raises what any of them raises."""
    waiting = list(racers)
    signal = threading.Barrier(len(waiting))

    def run(racer: Callable[[], T]) -> T:
        signal.wait(60)
        return racer()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def begin(store: DynamoStore, tracking_id: str) -> Execution:
    execution = Execution(
        tracking_id=tracking_id,
        execution_id=next(execution_ids),
        attempt=0,
        company="Acme Corp",
        tier="basic",
        started_at_ms=LONG_AGO_MS,
        expires_at=NEVER,
    )
    return store.begin(execution)


def test_attempts_that_begin_at_once_get_numbers_of_their_own_without_a_gap(
    stores: list[DynamoStore],
) -> None:
    for _, tracking_id in zip(range(ROUNDS), tracking_ids, strict=False):
        begun = all_at_once(partial(begin, store, tracking_id) for store in stores)

        assert sorted(execution.attempt for execution in begun) == list(range(1, RACERS + 1))
        newest_first = sorted(begun, key=lambda execution: -execution.attempt)
        assert stores[0].executions(tracking_id, limit=99) == newest_first


@pytest.mark.parametrize("apart_ms", [0, 1])
def test_of_two_ends_at_once_one_is_the_end_for_ever(
    stores: list[DynamoStore], apart_ms: int
) -> None:
    for _, tracking_id in zip(range(ROUNDS), tracking_ids, strict=False):
        running = begin(stores[0], tracking_id)
        ends = [
            replace(running, reason=reason, completed_at_ms=LONG_AGO_MS + number * apart_ms)
            for number, reason in enumerate([Reason.SUCCEEDED, Reason.TIMED_OUT])
        ]
        all_at_once(partial(store.finish, end) for store, end in zip(stores, ends, strict=False))

        (ended,) = stores[0].executions(tracking_id, limit=99)
        assert ended in ends
        for end in ends:
            stores[1].finish(end)
        assert stores[0].executions(tracking_id, limit=99) == [ended]


def test_attempts_that_record_at_once_keep_their_events_apart(stores: list[DynamoStore]) -> None:
    tracking_id = next(tracking_ids)

    def record(store: DynamoStore) -> Execution:
        execution = begin(store, tracking_id)
        for seq in range(1, 6):
            store.append(execution, seq, [f"{execution.attempt}.{seq}"])
        store.finish(replace(execution, reason=Reason.SUCCEEDED, completed_at_ms=LONG_AGO_MS + 1))
        return execution

    for execution in all_at_once(partial(record, store) for store in stores):
        events = list(stores[0].events(execution))
        assert events == [f"{execution.attempt}.{seq}" for seq in range(1, 6)]
