"""Notes on a tracking id."""

import boto3
import pytest

from execution_log import DynamoStore, Recorder, StoreUnavailable
from execution_log.notes import NOTES_LIMIT, Note, Notes
from tests.clock import HandClock
from tests.tables import LOG_TABLE, make_log_table


@pytest.fixture
def notes(moto_aws: None, hand_clock: HandClock) -> Notes:
    return Notes(LOG_TABLE, make_log_table(), retention_days=7, clock=hand_clock.clock)


def test_notes_come_oldest_first_each_with_its_time(notes: Notes, hand_clock: HandClock) -> None:
    begin = hand_clock.now_ms
    notes.note("T1", "duplicate_delivery", "The message came twice")
    hand_clock.pass_ms(1)
    notes.note("T1", "put_back", "Put back into the queue", "ada")
    notes.note("T2", "put_back", "Of another one", "ada")

    assert notes.notes("T1") == [
        Note("duplicate_delivery", begin, "The message came twice", None),
        Note("put_back", begin + 1, "Put back into the queue", "ada"),
    ]


def test_notes_of_the_same_millisecond_are_all_kept(notes: Notes) -> None:
    for number in range(5):
        notes.note("T1", "put_back", str(number))

    assert sorted(note.message for note in notes.notes("T1")) == ["0", "1", "2", "3", "4"]


def test_only_the_newest_hundred_are_read(notes: Notes, hand_clock: HandClock) -> None:
    for number in range(NOTES_LIMIT + 3):
        notes.note("T1", "duplicate_delivery", str(number))
        hand_clock.pass_ms(1)

    found = notes.notes("T1")
    assert (len(found), found[0].message, found[-1].message) == (100, "3", "102")


def test_a_note_is_forgotten_when_a_log_begun_then_is(notes: Notes, hand_clock: HandClock) -> None:
    notes.note("T1", "put_back", "Put back")

    hand_clock.pass_ms(7 * 24 * 3600 * 1000)

    assert notes.notes("T1") == []
    (item,) = boto3.client("dynamodb").scan(TableName=LOG_TABLE)["Items"]
    assert item["expires_at"]["N"] == str(hand_clock.now_ms // 1000)


def test_a_note_holds_no_secret_no_odd_character_and_no_endless_text(notes: Notes) -> None:
    notes.note("T1", "discarded", "password=hunter2-Zq8vT4xW9y \ud800" + "x" * 10_000, "ada\ud800")

    (note,) = notes.notes("T1")
    assert note.message.startswith("password=[redacted: password] ?x")
    assert len(note.message) < 5_000
    assert note.by == "ada?"


def test_notes_leave_executions_and_events_alone(notes: Notes, hand_clock: HandClock) -> None:
    notes.note("T1", "put_back", "Put back")
    store = DynamoStore(LOG_TABLE, boto3.client("dynamodb"), hand_clock.clock)
    with Recorder(store, clock=hand_clock.clock).execution("T1") as log:
        log.completed("initialization", "Started")
    notes.note("T1", "put_back", "Put back")

    (execution,) = store.executions("T1", limit=10)
    assert len(list(store.events(execution))) == 1
    assert len(store.recent(status=None, limit=10).executions) == 1


def test_a_table_that_is_gone_is_told_as_unavailable(moto_aws: None, hand_clock: HandClock) -> None:
    notes = Notes("nowhere", boto3.client("dynamodb"), clock=hand_clock.clock)
    with pytest.raises(StoreUnavailable):
        notes.note("T1", "put_back", "Put back")
    with pytest.raises(StoreUnavailable):
        notes.notes("T1")
