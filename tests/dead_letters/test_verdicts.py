"""Each message that the queue gives up gets one last word in the log, and rests where it is seen.

Rows M01, M04, M07 to M10, M15, M16, M21, M22, M23, M27, I14.
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from execution_log import Execution, Reason
from tests.clock import HandClock
from tests.dead_letters.world import HOUR_MS, TRACKING_ID, Intruder, World
from tests.processor.world import sqs_record
from tests.tables import LOG_TABLE

BODY = json.dumps({"tracking_id": TRACKING_ID, "company_name": "Acme Corp", "tier_level": "basic"})
NEVER_STARTED = (
    "Never started: the function did not run in 5 deliveries "
    "(throttled, or it crashed when it started)"
)


@pytest.fixture
def world(moto_aws: None, hand_clock: HandClock) -> World:
    return World(hand_clock)


def told(execution: Execution) -> tuple[Reason, str | None, str | None]:
    return execution.reason, execution.error, execution.error_code


def test_a_message_with_which_no_process_began_gets_an_execution_that_says_so(
    world: World,
) -> None:
    assert world.give_up(BODY) == []

    (found,) = world.executions()
    assert told(found) == (Reason.DEAD_LETTERED, NEVER_STARTED, "NEVER_STARTED")
    assert (found.attempt, found.company, found.tier) == (1, "Acme Corp", "basic")
    assert found.origin.message_id == "m-1"
    assert found.queued_at_ms == world.clock.now_ms - HOUR_MS
    assert (found.completed_at_ms, found.duration_ms) == (world.clock.now_ms, 0)
    assert found.retry_possible is False
    assert found.expires_at == world.clock.now_ms // 1000 + 7 * 86_400
    assert list(world.store.events(found)) == []


def test_the_message_itself_is_kept_whole_with_the_verdict(world: World) -> None:
    world.give_up(BODY, execution_id="exec_1", colour="red")

    assert world.letters() == [
        {
            "body": BODY,
            "reason": NEVER_STARTED,
            "error_code": "NEVER_STARTED",
            "tracking_id": TRACKING_ID,
            "original_message_id": "m-1",
            "execution_id": "exec_1",
            "colour": "red",
        }
    ]


@pytest.mark.parametrize(
    "body",
    [
        *("not JSON", " ", "[]", "null", "{}", "[" * 100_000, f'{{"n": {"9" * 5_000}}}'),
        *('{"tracking_id": 7}', '{"tracking_id": "a b"}', '{"tracking_id": "A\\n"}'),
        json.dumps({"tracking_id": "x" * 65}),
    ],
)
def test_a_message_without_a_usable_tracking_id_has_its_log_under_its_message_id(
    world: World, body: str
) -> None:
    assert world.give_up(body) == []

    (found,) = world.executions("message-m-1")
    assert found.error_code == "NEVER_STARTED"
    assert world.letters()[0]["tracking_id"] == "message-m-1"


def test_secrets_and_odd_characters_in_names_are_not_stored(world: World) -> None:
    secret = "AKIAIOSFODNN7EXAMPLE"
    fields = {"company_name": f"Acme {secret} \ud800", "tier_level": "x" * 500}
    world.give_up(json.dumps({"tracking_id": TRACKING_ID, **fields}))

    (found,) = world.executions()
    assert secret not in found.company
    assert len(found.tier) < 300


def test_a_failure_whose_next_try_never_came_is_given_up_with_what_went_wrong(
    world: World,
) -> None:
    failed = world.failed(next_try_at_ms=99)

    assert world.give_up(BODY) == []

    (found,) = world.executions()
    why = "Given up after 5 deliveries; the last failure: The model is busy"
    assert told(found) == (Reason.DEAD_LETTERED, why, "GAVE_UP")
    assert (found.next_try_at_ms, found.retry_possible) == (None, False)
    kept = ("execution_id", "started_at_ms", "completed_at_ms", "duration_ms", "failed_step")
    assert [getattr(found, name) for name in kept] == [getattr(failed, name) for name in kept]
    assert list(world.store.events(found)) == ['{"seq":1}']
    (letter,) = world.letters()
    assert (letter["reason"], letter["error_code"]) == (why, "GAVE_UP")


@pytest.mark.parametrize("stored_by_the_sweeper", [False, True])
def test_a_process_that_died_without_a_word_is_given_up(
    world: World, stored_by_the_sweeper: bool
) -> None:
    dead = world.attempt()
    if stored_by_the_sweeper:
        world.store.conclude(dead, killed(dead))

    assert world.give_up(BODY) == []

    (found,) = world.executions()
    assert told(found) == (
        Reason.DEAD_LETTERED,
        "Given up after 5 deliveries; the last failure: its process stopped without a word",
        "GAVE_UP",
    )
    assert (found.completed_at_ms, found.duration_ms) == (dead.deadline_at_ms, 600_000)


def killed(dead: Execution) -> Execution:
    return replace(dead, reason=Reason.KILLED, completed_at_ms=dead.deadline_at_ms)


@pytest.mark.parametrize("reason", [Reason.QUEUED, Reason.SEND_FAILED])
def test_what_somebody_asked_for_and_no_process_began_never_started(
    world: World, reason: Reason
) -> None:
    """Also if the sweeper thought that its message had not been sent."""
    queued = world.attempt(None, reason=reason, deadline_at_ms=None, requested_by="Ann")

    for _ in range(2):
        assert world.give_up(BODY, execution_id=queued.execution_id) == []

    (found,) = world.executions()
    assert told(found) == (Reason.DEAD_LETTERED, NEVER_STARTED, "NEVER_STARTED")
    assert (found.execution_id, found.requested_by) == (queued.execution_id, "Ann")
    assert found.origin.message_id == "m-1"


def test_an_attempt_that_is_alive_ends_itself(world: World) -> None:
    running = world.attempt(deadline_at_ms=world.clock.now_ms)

    assert world.give_up(BODY) == []

    assert world.executions() == [running]
    (letter,) = world.letters()
    assert letter["error_code"] == "GAVE_UP"
    assert letter["reason"] == "Given up after 5 deliveries, while it was being processed"


@pytest.mark.parametrize(
    ("fields", "reason", "error_code"),
    [
        (
            {"error": "no brief", "error_code": "MALFORMED_ANSWER", "retry_possible": False},
            *("no brief", "MALFORMED_ANSWER"),
        ),
        ({"reason": Reason.REJECTED, "error": "no company", "error_code": "E"}, "no company", "E"),
        ({"reason": Reason.CANCELLED, "error": None, "error_code": None}, "CANCELLED", "CANCELLED"),
        (
            {"reason": Reason.SUCCEEDED, "error": None, "error_code": None},
            *("It has been processed, but was delivered 5 times", "ALREADY_DONE"),
        ),
    ],
    ids=["failed for good", "rejected", "cancelled", "succeeded"],
)
def test_an_attempt_that_has_told_its_end_keeps_it(
    world: World, fields: dict[str, Any], reason: str, error_code: str
) -> None:
    ended = world.failed(next_try_at_ms=None, **fields)

    assert world.give_up(BODY) == []

    assert world.executions() == [ended]
    (letter,) = world.letters()
    assert (letter["reason"], letter["error_code"]) == (reason, error_code)


def test_attempts_for_other_messages_are_not_taken_for_the_messages_own(world: World) -> None:
    other = world.failed(message_id="m-0")

    assert world.give_up(BODY) == []

    newest, older = world.executions()
    assert (newest.attempt, newest.error_code) == (2, "NEVER_STARTED")
    assert older == other


def test_a_message_that_was_put_back_is_not_taken_for_what_it_was_sent_for_first(
    world: World,
) -> None:
    first = world.attempt(None, reason=Reason.QUEUED, deadline_at_ms=None)
    world.give_up(BODY, "m-1", execution_id=first.execution_id)
    world.give_up(BODY, "m-2", execution_id=first.execution_id)

    newest, older = world.executions()
    assert [one.origin.message_id for one in (newest, older)] == ["m-2", "m-1"]
    assert newest.execution_id != older.execution_id == first.execution_id


def test_an_older_attempt_of_the_message_gets_the_verdict_if_another_message_came_between(
    world: World,
) -> None:
    world.failed()
    other = world.attempt("m-2", execution_id="exec_2", reason=Reason.SUCCEEDED)

    assert world.give_up(BODY) == []

    newest, older = world.executions()
    assert newest == other
    assert (older.reason, older.error_code) == (Reason.DEAD_LETTERED, "GAVE_UP")


def test_a_message_that_the_processor_found_unreadable_is_found_under_its_message_id(
    world: World,
) -> None:
    """The processor refuses a field that occurs twice, and so sees no tracking id."""
    rejected = world.failed(
        tracking_id="message-m-1",
        reason=Reason.REJECTED,
        error="twice",
        error_code="INVALID_PROFILE",
    )

    assert world.give_up('{"tracking_id": "T1", "tracking_id": "T1"}') == []

    assert world.executions("message-m-1") == [rejected]
    assert world.executions("T1") == []
    assert world.letters()[0]["tracking_id"] == "message-m-1"


@pytest.mark.parametrize("waits", [False, True])
def test_an_attempt_for_another_message_that_lives_or_waits_stays_the_newest(
    world: World, waits: bool
) -> None:
    """The next delivery decides by it whether it may begin."""
    fields = {"reason": Reason.QUEUED} if waits else {"deadline_at_ms": world.clock.now_ms}
    other = world.attempt("m-2", **fields)

    assert world.give_up(BODY) == []

    why = f"{NEVER_STARTED}; another message has taken its place"
    assert world.executions() == [other]
    assert [(n.kind, n.message) for n in world.notes.notes(TRACKING_ID)] == [
        ("superseded_message", why)
    ]
    (letter,) = world.letters()
    assert (letter["reason"], letter["error_code"]) == (why, "NEVER_STARTED")


def test_success_for_a_newer_message_stays_the_newest(world: World) -> None:
    other = world.attempt("m-2", reason=Reason.SUCCEEDED)

    world.give_up(BODY)

    assert world.executions() == [other]


def test_success_for_an_older_message_does_not_hide_that_this_one_never_started(
    world: World,
) -> None:
    sent_before = world.clock.now_ms - 2 * HOUR_MS
    world.attempt("m-0", reason=Reason.SUCCEEDED, queued_at_ms=sent_before)

    world.give_up(BODY)

    assert world.executions()[0].error_code == "NEVER_STARTED"


def test_a_verdict_stays_the_same_however_often_the_message_comes_again(world: World) -> None:
    world.give_up(BODY)
    first = world.executions()
    world.clock.pass_ms(HOUR_MS)
    world.give_up(BODY)

    assert world.executions() == first
    assert [letter["reason"] for letter in world.letters()] == [NEVER_STARTED] * 2


def test_a_message_whose_way_to_the_dead_letter_queue_is_cut_comes_again(world: World) -> None:
    """A crash between verdict and forward looks the same."""
    world.sqs.delete_queue(QueueUrl=world.dead_letter_queue)

    assert world.give_up(BODY) == ["m-1"]

    (found,) = world.executions()
    world.sqs.create_queue(QueueName="dead-letters")
    assert world.give_up(BODY) == []
    assert world.executions() == [found]
    assert len(world.letters()) == 1


def test_a_message_that_can_not_be_judged_is_not_forwarded(world: World) -> None:
    world.dynamodb.delete_table(TableName=LOG_TABLE)

    assert world.give_up(BODY) == ["m-1"]
    assert world.letters() == []


def test_one_message_that_fails_does_not_touch_the_others(world: World) -> None:
    good = sqs_record("m-1", BODY, world.clock.now_ms)
    bad = {**sqs_record("m-2", BODY, 0), "attributes": {"SentTimestamp": "never"}}

    assert world.respond(bad, good) == ["m-2"]

    assert [letter["original_message_id"] for letter in world.letters()] == ["m-1"]


def test_an_event_that_is_not_from_a_queue_fails_loudly(world: World) -> None:
    with pytest.raises(Exception, match="SQS"):
        world.respond()


@pytest.fixture
def intruder(world: World) -> Intruder:
    """Writes between the look at the log and the verdict."""
    store = Intruder(LOG_TABLE, world.dynamodb, world.clock.clock)
    world.function = replace(world.function, judge=replace(world.function.judge, store=store))
    return store


def test_a_try_that_begins_meanwhile_is_left_to_end_itself(
    world: World, intruder: Intruder
) -> None:
    world.failed()
    intruder.meanwhile = lambda: world.attempt(
        execution_id="exec_2", deadline_at_ms=world.clock.now_ms
    )

    assert world.give_up(BODY) == []

    newest, _ = world.executions()
    assert newest.reason is Reason.RUNNING


def test_a_first_attempt_that_begins_meanwhile_is_left_to_end_itself(
    world: World, intruder: Intruder
) -> None:
    intruder.meanwhile = lambda: world.attempt(deadline_at_ms=world.clock.now_ms)

    assert world.give_up(BODY) == []

    (found,) = world.executions()
    assert found.reason is Reason.RUNNING


def test_an_end_that_is_told_meanwhile_counts(world: World, intruder: Intruder) -> None:
    dead = world.attempt()
    end = replace(dead, reason=Reason.SUCCEEDED, completed_at_ms=5, duration_ms=5)
    intruder.meanwhile = lambda: world.store.finish(end)

    assert world.give_up(BODY) == []

    assert world.executions() == [end]


def test_expired_attempts_that_are_not_deleted_yet_are_no_hindrance(world: World) -> None:
    world.failed(expires_at=world.clock.now_ms // 1000)

    assert world.give_up(BODY) == []

    (found,) = world.executions()
    assert (found.attempt, found.error_code) == (2, "NEVER_STARTED")
