"""POST /api/execution-logs/{tracking_id}/cancel."""

from dataclasses import replace
from typing import Any

import pytest

from execution_log import Execution, Reason
from execution_log.lifecycle import GRACE_MS
from tests.api.administration import World
from tests.api.http import Answer, Client
from tests.clock import HandClock

PATH = "/api/execution-logs/ACME-1/cancel"
LEASE_MS = 600_000


def begin(world: World, clock: HandClock, execution_id: str, **fields: Any) -> Execution:
    return world.store.begin(
        Execution(
            tracking_id="ACME-1",
            execution_id=execution_id,
            attempt=0,
            company="Acme",
            tier="basic",
            started_at_ms=clock.now_ms,
            deadline_at_ms=clock.now_ms + LEASE_MS,
            expires_at=clock.now_ms // 1000 + 7 * 24 * 3600,
            **fields,
        )
    )


@pytest.fixture
def running(world: World, hand_clock: HandClock) -> Execution:
    return begin(world, hand_clock, "exec_1_a")


def cancel(admin: Client, execution_id: object = "exec_1_a", **fields: object) -> Answer:
    return admin.post(PATH, {"execution_id": execution_id, **fields})


def test_a_running_attempt_is_asked_to_end_by_the_name_of_the_admin(
    world: World, admin: Client, running: Execution
) -> None:
    answer = cancel(admin, reason="wrong company")

    assert answer.status == 202
    assert answer.data == {
        "tracking_id": "ACME-1",
        "execution_id": "exec_1_a",
        "cancel_requested_by": "ada",
    }
    assert world.store.executions("ACME-1", limit=1)[0].cancel_requested_by == "ada"


def test_who_cancelled_and_why_stands_in_the_audit_log(
    world: World, admin: Client, running: Execution
) -> None:
    cancel(admin, reason="wrong company")

    (deed,) = world.deeds()
    assert (deed.who, deed.action, deed.reason) == ("ada", "cancel", "wrong company")
    assert (deed.tracking_id, deed.execution_id) == ("ACME-1", "exec_1_a")


def test_a_queued_attempt_can_be_cancelled(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    begin(world, hand_clock, "exec_1_a", reason=Reason.QUEUED)

    assert cancel(admin).status == 202


def test_an_attempt_that_has_ended_can_not_be_cancelled(
    world: World, admin: Client, running: Execution
) -> None:
    world.store.finish(replace(running, reason=Reason.SUCCEEDED, completed_at_ms=1, duration_ms=1))

    answer = cancel(admin)

    assert answer.status == 409
    assert answer.body["error"] == "This execution has ended already"
    assert answer.body["execution_id"] == "exec_1_a"
    assert world.deeds() == []


def test_an_attempt_that_ends_meanwhile_is_told_as_ended(
    world: World, admin: Client, running: Execution
) -> None:
    ended = replace(running, reason=Reason.SUCCEEDED, completed_at_ms=1, duration_ms=1)
    world.dynamodb.meta.events.register(
        "before-call.dynamodb.UpdateItem", lambda **_: world.store.finish(ended)
    )

    assert cancel(admin).status == 409


def test_an_attempt_whose_lease_is_over_has_ended(
    admin: Client, running: Execution, hand_clock: HandClock
) -> None:
    hand_clock.pass_ms(LEASE_MS + GRACE_MS + 1)

    assert cancel(admin).status == 409


def test_an_older_attempt_is_told_as_ended(
    world: World, admin: Client, running: Execution, hand_clock: HandClock
) -> None:
    world.store.finish(replace(running, reason=Reason.FAILED, completed_at_ms=1, duration_ms=1))
    begin(world, hand_clock, "exec_2_b")

    assert cancel(admin).status == 409
    assert cancel(admin, "exec_2_b").status == 202


def test_an_unknown_attempt_is_not_found(admin: Client, running: Execution) -> None:
    assert cancel(admin, "exec_9_z").status == 404


def test_an_unknown_tracking_id_is_not_found(admin: Client) -> None:
    assert cancel(admin).status == 404


def test_what_can_not_be_audited_is_not_asked_for(
    world: World, admin: Client, running: Execution
) -> None:
    world.drop_audit_table()

    assert cancel(admin).status == 500
    assert world.store.executions("ACME-1", limit=1)[0].cancel_requested_by is None


@pytest.mark.parametrize("execution_id", [None, "", 7, "exec_1_a' OR 1=1", "exec_1_" + "a" * 99])
def test_a_malformed_execution_id_is_refused(client: Client, execution_id: object) -> None:
    answer = cancel(client, execution_id)

    assert answer.status == 400
    assert answer.body["error"].startswith("execution_id")
