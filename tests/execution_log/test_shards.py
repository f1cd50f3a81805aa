"""Lists are read from shards: whatever lies in which, nothing is left out or told twice."""

import pytest

from execution_log import DynamoStore, Execution, Status, keys
from tests.clock import HandClock
from tests.execution_log.test_store import begin, ended
from tests.tables import LOG_TABLE, make_log_table


@pytest.fixture
def store(hand_clock: HandClock, moto_aws: None) -> DynamoStore:
    return DynamoStore(LOG_TABLE, make_log_table(), hand_clock.clock)


def begun(store: DynamoStore, hand_clock: HandClock, tracking_ids: list[str]) -> list[Execution]:
    """One after the other, a millisecond apart."""
    executions = []
    for tracking_id in tracking_ids:
        executions.append(begin(store, hand_clock, tracking_id))
        hand_clock.pass_ms(1)
    return executions


def everything(store: DynamoStore, limit: int) -> list[Execution]:
    """All pages, newest first."""
    page = store.recent(status=None, limit=limit)
    seen = page.executions
    while page.next_position:
        page = store.recent(status=None, limit=limit, before=page.next_position)
        assert page.executions
        seen += page.executions
    return seen


def in_shard(number: int) -> list[str]:
    return [f"T{n}" for n in range(400) if keys.shard(f"T{n}") == number]


@pytest.mark.parametrize("limit", [1, 2, 7, 25, 100])
def test_executions_that_lie_in_one_shard_come_in_short_pages_that_join(
    store: DynamoStore, hand_clock: HandClock, limit: int
) -> None:
    executions = begun(store, hand_clock, in_shard(3)[:40])

    assert everything(store, limit) == executions[::-1]


def test_a_shard_that_is_fuller_than_others_does_not_hide_their_executions(
    store: DynamoStore, hand_clock: HandClock
) -> None:
    full, other = in_shard(3), in_shard(5)
    executions = begun(store, hand_clock, [*full[:20], *other[:2], *full[20:40], *other[2:5]])

    assert everything(store, 10) == executions[::-1]
    oldest = store.oldest(status=Status.IN_PROGRESS, limit=10)
    after = store.oldest(status=Status.IN_PROGRESS, limit=90, after=oldest.next_position)
    assert (oldest.executions + after.executions)[:25] == executions[:25]


def test_more_shards_lose_nothing_and_repeat_nothing(
    store: DynamoStore, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = begun(store, hand_clock, [f"T{n}" for n in range(20)])
    monkeypatch.setattr(keys, "SHARDS", 2 * keys.SHARDS)
    store.finish(ended(before[0]))
    after = begun(store, hand_clock, [f"NEW{n}" for n in range(20)])

    found = everything(store, 25)

    assert found == [*after[::-1], *before[:0:-1], ended(before[0])]
    assert max(keys.shard(e.tracking_id) for e in after) >= keys.SHARDS // 2


def test_fewer_shards_hide_what_lies_in_those_no_longer_read(
    store: DynamoStore, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why keys.SHARDS may only grow while rows live."""
    executions = begun(store, hand_clock, [f"T{n}" for n in range(20)])
    read = {e.tracking_id for e in executions if keys.shard(e.tracking_id) < keys.SHARDS // 2}
    monkeypatch.setattr(keys, "SHARDS", keys.SHARDS // 2)

    assert {e.tracking_id for e in everything(store, 25)} == read
    assert store.executions("T1", limit=1) == [executions[1]]
