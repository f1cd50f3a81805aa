"""Cursors are taken back only as they were handed out. Row H09."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.audit import Action, Deed
from api.cursors import DAY_S, KEY_BYTES, TTL_ATTRIBUTE, VALID_S, Cursors, DailyKeys
from api.errors import BadCursor
from execution_log import Recorder
from tests.api.administration import World
from tests.api.http import VIEWER, Answer, Client
from tests.clock import HandClock
from tests.tables import CURSOR_KEYS_TABLE

LIST = "/api/execution-logs"
AUDIT = "/api/audit"
POSITION = "2026-11-23T10:00:00.000Z#exec_1795428000000_abcdefghi"
QUESTION = "which list, which filter, who asks"


@pytest.fixture
def cursors(hand_clock: HandClock) -> Cursors:
    return Cursors(lambda day: f"key of day {day}".encode(), hand_clock.clock)


@pytest.fixture
def three(recorder: Recorder, hand_clock: HandClock) -> None:
    for number in range(3):
        with recorder.execution(f"T{number}", company="Acme Corp", tier="basic") as log:
            log.completed("initialization", "Started")
        hand_clock.pass_ms(1000)


def cursor_of(client: Client, **query: str) -> str:
    cursor = client.get(LIST, limit="1", **query).data["next_cursor"]
    assert isinstance(cursor, str)
    return cursor


def assert_refused(answer: Answer, *, because: str) -> None:
    assert answer.status == 400
    assert answer.body["code"] == "bad_cursor"
    assert answer.body["error"].startswith(f"cursor {because}")
    assert answer.body["error"].endswith("begin again without it")


def test_a_cursor_leads_to_the_position_it_was_made_for(cursors: Cursors) -> None:
    cursor = cursors.cursor(POSITION, QUESTION)

    assert cursors.position(cursor, QUESTION) == POSITION
    assert cursors.cursor(None, QUESTION) is None
    assert cursors.position(None, QUESTION) is None


def changed(cursor: str) -> dict[str, str]:
    other = {"A": "B"}
    return {
        "empty": "",
        "cut": cursor[:-1],
        "cut to nothing": cursor[:8],
        "longer": f"{cursor}A",
        "padded": f"{cursor}=",
        "another alphabet": "!!!",
        "not ASCII": "ä" * 40,
        "huge": "a" * 10_000,
        "begun otherwise": other.get(cursor[0], "A") + cursor[1:],
        "ended otherwise": cursor[:-1] + other.get(cursor[-1], "A"),
    }


@pytest.mark.parametrize("how", changed("AAAA"))
@pytest.mark.parametrize("path", [LIST, AUDIT])
def test_a_cursor_that_was_changed_is_refused(
    client: Client, three: None, how: str, path: str
) -> None:
    cursor = changed(cursor_of(client))[how]

    answer = client.get(path, cursor=cursor)

    assert answer.status == 400
    assert answer.body["code"] == "bad_cursor"


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_bit_of_a_cursor_can_be_changed(byte: int, bit: int) -> None:
    cursors = Cursors(lambda _: b"a key", HandClock().clock)
    cursor = (cursors.cursor(POSITION, QUESTION) or "").encode()
    at = byte % len(cursor)
    flipped = cursor[:at] + bytes([cursor[at] ^ (1 << bit)]) + cursor[at + 1 :]

    with pytest.raises(BadCursor):
        cursors.position(flipped.decode("latin-1"), QUESTION)


@given(st.text())
def test_no_text_is_a_cursor_but_those_handed_out(text: str) -> None:
    cursors = Cursors(lambda _: b"a key", HandClock().clock)

    with pytest.raises(BadCursor):
        cursors.position(text, QUESTION)


def test_a_cursor_sealed_with_another_key_is_refused(
    cursors: Cursors, hand_clock: HandClock
) -> None:
    forged = Cursors(lambda _: b"guessed", hand_clock.clock).cursor(POSITION, QUESTION)

    with pytest.raises(BadCursor, match="not made here"):
        cursors.position(forged, QUESTION)


@pytest.mark.parametrize(
    "other",
    [{}, {"status": "failed"}, {"company": "acme"}, {"status": "completed", "tier": "basic"}],
)
def test_a_cursor_of_another_filter_is_refused(
    client: Client, three: None, other: dict[str, str]
) -> None:
    cursor = cursor_of(client, status="completed")

    assert_refused(client.get(LIST, cursor=cursor, **other), because="belongs to another list")
    assert client.get(LIST, cursor=cursor, status="completed", limit="2").status == 200


def test_a_cursor_of_another_list_is_refused(client: Client, three: None) -> None:
    assert_refused(client.get(AUDIT, cursor=cursor_of(client)), because="belongs to another list")


def test_a_cursor_of_another_person_is_refused(client: Client, three: None) -> None:
    cursor = cursor_of(client)
    client.claims = VIEWER

    assert_refused(client.get(LIST, cursor=cursor), because="belongs to another list")


def test_a_cursor_is_taken_back_for_a_day(
    client: Client, three: None, hand_clock: HandClock
) -> None:
    cursor = cursor_of(client)

    hand_clock.pass_ms(VALID_S * 1000)
    assert client.get(LIST, cursor=cursor).status == 200
    hand_clock.pass_ms(1000)
    assert_refused(client.get(LIST, cursor=cursor), because="is older than a day")


@pytest.mark.parametrize(("ahead_ms", "taken"), [(59_000, True), (61_000, False)])
def test_a_cursor_from_a_clock_that_is_a_little_ahead_is_taken_back(
    cursors: Cursors, hand_clock: HandClock, ahead_ms: int, taken: bool
) -> None:
    hand_clock.pass_ms(ahead_ms)
    cursor = cursors.cursor(POSITION, QUESTION)
    hand_clock.pass_ms(-ahead_ms)

    if taken:
        assert cursors.position(cursor, QUESTION) == POSITION
    else:
        with pytest.raises(BadCursor):
            cursors.position(cursor, QUESTION)


def test_the_audit_log_goes_on_where_its_cursor_says(world: World, admin: Client) -> None:
    for number in range(3):
        world.admin.audit.record(Deed(who="ada", action=Action.CANCEL, tracking_id=f"T{number}"))
    first = admin.get(AUDIT, limit="2").data

    second = admin.get(AUDIT, limit="2", cursor=first["next_cursor"]).data

    shown = [entry["tracking_id"] for entry in first["entries"] + second["entries"]]
    assert sorted(shown) == ["T0", "T1", "T2"]


@pytest.fixture
def instance(world: World) -> Callable[[], DailyKeys]:
    return lambda: DailyKeys(CURSOR_KEYS_TABLE, world.dynamodb)


def test_all_instances_of_the_function_seal_with_the_same_key(
    instance: Callable[[], DailyKeys],
) -> None:
    keys = {instance().key(20_000) for _ in range(5)}

    (key,) = keys
    assert len(key) == KEY_BYTES


def test_every_day_has_a_key_of_its_own_that_no_one_can_foretell(
    instance: Callable[[], DailyKeys],
) -> None:
    assert len({instance().key(day) for day in range(10)}) == 10


def test_a_key_is_asked_for_once_a_day_by_each_instance(
    world: World, instance: Callable[[], DailyKeys]
) -> None:
    calls = world.count_calls("UpdateItem")
    keys = instance()

    for _ in range(5):
        keys.key(20_000)

    assert len(calls) == 1


def test_a_key_is_kept_as_long_as_a_cursor_may_need_it_and_no_longer(
    world: World, instance: Callable[[], DailyKeys]
) -> None:
    instance().key(20_000)

    (item,) = world.dynamodb.scan(TableName=CURSOR_KEYS_TABLE)["Items"]
    last_use = 20_001 * DAY_S + VALID_S
    assert last_use <= int(item[TTL_ATTRIBUTE]["N"]) <= last_use + 3600


def test_without_its_key_a_list_can_not_go_on_and_says_when_to_ask_again(
    world: World, admin: Client
) -> None:
    for number in range(2):
        world.admin.audit.record(Deed(who="ada", action=Action.CANCEL, tracking_id=f"T{number}"))
    world.dynamodb.delete_table(TableName=CURSOR_KEYS_TABLE)

    assert admin.get(AUDIT, limit="1").status == 503
    assert admin.get(AUDIT).status == 200
