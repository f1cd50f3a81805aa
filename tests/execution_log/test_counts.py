"""Counting says what reading would: the same tests run on DynamoDB (moto) and in memory."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from execution_log import DynamoStore, Execution, Origin, Reason, Status, Store, counts, keys
from execution_log.clock import timestamp
from execution_log.counts import Count, DynamoCounts, ExecutionCounts
from execution_log.lifecycle import GRACE_MS, UNSENT_MS, settled
from execution_log.testing import MemoryStore
from tests.clock import HandClock
from tests.tables import LOG_TABLE, make_log_table

STATUSES = (Status.COMPLETED, Status.FAILED, Status.IN_PROGRESS)
HOUR_MS = 3_600_000

Both = tuple[Store, ExecutionCounts]


@pytest.fixture(params=["dynamo", "memory"])
def both(request: pytest.FixtureRequest, hand_clock: HandClock, moto_aws: None) -> Both:
    if request.param == "memory":
        memory = MemoryStore(hand_clock.clock)
        return memory, memory
    client = make_log_table()
    return (
        DynamoStore(LOG_TABLE, client, hand_clock.clock),
        DynamoCounts(LOG_TABLE, client, hand_clock.clock),
    )


def kinds(now_ms: int) -> dict[str, dict[str, Any]]:
    """Each way in which an execution can stand, on both sides of each limit."""
    running, queued = {"reason": Reason.RUNNING}, {"reason": Reason.QUEUED}
    unsent = now_ms - UNSENT_MS
    return {
        "succeeded": {"reason": Reason.SUCCEEDED},
        **{r.value: {"reason": r} for r in Reason if r.status is Status.FAILED},
        "running without a deadline": running,
        "running": {**running, "deadline_at_ms": now_ms},
        "at the end of its grace": {**running, "deadline_at_ms": now_ms - GRACE_MS},
        "killed": {**running, "deadline_at_ms": now_ms - GRACE_MS - 1},
        "queued now": {**queued, "queued_at_ms": now_ms},
        "hardly unsent": {**queued, "queued_at_ms": unsent},
        "unsent": {**queued, "queued_at_ms": unsent - 1},
        "unsent by its begin": {**queued, "started_at_ms": unsent - 1},
        "hardly unsent by its begin": {**queued, "started_at_ms": unsent},
        "sent": {**queued, "queued_at_ms": 1, "origin": Origin(message_id="m-1")},
        "expired": {"reason": Reason.SUCCEEDED, "expires_at": now_ms // 1000},
        "expired while it ran": {**running, "expires_at": now_ms // 1000},
        "nearly expired": {"reason": Reason.FAILED, "expires_at": now_ms // 1000 + 1},
    }


def begin_all(store: Store, now_ms: int) -> list[Execution]:
    return [
        begin(store, now_ms, f"T{number}", **fields)
        for number, fields in enumerate(kinds(now_ms).values())
    ]


def begin(store: Store, now_ms: int, tracking_id: str, **fields: Any) -> Execution:
    execution = Execution(
        tracking_id=tracking_id,
        execution_id=f"exec_{now_ms}_{tracking_id.lower()}",
        attempt=0,
        company="Acme Corp",
        tier="basic",
        started_at_ms=now_ms - 1000,
        expires_at=now_ms // 1000 + 7 * 24 * 3600,
    )
    return store.begin(replace(execution, **fields))


@pytest.mark.parametrize("kind", kinds(HandClock().now_ms))
def test_each_execution_counts_as_what_it_is_to_a_reader(
    both: Both, hand_clock: HandClock, kind: str
) -> None:
    store, counted = both
    now_ms = hand_clock.now_ms
    execution = begin(store, now_ms, "T1", **kinds(now_ms)[kind])
    seen = [] if kind.startswith("expired") else [settled(execution, now_ms)]

    by_status = counted.by_status(STATUSES)

    assert {s: c.count for s, c in by_status.items()} == {
        status: sum(e.status is status for e in seen) for status in STATUSES
    }
    assert counted.running().count == sum(e.reason is Reason.RUNNING for e in seen)
    assert all(count.exact for count in by_status.values())


def test_all_shards_are_counted(both: Both, hand_clock: HandClock) -> None:
    store, counted = both
    begun = begin_all(store, hand_clock.now_ms)
    assert {keys.shard(e.tracking_id) for e in begun} == set(range(keys.SHARDS))
    listed = store.recent(status=None, limit=100).executions
    read = Counter(settled(e, hand_clock.now_ms).status for e in listed)

    found = counted.by_status(STATUSES)

    assert {status: count.count for status, count in found.items()} == read


def test_only_the_wanted_time_is_counted(both: Both, hand_clock: HandClock) -> None:
    store, counted = both
    begun_at = hand_clock.now_ms
    for number in range(5):
        started = begun_at + number * HOUR_MS
        begin(store, begun_at, f"T{number}", reason=Reason.FAILED, started_at_ms=started)

    found = counted.by_status(
        [Status.FAILED],
        since=timestamp(begun_at + HOUR_MS),
        before=timestamp(begun_at + 3 * HOUR_MS),
    )

    assert found == {Status.FAILED: Count(2)}


@pytest.mark.parametrize(("pages", "exact"), [(1, False), (3, True)])
def test_work_is_bounded_and_the_count_says_so(
    moto_aws: None,
    hand_clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
    pages: int,
    exact: bool,
) -> None:
    client = make_log_table()
    store = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    for number in range(2):
        begin(store, hand_clock.now_ms, "T1", execution_id=f"exec_{number}_a")
    monkeypatch.setattr(counts, "PAGES", pages)
    asked = pages_of_one_row(client)

    found = DynamoCounts(LOG_TABLE, client, hand_clock.clock).running()

    assert found == Count(2 if exact else 1, exact=exact)
    assert len(asked) < keys.SHARDS + pages


def pages_of_one_row(client: Any) -> list[Any]:
    """From now on an index entry fills a page, as 1 MB of them does; returns the questions."""
    asked: list[Any] = []

    def limit(params: dict[str, Any], **_: Any) -> None:
        asked.append(params)
        params["Limit"] = 1

    client.meta.events.register("provide-client-params.dynamodb.Query", limit)
    return asked


def test_no_row_is_sent_to_be_counted(moto_aws: None, hand_clock: HandClock) -> None:
    client = make_log_table()
    asked: list[Any] = []
    client.meta.events.register(
        "provide-client-params.dynamodb.Query", lambda params, **_: asked.append(params)
    )

    DynamoCounts(LOG_TABLE, client, hand_clock.clock).by_status(STATUSES)

    assert {(params["Select"], params["IndexName"]) for params in asked} == {("COUNT", "by_status")}
