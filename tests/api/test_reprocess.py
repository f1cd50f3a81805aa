"""POST /api/execution-logs/{tracking_id}/reprocess.

Rows H17 to H24.
"""

import json
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from execution_log import Execution, Reason, Recorder
from execution_log.lifecycle import GRACE_MS, UNSENT_MS
from processor.message import parse_profile
from processor.profiles import Profiles
from tests.api.administration import World
from tests.api.http import Answer, Client
from tests.clock import HandClock
from tests.tables import PROFILES_TABLE

LOG = "/api/execution-logs/ACME-1"
PATH = f"{LOG}/reprocess"
PROFILE = {"tracking_id": "ACME-1", "company_name": "Acme", "tier_level": "basic", "goals": [1]}
LEASE_MS = 600_000


@pytest.fixture
def recorder(world: World, hand_clock: HandClock) -> Recorder:
    return Recorder(world.store, clock=hand_clock.clock)


@pytest.fixture
def stored(world: World) -> None:
    Profiles(PROFILES_TABLE, world.dynamodb).start(parse_profile(json.dumps(PROFILE)), "exec_1_a")


@pytest.fixture
def failed(recorder: Recorder, stored: None) -> None:
    with pytest.raises(RuntimeError):
        with recorder.execution("ACME-1", company="Acme", tier="basic"):
            raise RuntimeError("Model said no")


@pytest.fixture
def completed(recorder: Recorder, stored: None) -> None:
    with recorder.execution("ACME-1", company="Acme", tier="basic") as log:
        log.completed("initialization", "Started")


@pytest.fixture
def running(world: World, hand_clock: HandClock, stored: None) -> Execution:
    now = hand_clock.now_ms
    return world.store.begin(
        Execution(
            tracking_id="ACME-1",
            execution_id="exec_1_running",
            attempt=0,
            company="Acme",
            tier="basic",
            started_at_ms=now,
            deadline_at_ms=now + LEASE_MS,
            expires_at=now // 1000 + 7 * 24 * 3600,
        )
    )


def ask(admin: Client, key: str = "k-1", **fields: object) -> Answer:
    return admin.post(PATH, fields, idempotency_key=key)


def attempts(world: World) -> list[Execution]:
    return world.store.executions("ACME-1", limit=10)


def test_a_failed_job_is_queued_again_as_a_new_attempt(
    world: World, admin: Client, failed: None
) -> None:
    answer = ask(admin, reason="model is back")

    assert answer.status == 202
    queued = attempts(world)[0]
    assert answer.data == {
        "tracking_id": "ACME-1",
        "execution_id": queued.execution_id,
        "attempt": 2,
        "final_status": "in_progress",
        "reason": "QUEUED",
    }
    assert (queued.requested_by, queued.request_reason) == ("ada", "model is back")


def test_its_message_is_the_stored_profile_and_names_the_attempt_and_who_asked(
    world: World, admin: Client, failed: None
) -> None:
    execution_id = ask(admin).data["execution_id"]

    (message,) = world.visible(world.jobs)
    assert json.loads(message["Body"]) == PROFILE
    told = {name: a["StringValue"] for name, a in message["MessageAttributes"].items()}
    assert told == {"execution_id": execution_id, "requested_by": "ada"}
    assert attempts(world)[0].origin.message_id == message["MessageId"]


def test_a_read_right_afterwards_sees_the_queued_attempt(
    admin: Client, failed: None, hand_clock: HandClock
) -> None:
    execution_id = ask(admin).data["execution_id"]

    data = admin.get(LOG).data
    assert (data["execution_id"], data["final_status"]) == (execution_id, "in_progress")
    assert data["verdict"]["reason"] == "QUEUED"


def test_the_queued_attempt_is_stored_before_its_message_is_sent(
    world: World, admin: Client, failed: None
) -> None:
    seen: list[Reason] = []
    world.sqs.meta.events.register(
        "before-send.sqs.SendMessage", lambda **_: seen.append(attempts(world)[0].reason)
    )

    ask(admin)

    assert seen == [Reason.QUEUED]


def test_who_asked_and_why_stands_in_the_audit_log(
    world: World, admin: Client, failed: None
) -> None:
    execution_id = ask(admin, reason="model is back").data["execution_id"]

    (deed,) = world.deeds()
    assert (deed.who, deed.action, deed.reason) == ("ada", "reprocess", "model is back")
    assert (deed.tracking_id, deed.execution_id) == ("ACME-1", execution_id)


# Once for each request


def test_a_request_that_is_repeated_gets_the_same_attempt_and_sends_nothing(
    world: World, admin: Client, failed: None
) -> None:
    first, second = ask(admin), ask(admin)

    assert (second.status, second.data) == (202, first.data)
    assert len(world.visible(world.jobs)) == 1
    assert len(attempts(world)) == 2
    assert len(world.deeds()) == 1


def test_a_double_click_sends_one_message_however_the_two_race(
    world: World, admin: Client, failed: None
) -> None:
    """The other request comes whole between this one's look and its write."""
    others: list[Answer] = []

    def race(**_: Any) -> None:
        if not others:
            others.append(Answer(0, {}, ""))
            others[0] = ask(admin)

    world.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", race)

    answer = ask(admin)

    assert (answer.status, answer.data) == (202, others[0].data)
    assert len(world.visible(world.jobs)) == 1
    assert len(attempts(world)) == 2


def test_a_repeated_request_is_known_even_if_newer_attempts_have_begun(
    world: World, admin: Client, recorder: Recorder, failed: None
) -> None:
    first = ask(admin)
    with recorder.execution("ACME-1") as log:
        log.completed("initialization", "Started")

    again = ask(admin)

    assert again.data["execution_id"] == first.data["execution_id"]
    assert len(world.visible(world.jobs)) == 1


def test_another_request_is_another_attempt(world: World, admin: Client, failed: None) -> None:
    ask(admin)
    other = ask(admin, key="k-2", force=True)

    assert other.data["attempt"] == 3
    assert len(world.visible(world.jobs)) == 2


@pytest.mark.parametrize("key", ["", "a b", "k" * 65, "k\n", "é"])
def test_a_malformed_key_is_refused(client: Client, key: str) -> None:
    answer = ask(client, key=key)

    assert answer.status == 400
    assert "Idempotency-Key" in answer.body["error"]


def test_a_request_without_a_key_is_refused(client: Client) -> None:
    assert client.post(PATH, {}).status == 400


# What stands in the way


def test_a_running_attempt_stands_in_the_way_and_is_named(
    world: World, admin: Client, running: Execution
) -> None:
    answer = ask(admin)

    assert answer.status == 409
    assert answer.body["execution_id"] == "exec_1_running"
    assert answer.body["tracking_id"] == "ACME-1"
    assert "being processed" in answer.body["error"]
    assert attempts(world) == [running]
    assert world.visible(world.jobs) == world.deeds() == []


def test_a_queued_attempt_stands_in_the_way_of_another_request(
    world: World, admin: Client, failed: None
) -> None:
    queued = ask(admin)

    answer = ask(admin, key="k-2")

    assert answer.status == 409
    assert answer.body["execution_id"] == queued.data["execution_id"]
    assert len(world.visible(world.jobs)) == 1


def test_a_completed_attempt_is_only_repeated_by_force(
    world: World, admin: Client, completed: None
) -> None:
    assert ask(admin).status == 409
    assert ask(admin, force=True).data["attempt"] == 2
    assert [e.reason for e in attempts(world)] == [Reason.QUEUED, Reason.SUCCEEDED]


def test_an_attempt_that_begins_meanwhile_stands_in_the_way_as_well(
    world: World, admin: Client, recorder: Recorder, failed: None
) -> None:
    begun: list[Execution] = []

    def begin(**_: Any) -> None:
        if not begun:
            begun.append(attempts(world)[0])
            world.store.begin(replace(begun[0], execution_id="exec_2_b", reason=Reason.RUNNING))

    world.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", begin)

    answer = ask(admin)

    assert answer.status == 409
    assert answer.body["execution_id"] == "exec_2_b"
    assert world.visible(world.jobs) == []


def test_a_forced_attempt_supersedes_the_running_one_whose_end_changes_nothing(
    world: World, admin: Client, running: Execution
) -> None:
    ask(admin, force=True)
    world.store.finish(replace(running, reason=Reason.SUCCEEDED, completed_at_ms=1, duration_ms=1))

    newest, older = attempts(world)
    assert (newest.reason, newest.attempt) == (Reason.QUEUED, 2)
    assert (older.reason, older.execution_id) == (Reason.SUPERSEDED, "exec_1_running")
    assert older.error == "Overtaken by a newer attempt that ada forced"


def test_an_attempt_whose_lease_is_over_stands_in_nobodys_way(
    world: World, admin: Client, running: Execution, hand_clock: HandClock
) -> None:
    hand_clock.pass_ms(LEASE_MS + GRACE_MS + 1)

    assert ask(admin).status == 202
    assert [e.reason for e in attempts(world)] == [Reason.QUEUED, Reason.KILLED]


def test_an_unknown_tracking_id_is_not_found(world: World, admin: Client, stored: None) -> None:
    answer = ask(admin)

    assert answer.status == 404
    assert answer.body["error"] == "No execution log found for this tracking ID"
    assert world.visible(world.jobs) == []


# When something fails


def test_a_message_that_can_not_be_sent_ends_its_attempt_and_can_be_sent_again(
    world: World, admin: Client, failed: None
) -> None:
    world.break_call(world.sqs, "SendMessage")

    answer = ask(admin)

    assert answer.status == 502
    unsent = attempts(world)[0]
    assert (unsent.reason, unsent.error_code) == (Reason.SEND_FAILED, "SEND_FAILED")


def test_a_request_whose_message_could_not_be_sent_may_be_repeated(
    world: World, admin: Client, failed: None
) -> None:
    breaks = iter([True])
    world.sqs.meta.events.register_first(
        "before-parameter-build.sqs.SendMessage", lambda **_: next(breaks, None) and _refuse()
    )
    assert ask(admin).status == 502

    again = ask(admin)

    assert (again.status, again.data["attempt"]) == (202, 3)
    assert len(world.visible(world.jobs)) == 1


def _refuse() -> None:
    raise EndpointConnectionError(endpoint_url="https://sqs")


def test_a_request_that_died_before_it_sent_is_taken_for_unsent_after_five_minutes(
    world: World, admin: Client, failed: None, hand_clock: HandClock
) -> None:
    events, died = world.sqs.meta.events, SystemExit()

    def die(**_: Any) -> None:
        raise died

    events.register_first("before-send.sqs.SendMessage", die)
    with pytest.raises(SystemExit):
        ask(admin)
    events.unregister("before-send.sqs.SendMessage", die)
    assert ask(admin, key="k-2").status == 409

    hand_clock.pass_ms(UNSENT_MS + 1)

    assert admin.get(LOG).data["verdict"]["reason"] == "SEND_FAILED"
    assert ask(admin).data["attempt"] == 3
    assert len(world.visible(world.jobs)) == 1


def test_a_queued_attempt_whose_message_is_on_its_way_waits_as_long_as_it_takes(
    world: World, admin: Client, failed: None, hand_clock: HandClock
) -> None:
    ask(admin)
    hand_clock.pass_ms(UNSENT_MS + 1)

    assert ask(admin, key="k-2").status == 409


def test_what_can_not_be_audited_is_not_sent(world: World, admin: Client, failed: None) -> None:
    world.drop_audit_table()

    assert ask(admin).status == 500
    assert world.visible(world.jobs) == []
    assert attempts(world)[0].reason is Reason.SEND_FAILED


def test_a_store_that_fails_after_the_send_does_not_hide_that_it_was_sent(
    world: World, admin: Client, failed: None
) -> None:
    world.break_call(world.dynamodb, "UpdateItem")

    assert ask(admin).status == 202
    assert len(world.visible(world.jobs)) == 1


# The profile


def test_an_edited_profile_is_sent_instead_of_the_stored_one(
    world: World, admin: Client, failed: None
) -> None:
    edited = {"company_name": "Acme & Söhne\x01", "tier_level": "premium", "goals": {"a": [2.5]}}

    assert ask(admin, profile=edited).status == 202

    (message,) = world.visible(world.jobs)
    sent = parse_profile(message["Body"])
    assert sent.model_dump() == edited | {"tracking_id": "ACME-1"}
    assert (attempts(world)[0].company, attempts(world)[0].tier) == ("Acme & Söhne\x01", "premium")


@pytest.mark.parametrize(
    ("edited", "named"),
    [
        ({"tracking_id": "OTHER", "company_name": "A", "tier_level": "b"}, "tracking_id"),
        ({"company_name": "", "tier_level": "b"}, "company_name"),
        ({"company_name": "A"}, "tier_level"),
        ({"company_name": "A", "tier_level": 7}, "tier_level"),
        ({"company_name": "A\ud800", "tier_level": "b"}, "company_name"),
        (
            {"company_name": "A", "tier_level": "b", "deep": json.loads("[" * 150 + "]" * 150)},
            "deep",
        ),
        ({}, "company_name"),
    ],
)
def test_a_profile_that_the_processor_would_reject_is_refused_at_once(
    world: World, admin: Client, failed: None, edited: dict[str, object], named: str
) -> None:
    answer = ask(admin, profile=edited)

    assert answer.status == 400
    assert named in answer.body["error"]
    assert len(attempts(world)) == 1


def test_without_a_stored_profile_one_must_be_given(admin: Client, recorder: Recorder) -> None:
    with recorder.execution("ACME-1") as log:
        log.failed("initialization", "Broken")

    answer = ask(admin)
    assert answer.status == 404
    assert answer.body["error"] == "No profile is stored for this tracking ID"
    assert ask(admin, profile=PROFILE).status == 202


@pytest.mark.parametrize(
    "fields", [{"force": "yes"}, {"reason": 7}, {"reason": "x" * 501}, {"profile": []}]
)
def test_malformed_fields_are_refused_by_name(client: Client, fields: dict[str, object]) -> None:
    answer = ask(client, **fields)

    assert answer.status == 400
    assert answer.body["error"].startswith(next(iter(fields)))


def test_fields_that_are_null_say_nothing(admin: Client, failed: None) -> None:
    assert ask(admin, force=None, reason=None, profile=None).status == 202


def test_no_secret_of_a_reason_or_a_name_gets_into_the_log(
    world: World, admin: Client, failed: None
) -> None:
    secret = "password=hunter2-Zq8vT4xW9y"
    ask(admin, reason=secret, profile=PROFILE | {"company_name": secret})

    assert "hunter2" not in repr(attempts(world)[0])
