"""One contract for every store: the same tests run on DynamoDB (moto) and in memory.

Rows S22, S26, S27, S29.
"""

from dataclasses import replace
from itertools import count

import pytest

from execution_log import DynamoStore, Execution, Origin, Reason, Status, Store, keys
from tests.clock import HandClock
from tests.execution_log.test_items import EXECUTION
from tests.tables import LOG_TABLE, make_log_table

HOUR_S = 3600
numbers = count(1)


def begin(
    store: Store,
    hand_clock: HandClock,
    tracking_id: str = "60B3RNTB",
    company: str = "Acme Corp",
) -> Execution:
    now = hand_clock.now_ms

    execution = Execution(
        tracking_id=tracking_id,
        execution_id=f"exec_{now}_{next(numbers)}",
        attempt=0,
        company=company,
        tier="comprehensive",
        started_at_ms=now,
        expires_at=now // 1000 + 24 * HOUR_S,
    )
    return store.begin(execution)


def ended(execution: Execution, reason: Reason = Reason.SUCCEEDED) -> Execution:
    end = execution.started_at_ms + 5
    return replace(execution, reason=reason, completed_at_ms=end, duration_ms=5, total_steps=2)


def test_an_execution_is_read_back_as_it_was_stored(store: Store, hand_clock: HandClock) -> None:
    stored = begin(store, hand_clock)

    assert store.executions("60B3RNTB", limit=10) == [stored]
    assert stored.attempt == 1


def test_every_attempt_is_kept_and_the_newest_comes_first(
    store: Store, hand_clock: HandClock
) -> None:
    attempts = [begin(store, hand_clock) for _ in range(12)]

    assert [e.attempt for e in attempts] == list(range(1, 13))
    assert store.executions("60B3RNTB", limit=1) == [attempts[-1]]
    assert store.executions("60B3RNTB", limit=100) == attempts[::-1]
    assert store.executions("60B3RNTB", limit=2, before_attempt=12) == attempts[10:8:-1]


def test_repeating_a_begin_whose_answer_was_lost_makes_no_second_attempt(store: Store) -> None:
    first, second = (store.begin(EXECUTION) for _ in range(2))

    assert first == second == replace(EXECUTION, attempt=1)


def test_an_unknown_tracking_id_has_no_executions(store: Store) -> None:
    assert store.executions("NOBODY", limit=10) == []


def test_tracking_ids_that_begin_alike_do_not_mix(store: Store, hand_clock: HandClock) -> None:
    short = begin(store, hand_clock, "AB")
    begin(store, hand_clock, "ABC")

    assert store.executions("AB", limit=10) == [short]


def test_events_come_back_in_order_across_chunks(store: Store, hand_clock: HandClock) -> None:
    execution = begin(store, hand_clock)
    store.append(execution, 3, ['{"seq":3}'])
    store.append(execution, 1, ['{"seq":1}', '{"seq":2}'])

    assert list(store.events(execution)) == ['{"seq":1}', '{"seq":2}', '{"seq":3}']


def test_repeating_a_write_whose_answer_was_lost_changes_nothing(
    store: Store, hand_clock: HandClock
) -> None:
    execution = begin(store, hand_clock)
    for _ in range(2):
        store.append(execution, 1, ['{"seq":1}'])

    assert list(store.events(execution)) == ['{"seq":1}']


@pytest.mark.parametrize("after", range(7))
def test_events_after_a_number_are_only_the_newer_ones(
    store: Store, hand_clock: HandClock, after: int
) -> None:
    execution = begin(store, hand_clock)
    lines = [f'{{"seq":{seq}}}' for seq in range(1, 7)]
    store.append(execution, 1, lines[:1])
    store.append(execution, 2, lines[1:5])
    store.append(execution, 6, lines[5:])

    assert list(store.events(execution, after_seq=after)) == lines[after:]


def test_attempts_do_not_share_events(store: Store, hand_clock: HandClock) -> None:
    first, second = begin(store, hand_clock), begin(store, hand_clock)
    store.append(first, 1, ['{"attempt":1}'])
    store.append(second, 1, ['{"attempt":2}'])

    assert list(store.events(first)) == ['{"attempt":1}']
    assert list(store.events(second)) == ['{"attempt":2}']


def test_events_of_more_than_a_page_are_all_read(store: Store, hand_clock: HandClock) -> None:
    execution = begin(store, hand_clock)
    text = "x" * 150_000
    for seq in range(1, 16):
        store.append(execution, seq, [f"{seq}{text}"])

    assert [line[:-150_000] for line in store.events(execution)] == [str(n) for n in range(1, 16)]
    assert [line[:-150_000] for line in store.events(execution, after_seq=3)] == [
        str(n) for n in range(4, 16)
    ]


def test_an_execution_ends_once(store: Store, hand_clock: HandClock) -> None:
    execution = begin(store, hand_clock)
    store.finish(ended(execution))
    store.finish(replace(ended(execution, Reason.FAILED), completed_at_ms=99))

    assert store.executions("60B3RNTB", limit=1) == [ended(execution)]


def test_an_execution_ends_once_even_if_two_end_it_in_the_same_millisecond(
    store: Store, hand_clock: HandClock
) -> None:
    execution = begin(store, hand_clock)
    store.finish(ended(execution))
    store.finish(ended(execution, Reason.TIMED_OUT))

    assert store.executions("60B3RNTB", limit=1) == [ended(execution)]


def test_an_older_attempt_that_ends_late_does_not_become_the_newest(
    store: Store, hand_clock: HandClock
) -> None:
    older, newer = begin(store, hand_clock), begin(store, hand_clock)
    store.finish(ended(newer))
    store.finish(ended(older, Reason.FAILED))

    assert store.executions("60B3RNTB", limit=2) == [ended(newer), ended(older, Reason.FAILED)]


def test_an_expired_execution_is_not_visible_anywhere(store: Store, hand_clock: HandClock) -> None:
    execution = begin(store, hand_clock)
    store.append(execution, 1, ['{"seq":1}'])

    hand_clock.pass_ms(24 * HOUR_S * 1000)

    assert store.executions("60B3RNTB", limit=10) == []
    assert list(store.events(execution)) == []
    assert store.recent(status=None, limit=10).executions == []


def test_recent_executions_of_all_tracking_ids_come_newest_first(
    store: Store, hand_clock: HandClock
) -> None:
    begun = []
    for number in range(30):
        begun.append(begin(store, hand_clock, f"TRACK{number}"))
        hand_clock.pass_ms(1)

    assert store.recent(status=None, limit=100).executions == begun[::-1]


def test_pages_of_recent_executions_join_without_gap_or_repeat(
    store: Store, hand_clock: HandClock
) -> None:
    begun = [begin(store, hand_clock, f"TRACK{number}") for number in range(23)]

    seen: list[Execution] = []
    page = store.recent(status=None, limit=5)
    while page.next_position:
        seen += page.executions
        page = store.recent(status=None, limit=5, before=page.next_position)
    seen += page.executions

    assert sorted(e.tracking_id for e in seen) == sorted(e.tracking_id for e in begun)


def test_recent_executions_can_be_had_by_status(store: Store, hand_clock: HandClock) -> None:
    running, done, broken = (begin(store, hand_clock, name) for name in ("A", "B", "C"))
    store.finish(ended(done))
    store.finish(ended(broken, Reason.REJECTED))

    assert store.recent(status=Status.IN_PROGRESS, limit=9).executions == [running]
    assert store.recent(status=Status.COMPLETED, limit=9).executions == [ended(done)]
    assert store.recent(status=Status.FAILED, limit=9).executions == [
        ended(broken, Reason.REJECTED)
    ]


def test_recent_executions_can_be_bounded_in_time(store: Store, hand_clock: HandClock) -> None:
    begin(store, hand_clock, "EARLY")
    hand_clock.pass_ms(60_000)
    late = begin(store, hand_clock, "LATE")

    page = store.recent(status=None, limit=9, since="2026-11-23T10:00:30")

    assert page.executions == [late]


def test_every_execution_is_found_once_newest_first(
    store: Store, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("execution_log.lists.EVERY_ROWS", 2)
    begun = []
    for number in range(40):
        begun.append(begin(store, hand_clock, f"TRACK{number}"))
        hand_clock.pass_ms(1)

    assert list(store.every(status=None)) == begun[::-1]


def test_executions_are_read_as_they_are_taken(
    hand_clock: HandClock, moto_aws: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("execution_log.lists.EVERY_ROWS", 2)
    client = make_log_table()
    store = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    for number in range(80):
        begin(store, hand_clock, f"TRACK{number}")
    asked: list[object] = []
    client.meta.events.register("before-call.dynamodb.Query", lambda **_: asked.append(1))

    found = store.every(status=None)

    next(found)
    assert len(asked) == keys.SHARDS
    assert len(list(found)) == 79


def test_every_execution_of_a_status_and_a_time_is_found(
    store: Store, hand_clock: HandClock
) -> None:
    begin(store, hand_clock, "EARLY")
    hand_clock.pass_ms(60_000)
    wanted = begin(store, hand_clock, "WANTED")
    store.finish(ended(begin(store, hand_clock, "ENDED")))
    hand_clock.pass_ms(60_000)
    begin(store, hand_clock, "LATE")

    found = store.every(
        status=Status.IN_PROGRESS, since="2026-11-23T10:00:30", before="2026-11-23T10:01:30"
    )

    assert list(found) == [wanted]


def test_expired_executions_hide_no_older_ones(
    store: Store, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole pages of them may lie there until DynamoDB deletes them."""
    monkeypatch.setattr("execution_log.lists.EVERY_ROWS", 2)
    kept = begin(store, hand_clock, "KEPT")
    kept = replace(kept, expires_at=kept.expires_at + HOUR_S)
    store.finish(ended(kept))
    for number in range(40):
        hand_clock.pass_ms(1)
        begin(store, hand_clock, f"TRACK{number}")
    hand_clock.pass_ms(24 * HOUR_S * 1000)

    assert [e.execution_id for e in store.every(status=None)] == [kept.execution_id]


def killed(execution: Execution) -> Execution:
    return replace(execution, reason=Reason.KILLED, completed_at_ms=execution.started_at_ms + 7)


def test_others_can_tell_how_an_execution_ended(store: Store, hand_clock: HandClock) -> None:
    seen = begin(store, hand_clock)

    assert store.conclude(seen, killed(seen))

    assert store.executions("60B3RNTB", limit=9) == [killed(seen)]
    assert store.recent(status=Status.IN_PROGRESS, limit=9).executions == []
    assert store.recent(status=Status.FAILED, limit=9).executions == [killed(seen)]


def test_a_conclusion_about_an_execution_from_a_list_keeps_what_the_list_leaves_out(
    store: Store, hand_clock: HandClock
) -> None:
    whole = replace(
        EXECUTION,
        attempt=1,
        reason=Reason.RUNNING,
        completed_at_ms=None,
        expires_at=hand_clock.now_ms // 1000 + HOUR_S,
        requested_by="Ann",
        first_events=('{"seq":1}',),
        total_steps=1,
    )
    store.begin(whole)
    store.request_cancel(whole, "Bob")
    (seen,) = store.oldest(status=Status.IN_PROGRESS, limit=9).executions

    assert store.conclude(seen, killed(seen))

    (found,) = store.executions("60B3RNTB", limit=9)
    assert found == replace(killed(whole), cancel_requested_by="Bob")
    assert list(store.events(found)) == ['{"seq":1}']


def test_a_conclusion_can_take_a_planned_try_away(store: Store, hand_clock: HandClock) -> None:
    execution = begin(store, hand_clock)
    failed = replace(ended(execution, Reason.FAILED), next_try_at_ms=99)
    store.finish(failed)
    given_up = replace(failed, reason=Reason.DEAD_LETTERED, next_try_at_ms=None)

    assert store.conclude(failed, given_up)

    assert store.executions("60B3RNTB", limit=1) == [given_up]


def test_an_older_attempt_can_be_concluded(store: Store, hand_clock: HandClock) -> None:
    older, newer = begin(store, hand_clock), begin(store, hand_clock)

    assert store.conclude(older, killed(older))

    assert store.executions("60B3RNTB", limit=9) == [newer, killed(older)]


def test_what_has_changed_since_it_was_seen_is_not_concluded(
    store: Store, hand_clock: HandClock
) -> None:
    seen = begin(store, hand_clock)
    store.finish(ended(seen))

    assert not store.conclude(seen, killed(seen))

    assert store.executions("60B3RNTB", limit=1) == [ended(seen)]


def test_a_queued_execution_whose_message_was_sent_meanwhile_is_not_concluded(
    store: Store, hand_clock: HandClock
) -> None:
    queued = replace(EXECUTION, attempt=1, reason=Reason.QUEUED, origin=Origin())
    queued = replace(queued, expires_at=hand_clock.now_ms // 1000 + HOUR_S)
    store.begin(queued)
    store.sent(queued, "m-1")

    assert not store.conclude(queued, replace(queued, reason=Reason.SEND_FAILED))

    (found,) = store.executions("60B3RNTB", limit=1)
    assert found.reason is Reason.QUEUED


def test_repeating_a_conclusion_whose_answer_was_lost_is_harmless(
    store: Store, hand_clock: HandClock
) -> None:
    seen = begin(store, hand_clock)

    assert [store.conclude(seen, killed(seen)) for _ in range(2)] == [True, True]
    later = replace(killed(seen), completed_at_ms=seen.started_at_ms + 8)
    assert not store.conclude(seen, later)

    assert store.executions("60B3RNTB", limit=1) == [killed(seen)]


def test_nothing_is_concluded_of_an_unknown_execution(store: Store) -> None:
    assert not store.conclude(EXECUTION, killed(EXECUTION))

    assert store.executions("60B3RNTB", limit=1) == []


def test_pages_of_the_oldest_executions_join_without_gap_or_repeat(
    store: Store, hand_clock: HandClock
) -> None:
    begun = []
    for number in range(23):
        begun.append(begin(store, hand_clock, f"TRACK{number}"))
        hand_clock.pass_ms(number % 2)
    store.finish(ended(begun.pop(7)))

    seen: list[Execution] = []
    page = store.oldest(status=Status.IN_PROGRESS, limit=5)
    while page.next_position:
        seen += page.executions
        page = store.oldest(status=Status.IN_PROGRESS, limit=5, after=page.next_position)
    seen += page.executions

    assert [e.started_at_ms for e in seen] == [e.started_at_ms for e in begun]
    assert {e.tracking_id for e in seen} == {e.tracking_id for e in begun}
