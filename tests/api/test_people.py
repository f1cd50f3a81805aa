"""People are known by their e-mail addresses, not by ids."""

from typing import Any, cast

from api.people import People
from tests.api.administration import GRACE_ID, UserPool, World
from tests.api.http import ADMIN, Client


def test_a_person_is_looked_up_once() -> None:
    pool = UserPool()
    people = People("pool", lambda: cast(Any, pool))

    assert people.name(GRACE_ID) == people.name(GRACE_ID) == "grace@example.com"
    assert pool.asked == 1


def test_who_can_not_be_looked_up_is_known_by_the_username_and_looked_up_again() -> None:
    pool = UserPool()
    people = People("pool", lambda: cast(Any, pool))

    assert people.name("nobody") == people.name("nobody") == "nobody"
    assert pool.asked == 2


def test_the_audit_log_names_people(world: World, admin: Client) -> None:
    admin.claims = {**ADMIN, "username": GRACE_ID}
    message_id = world.give_up()

    admin.post("/api/dead-letters/discard", {"message_ids": [message_id], "reason": "obsolete"})

    assert [deed.who for deed in world.deeds()] == ["grace@example.com"]
