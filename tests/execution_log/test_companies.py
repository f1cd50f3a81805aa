"""Executions of a company are found by what its name begins with, on DynamoDB and in memory."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from api.queries import Filter
from execution_log import DynamoStore, Execution, Reason, Status, Store, keys
from execution_log.items import header_item
from execution_log.lists import MOST_COMPANIES
from tests.clock import HandClock
from tests.execution_log.test_items import EXECUTION
from tests.execution_log.test_store import begin, ended
from tests.execution_log.test_versions import OLD_HEADER
from tests.tables import LOG_TABLE, make_log_table

SORT_KEY_BYTES = 1_024
"""https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html"""
COMPANIES = ("Acme Corp", "ACME GmbH", "Bolt & Nut", "acme corp")
HOSTILE = (
    "acme\x1fcorp",
    "acme\x1f",
    "\x00acme",
    "acme\x00",
    "acme\U0010ffff",
    "acme" + "\U0010ffff" * 300,
    "acme" + "ΐ" * 300,
    "acme" + "🚀" * 300,
    "acme \ud800 \udfff",
    "acme#2026-11-23T10:00:00.000Z#exec",
    "acme~",
)
anything = st.text(st.characters(exclude_categories=()), max_size=400)
any_case = st.sampled_from([str, str.upper, str.lower, str.swapcase, str.casefold])


def begun(
    store: Store, hand_clock: HandClock, count: int, companies: tuple[str, ...] = COMPANIES
) -> list[Execution]:
    """Of one company after the other, a millisecond apart; newest first."""
    executions: list[Execution] = []
    for number, company in enumerate(islice(cycle(companies), count)):
        executions.insert(0, begin(store, hand_clock, f"T{number}", company))
        hand_clock.pass_ms(1)
    return executions


def pages(store: Store, companies: list[str] | None, limit: int) -> Iterator[Execution]:
    before: str | None = None
    while True:
        page = store.recent(status=None, companies=companies, limit=limit, before=before)
        yield from page.executions
        before = page.next_position
        if before is None:
            return


def of(executions: list[Execution], beginning: str) -> list[Execution]:
    return [e for e in executions if e.company.casefold().startswith(beginning)]


@pytest.mark.parametrize(
    ("beginning", "names"),
    [
        ("acme", ["acme corp", "acme gmbh"]),
        ("ACME C", ["acme corp"]),
        ("acme corp", ["acme corp"]),
        ("acme corporation", []),
        ("b", ["bolt & nut"]),
        ("cme", []),
    ],
)
def test_companies_are_found_by_what_their_names_begin_with_in_any_case(
    store: Store, hand_clock: HandClock, beginning: str, names: list[str]
) -> None:
    begun(store, hand_clock, 12)

    assert store.companies(beginning) == names


def test_a_name_that_others_begin_with_is_told_from_them(
    store: Store, hand_clock: HandClock
) -> None:
    everything = begun(store, hand_clock, 12, ("Acme", "Acme Corp", "Acme\x01", "Acmeta"))

    assert store.companies("acme") == ["acme", "acme\x01", "acme corp", "acmeta"]
    found = store.recent(status=None, companies=["acme"], limit=9).executions
    assert found == [e for e in everything if e.company == "Acme"]


def test_nothing_given_stands_for_all_companies(store: Store, hand_clock: HandClock) -> None:
    begun(store, hand_clock, 4)

    assert store.companies("") is None


def test_companies_that_are_too_many_are_not_told_one_by_one(
    store: Store, hand_clock: HandClock
) -> None:
    names = tuple(f"Acme {number:02d}" for number in range(MOST_COMPANIES + 1))
    begun(store, hand_clock, len(names), names)

    assert store.companies("acme") is None
    assert store.companies("acme 0") == [name.casefold() for name in names[:10]]
    begin(store, hand_clock, "T", "Acne")
    assert store.companies("acn") == ["acne"]


def test_no_execution_is_of_no_company(store: Store, hand_clock: HandClock) -> None:
    begun(store, hand_clock, 4)

    page = store.recent(status=None, companies=[], limit=9)
    assert (page.executions, page.next_position) == ([], None)
    assert list(store.every(status=None, companies=[])) == []


@pytest.mark.parametrize("limit", [1, 4, 100])
def test_pages_of_companies_join_newest_first_without_gap_or_repeat(
    store: Store, hand_clock: HandClock, limit: int
) -> None:
    wanted = of(begun(store, hand_clock, 28), "acme")

    assert list(pages(store, store.companies("acme"), limit)) == wanted


def test_who_goes_on_without_the_companies_misses_nothing(
    store: Store, hand_clock: HandClock
) -> None:
    """As when they have become too many between one page and the next."""
    everything = begun(store, hand_clock, 20)
    first = store.recent(status=None, companies=store.companies("acme"), limit=3)

    rest = store.recent(status=None, limit=99, before=first.next_position).executions

    assert first.executions + of(rest, "acme") == of(everything, "acme")


def test_every_execution_of_companies_is_found_once_newest_first(
    store: Store, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("execution_log.lists.EVERY_ROWS", 2)
    wanted = of(begun(store, hand_clock, 28), "acme")

    assert list(store.every(status=None, companies=store.companies("acme"))) == wanted


def test_companies_can_be_bounded_in_time(store: Store, hand_clock: HandClock) -> None:
    begun(store, hand_clock, 4)
    hand_clock.pass_ms(60_000)
    wanted = begin(store, hand_clock, "WANTED")
    hand_clock.pass_ms(60_000)
    begin(store, hand_clock, "LATE")
    bounds = {"since": "2026-11-23T10:00:30", "before": "2026-11-23T10:01:30"}

    names = store.companies("acme")
    assert store.recent(status=None, companies=names, limit=9, **bounds).executions == [wanted]
    assert list(store.every(status=None, companies=names, **bounds)) == [wanted]


def test_a_company_is_found_with_all_attempts_as_they_ended(
    store: Store, hand_clock: HandClock
) -> None:
    older = begin(store, hand_clock)
    store.finish(ended(older, Reason.FAILED))
    hand_clock.pass_ms(9)
    newer = begin(store, hand_clock)
    store.finish(ended(newer))

    found = store.recent(status=Status.FAILED, companies=["acme corp"], limit=9).executions

    assert found == [ended(newer), ended(older, Reason.FAILED)]


def test_expired_executions_of_a_company_are_not_visible(
    store: Store, hand_clock: HandClock
) -> None:
    begun(store, hand_clock, 4)
    hand_clock.pass_ms(25 * 3600 * 1000)

    assert list(pages(store, ["acme corp"], 9)) == []
    assert list(store.every(status=None, companies=["acme corp"])) == []


def test_hostile_names_are_stored_and_found(store: Store, hand_clock: HandClock) -> None:
    begun(store, hand_clock, len(HOSTILE), HOSTILE)

    names = store.companies("acme")

    assert names == sorted({keys.company(name) for name in HOSTILE if name[0] == "a"})
    assert len(list(pages(store, names, 9))) == len(HOSTILE) - 1
    assert store.companies("\x00") == ["\x00acme"]


@given(name=anything, length=st.integers(0, 400), changed=any_case)
def test_what_the_filter_matches_lies_where_the_index_is_read(
    name: str, length: int, changed: Callable[[str], str]
) -> None:
    wanted = changed(name[:length])
    assume(Filter(company=wanted).matches(replace(EXECUTION, company=name)))

    assert keys.company(name).startswith(keys.company(wanted))


@given(name=anything)
def test_any_name_fits_into_the_key_of_an_index(name: str) -> None:
    item = header_item(replace(EXECUTION, company=name * 3))
    if not name:
        assert keys.COMPANY_POSITION not in item
        return

    key = item[keys.COMPANY_POSITION]["S"]

    assert len(key.encode()) <= SORT_KEY_BYTES
    company, _, position = key.partition(keys.COMPANY_END)
    assert position == item[keys.POSITION]["S"]
    assert key < company + keys.COMPANY_LAST


def test_a_header_that_no_company_index_knew_is_found_once_it_has_ended(
    hand_clock: HandClock, moto_aws: None
) -> None:
    client = make_log_table()
    old = OLD_HEADER | {
        "final_status": {"S": "in_progress"},
        "reason": {"S": "RUNNING"},
        "expires_at": {"N": str(hand_clock.now_ms)},
    }
    del old["completed_at_ms"]
    client.put_item(TableName=LOG_TABLE, Item=old)
    table = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    (running,) = table.executions("60B3RNTB", limit=1)

    assert table.companies(running.company) == []
    table.finish(ended(running))

    assert table.companies(running.company) == [running.company.casefold()]


def test_too_many_companies_are_noticed_in_one_shard(hand_clock: HandClock, moto_aws: None) -> None:
    client = make_log_table()
    table = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    shards = (number for number in range(1_000) if keys.shard(f"T{number}") == 0)
    for number in islice(shards, MOST_COMPANIES + 4):
        begin(table, hand_clock, f"T{number}", f"Acme {number}")
    asked: list[object] = []
    client.meta.events.register("before-call.dynamodb.Query", lambda **_: asked.append(1))

    assert table.companies("acme") is None
    assert len(asked) == MOST_COMPANIES + 1


def test_how_much_is_asked_depends_on_the_companies_alone(
    hand_clock: HandClock, moto_aws: None
) -> None:
    client = make_log_table()
    table = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    begun(table, hand_clock, 40, ("Acme Corp", "Acme GmbH", *["Bolt & Nut"] * 6))
    asked: list[object] = []
    client.meta.events.register("before-call.dynamodb.Query", lambda **_: asked.append(1))

    names = table.companies("acme")
    found_by = len(asked)
    table.recent(status=None, companies=names, limit=25)

    assert found_by <= (2 + 1) * keys.SHARDS
    assert len(asked) - found_by == 2 * keys.SHARDS
