"""Writes that time out but are still under way, and arrive when nobody expects them any more.

Rows S22, S27.
"""

from tests.execution_log.faults import APPEND, BEGIN, Fault, always, healthy, planned
from tests.execution_log.faulty_network import EVENTS, World, assert_whole


def test_a_begin_that_arrives_late_does_not_reopen_an_ended_execution(world: World) -> None:
    world.record(planned({BEGIN: [Fault.LATE]}))
    world.faults.deliver_late()

    assert_whole(world)


def test_an_end_that_arrives_late_changes_nothing(world: World) -> None:
    world.record(planned({BEGIN: [None, Fault.LATE]}))
    world.faults.deliver_late()

    assert_whole(world)


def test_a_chunk_that_arrives_late_does_not_take_the_place_of_a_newer_one(world: World) -> None:
    with world.recorder.execution("60B3RNTB") as log:
        log.claim()
        world.faults.plan = always(Fault.LATE, APPEND)
        log.completed("page_rendering", "Page 0")
        assert not log.flush(0.02)
        for number in range(1, EVENTS):
            log.completed("page_rendering", f"Page {number}")
        world.faults.plan = healthy
    world.faults.deliver_late()

    assert_whole(world)
