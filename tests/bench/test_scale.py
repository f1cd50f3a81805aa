"""What docs/scale.md rests on: the work of a page, an execution's writes, the heat of a shard."""

from itertools import islice
from pathlib import Path
from typing import Any, cast

import pytest

from api.parameters import wanted
from api.queries import Found, TableSearch
from bench.faked_table import FakedTable, Work
from bench.meter import TABLE
from bench.rows import START_MS, execution
from bench.scale import BURST, COUNTS, PAGES, PARTITION_UNITS, SECONDS, hottest
from bench.stories import WORST, Story, stories
from execution_log import DynamoStore, keys
from execution_log.items import as_listed
from tests.clock import HandClock

DOCUMENT = Path(__file__).parents[2] / "docs" / "scale.md"
ENOUGH_ROWS = COUNTS[1:]
"""With more than these, a page has all the rows to read that it may."""


def page(count: int, query: dict[str, str], limit: int = 25) -> tuple[Found, Work]:
    """The newest page of so many executions, and the work it was."""
    table, clock = FakedTable(count), HandClock(START_MS + count).clock
    search = TableSearch(DynamoStore("log", cast(Any, table), clock), clock)
    return search.recent(wanted(query), limit=limit, before=None), table.work


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_the_same_work_of_ten_thousand_and_of_ten_million_executions(kind: str) -> None:
    work = [page(count, PAGES[kind])[1] for count in ENOUGH_ROWS]

    assert {(one.requests, one.rows, one.read_units) for one in work} == {
        (work[0].requests, work[0].rows, work[0].read_units)
    }


@pytest.mark.parametrize("kind", [kind for kind in PAGES if "company" not in PAGES[kind]])
def test_the_work_of_a_page_is_bounded(kind: str) -> None:
    found, work = page(COUNTS[-1], PAGES[kind])

    reads = 1 if len(found.executions) == 25 else 4
    assert work.requests == reads * keys.SHARDS
    assert work.rows <= (100 if reads == 1 else 2_200)
    assert found.position is not None


def test_a_company_is_found_at_once_however_many_others_came_after_it() -> None:
    found, work = page(COUNTS[-1], {"company": "OLD"})

    assert (found.executions, found.position) == ([as_listed(execution(0))], None)
    assert work.requests <= 3 * keys.SHARDS
    assert work.rows <= 2 * keys.SHARDS


def test_a_company_is_shown_newest_first_over_several_names() -> None:
    found, work = page(COUNTS[-1], {"company": "a"})

    numbers = (n for n in range(COUNTS[-1] - 1, 0, -1) if n % 5 in {0, 4} and n % 10_000 != 5_000)
    assert found.executions == [as_listed(execution(n)) for n in islice(numbers, 25)]
    assert work.requests <= 5 * keys.SHARDS


def test_a_page_of_ten_million_shows_the_newest() -> None:
    found, _ = page(10_000_000, {})

    newest = range(9_999_999, 9_999_974, -1)
    assert found.executions == [as_listed(execution(number)) for number in newest]


def test_a_page_of_failed_ones_skips_all_others() -> None:
    found, _ = page(1_000_000, {"status": "failed"})

    numbers = range(999_907, 997_407, -100)
    assert [e.tracking_id for e in found.executions] == [f"J{n:09d}" for n in numbers]


@pytest.fixture(scope="module")
def told() -> dict[str, Story]:
    """The module's own credentials: made up for each test, they come too late for it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ACCESS_KEY_ID", "testing")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        return {story.name: story for story in stories()}


@pytest.mark.parametrize(
    ("name", "indexes"),
    [
        ("completes", 7),
        ("completes, slow steps", 7),
        ("fails", 7),
        ("fails the 3rd time, long error", 13),
    ],
)
def test_an_execution_costs_the_indexes_as_many_write_units_as_documented(
    told: dict[str, Story], name: str, indexes: int
) -> None:
    """The table's depend on how many events come within one write."""
    assert told[name].indexes == indexes
    assert told[name].whole[TABLE] >= 2


def test_no_partition_is_hot_at_a_thousand_executions_a_second(told: dict[str, Story]) -> None:
    """Not even in a burst, or when each is a third try that fails."""
    for story in told.values():
        assert hottest(story, [1_000] * 8) < 0.6 * PARTITION_UNITS
    assert hottest(told["completes"], [1_000, BURST * 1_000]) < 0.9 * PARTITION_UNITS


def test_each_shard_added_takes_its_part_of_the_heat(
    told: dict[str, Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "SHARDS", 32)

    assert hottest(told["completes"], [10_000] * 3) < PARTITION_UNITS


def test_the_document_tells_the_heat_and_the_work_as_they_are(told: dict[str, Story]) -> None:
    steady, rate = [1_000] * SECONDS, 1_000
    heat = [
        hottest(told["completes"], steady),
        hottest(told["completes"], [*steady, BURST * rate]),
        hottest(told[WORST], steady),
    ]
    bold = [" | ".join(f"**{number}**" for number in heat)]
    for kind in ("any", "1 in 10,000", "a company, 1 in 5", "the oldest's company"):
        work = page(COUNTS[-1], PAGES[kind])[1]
        units = f"{work.read_units:.0f}"
        bold.append(f"**{work.requests}** | **{work.rows:,}** | **{units}**")

    document = DOCUMENT.read_text()
    assert [numbers for numbers in bold if numbers not in document] == []
