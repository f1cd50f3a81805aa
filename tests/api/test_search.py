"""Looking through executions within bounds."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from api.queries import Filter
from api.search import Search
from execution_log import Reason, Status
from execution_log.lifecycle import GRACE_MS
from execution_log.testing import MemoryStore
from tests.api.executions import STARTED, begin, begin_many, begun_at
from tests.clock import HandClock


def always() -> bool:
    return True


@pytest.fixture
def search(store: MemoryStore, hand_clock: HandClock) -> Callable[..., Search]:
    def make(wanted: Filter = Filter(), most: int = 100, **more: Any) -> Search:  # noqa: B008
        more = {"until": None, "may_go_on": always, **more}
        return Search(store, hand_clock.clock, wanted, most=most, **more)

    return make


def found(search: Search) -> list[str]:
    return [execution.tracking_id for execution in search]


def test_all_there_is_is_found_newest_first(
    store: MemoryStore, search: Callable[..., Search]
) -> None:
    wanted = begin_many(store, 30)
    everything = search()

    assert found(everything) == wanted
    assert (everything.has_ended, everything.searched_until) == (True, None)
    assert (everything.found, everything.looked_at) == (30, 30)


def test_only_matches_are_found(store: MemoryStore, search: Callable[..., Search]) -> None:
    begin_many(store, 5)
    begin(store, "OTHER", STARTED, tier="other")
    others = search(Filter(tier="OTHER"))

    assert found(others) == ["OTHER"]
    assert (others.found, others.looked_at, others.has_ended) == (1, 6, True)


def test_only_a_company_is_looked_at_for_what_is_wanted_of_it(
    store: MemoryStore, search: Callable[..., Search]
) -> None:
    begin_many(store, 5)
    begin(store, "OTHER", STARTED, company="Other")
    others = search(Filter(company="oth", status=Status.IN_PROGRESS))

    assert found(others) == ["OTHER"]
    assert (others.found, others.looked_at, others.has_ended) == (1, 1, True)


def test_it_ends_when_it_knows_of_more_than_wanted(
    store: MemoryStore, search: Callable[..., Search]
) -> None:
    begin_many(store, 11)
    some = search(most=10)

    assert len(found(some)) == 10
    assert not some.has_ended


def test_exactly_as_many_as_wanted_are_all(
    store: MemoryStore, search: Callable[..., Search]
) -> None:
    begin_many(store, 10)
    everything = search(most=10)

    assert len(found(everything)) == 10
    assert everything.has_ended


def test_it_ends_when_it_may_not_go_on(store: MemoryStore, search: Callable[..., Search]) -> None:
    begin_many(store, 9)
    asked = itertools.count()
    some = search(may_go_on=lambda: next(asked) < 4)

    assert found(some) == ["T0008", "T0007", "T0006", "T0005"]
    assert not some.has_ended


@pytest.mark.parametrize("most", [1, 4, 9])
def test_who_goes_on_from_where_it_ended_misses_nothing(
    store: MemoryStore, search: Callable[..., Search], most: int
) -> None:
    everything = begin_many(store, 10)
    begin(store, "TWIN", STARTED + 5000)
    first = search(most=most)
    seen = found(first)

    rest = found(search(until=first.searched_until))

    assert {*seen, *rest} == {*everything, "TWIN"}


def test_a_time_range_bounds_both_ends(store: MemoryStore, search: Callable[..., Search]) -> None:
    begin_many(store, 10)

    assert found(search(Filter(since=begun_at(3)), until=begun_at(5))) == ["T0004", "T0003"]


def test_an_overdue_execution_is_found_as_the_list_shows_it(
    store: MemoryStore, search: Callable[..., Search], hand_clock: HandClock
) -> None:
    begin(store, "LATE", STARTED, deadline_at_ms=hand_clock.now_ms - GRACE_MS - 1)

    (execution,) = search(Filter(reason=Reason.KILLED))

    assert execution.status is Status.FAILED
