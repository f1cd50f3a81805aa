"""A log is kept for a stated time, and then gone at once and as a whole.

Rows S28, S29, S30; test_state_machine.py deletes expired rows one by one.
"""

from tests.clock import HandClock
from tests.execution_log.faulty_network import World
from tests.tables import LOG_TABLE

DAY_MS = 24 * 3_600_000


def test_all_rows_of_an_attempt_expire_in_the_same_second(
    world: World, hand_clock: HandClock
) -> None:
    with world.recorder.execution("60B3RNTB") as log:
        log.claim()
        for day in range(2):
            log.completed("item_import", f"On day {day}")
            log.flush()
            hand_clock.pass_ms(DAY_MS)

    items = world.table.scan(TableName=LOG_TABLE)["Items"]
    assert len(items) == 3
    assert {item["expires_at"]["N"] for item in items} == {str(log.execution.expires_at)}


def test_an_attempt_of_which_some_rows_are_deleted_already_is_shown_by_none_of_the_others(
    world: World, hand_clock: HandClock
) -> None:
    world.record()
    (execution,) = world.executions()
    hand_clock.now_ms = execution.expires_at * 1000
    items = world.table.scan(TableName=LOG_TABLE)["Items"]

    for item in items:
        world.table.delete_item(TableName=LOG_TABLE, Key={"pk": item["pk"], "sk": item["sk"]})

        assert world.executions() == []
        assert list(world.store.events(execution)) == []
        assert world.store.recent(status=None, limit=9).executions == []


def test_a_log_whose_attempts_are_all_deleted_begins_anew(
    world: World, hand_clock: HandClock
) -> None:
    world.record()
    hand_clock.now_ms = world.executions()[0].expires_at * 1000
    for item in world.table.scan(TableName=LOG_TABLE)["Items"]:
        world.table.delete_item(TableName=LOG_TABLE, Key={"pk": item["pk"], "sk": item["sk"]})

    world.record()

    assert [execution.attempt for execution in world.executions()] == [1]
