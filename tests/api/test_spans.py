"""Steps from their events: times, nesting, progress, the critical path, the slowest."""

import pytest

from api.spans import Slowest, Spans
from tests.api.logs import line, rows, spans


def step(
    span: int, name: str, begin: int, end: int | None, parent: int | None = None
) -> list[tuple[int, str]]:
    """The begin and the end of a step as events, each with its time."""
    begun = (begin, line(span, name, "in_progress", begin, parent=parent))
    if end is None:
        return [begun]
    # The numbers of the ends do not matter here, only that they differ.
    return [begun, (end, line(1000 + span, name, "completed", end, span=span, parent=parent))]


def told(*steps: list[tuple[int, str]]) -> list[str]:
    """All events in the order of their times."""
    events = [event for one in steps for event in one]
    return [text for _, text in sorted(events, key=lambda event: event[0])]


def critical(*steps: list[tuple[int, str]]) -> list[str]:
    return [span["step"] for span in spans(*told(*steps)) if span["critical_path"]]


def test_a_span_lasts_from_the_begin_of_its_step_to_its_end() -> None:
    (span,) = spans(
        line(1, "orchestrator_execution", "in_progress", 100, message="Starting"),
        line(2, "orchestrator_execution", "completed", 2_600, span=1, message="Done"),
    )

    assert span == {
        "span": 1,
        "parent": None,
        "step": "orchestrator_execution",
        "status": "completed",
        "started_at": "2026-11-23T10:00:00.100Z",
        "offset_ms": 100,
        "ended_at": "2026-11-23T10:00:02.600Z",
        "duration_ms": 2_500,
        "duration_readable": "2.5s",
        "message": "Done",
        "progress": None,
        "critical_path": True,
    }


def test_a_step_that_has_not_ended_has_no_end() -> None:
    (span,) = spans(line(1, "orchestrator_execution", "in_progress", 100))

    assert (span["ended_at"], span["duration_ms"], span["duration_readable"]) == (None, None, None)
    assert span["status"] == "in_progress"


def test_the_progress_reported_last_is_told_even_when_the_step_has_ended() -> None:
    (span,) = spans(
        line(1, "item_import", "in_progress"),
        line(2, "item_import", "in_progress", 10, span=1, metadata=progress(1, 3)),
        line(3, "item_import", "in_progress", 20, span=1, metadata=progress(2, 3)),
        line(4, "item_import", "failed", 30, span=1),
    )

    assert span["progress"] == {"done": 2, "total": 3}


@pytest.mark.parametrize(
    "metadata",
    [{"progress": "2 of 3"}, {"progress": {"done": 2}}, {"progress": {"done": "2", "total": "3"}}],
)
def test_what_only_looks_like_progress_is_none(metadata: dict[str, object]) -> None:
    (span,) = spans(line(1, "item_import", "in_progress", metadata=metadata))

    assert span["progress"] is None


def progress(done: int, total: int) -> dict[str, object]:
    return {"progress": {"done": done, "total": total}}


def test_steps_one_after_the_other_are_all_on_the_critical_path() -> None:
    steps = [step(1, "a", 0, 10), step(2, "b", 10, 30), step(3, "c", 35, 90)]

    assert critical(*steps) == ["a", "b", "c"]


def test_of_parallel_steps_the_one_that_ended_last_is_on_the_critical_path() -> None:
    steps = [
        step(1, "before", 0, 10),
        step(2, "short", 10, 40),
        step(3, "long", 10, 80),
        step(4, "after", 80, 90),
    ]

    assert critical(*steps) == ["before", "long", "after"]


def test_the_end_of_a_step_is_explained_by_the_steps_inside_it() -> None:
    steps = [
        step(1, "outer", 0, 100),
        step(2, "quick", 0, 20, parent=1),
        step(3, "slow", 0, 60, parent=1),
        step(4, "last", 60, 100, parent=1),
        step(5, "inner", 65, 95, parent=4),
    ]

    assert critical(*steps) == ["outer", "slow", "last", "inner"]


def test_steps_inside_one_that_is_not_critical_are_not_critical() -> None:
    steps = [
        step(1, "short", 0, 20),
        step(2, "inside", 5, 15, parent=1),
        step(3, "long", 0, 50),
    ]

    assert critical(*steps) == ["long"]


def test_the_end_waits_for_what_has_not_ended() -> None:
    steps = [step(1, "before", 0, 10), step(2, "hanging", 10, None), step(3, "beside", 10, 90)]

    assert critical(*steps) == ["before", "hanging"]


def test_a_step_that_outlasts_the_one_it_ran_inside_counts_until_that_ones_end() -> None:
    steps = [
        step(1, "outer", 0, 50),
        step(2, "thread", 10, 70, parent=1),
        step(3, "earlier", 0, 8, parent=1),
        step(4, "later", 60, 80, parent=1),
    ]

    assert critical(*steps) == ["outer", "earlier", "thread"]


def test_steps_without_a_length_are_on_the_path_if_nothing_ran_beside_them() -> None:
    told = [
        line(1, "initialization", at=0),
        line(2, "data_validation", at=0),
        line(3, "orchestrator_execution", "in_progress", at=0),
        line(4, "note", at=5),
        line(5, "orchestrator_execution", at=10, span=3),
    ]

    path = [span["step"] for span in spans(*told) if span["critical_path"]]
    assert path == ["initialization", "data_validation", "orchestrator_execution"]


@pytest.mark.parametrize("parent", [1, 7])
def test_a_parent_that_is_lost_or_the_step_itself_breaks_nothing(parent: int) -> None:
    (span,) = spans(line(1, "item_import", "completed", parent=parent))

    assert span["parent"] == parent


def test_steps_that_are_each_others_parents_break_nothing() -> None:
    found = spans(line(1, "a", parent=2), line(2, "b", parent=1))

    assert [span["critical_path"] for span in found] == [False, False]


def slowest(elapsed_ms: int, *steps: list[tuple[int, str]]) -> Slowest | None:
    return Spans(rows(*told(*steps))).slowest(elapsed_ms)


def test_the_slowest_step_is_told_with_its_share_of_the_run() -> None:
    steps = [
        step(1, "data_validation", 0, 4_500),
        step(2, "orchestrator_execution", 4_500, 150_000),
    ]

    assert slowest(150_000, *steps) == Slowest("orchestrator_execution", 145_500, 0.97)


def test_a_step_is_not_slow_for_what_the_steps_inside_it_took() -> None:
    steps = [step(1, "outer", 0, 100), step(2, "inner", 10, 70, parent=1)]

    assert slowest(100, *steps) == Slowest("inner", 60, 0.6)


def test_a_step_that_hangs_is_slow_so_far() -> None:
    steps = [step(1, "data_validation", 0, 10), step(2, "orchestrator_execution", 10, None)]

    assert slowest(1_000, *steps) == Slowest("orchestrator_execution", 990, 0.99)


@pytest.mark.parametrize("steps", [[], [step(1, "initialization", 5, 5)]])
def test_without_any_time_taken_there_is_no_slowest_step(
    steps: list[list[tuple[int, str]]],
) -> None:
    assert slowest(1_000, *steps) is None


def test_no_share_is_more_than_all() -> None:
    assert slowest(50, step(1, "a", 0, None), step(2, "b", 60, 90)) == Slowest("a", 50, 1.0)


def test_the_open_step_is_the_one_that_began_last() -> None:
    steps = [step(1, "outer", 0, None), step(2, "done", 1, 2, parent=1), step(3, "inner", 3, None)]

    assert Spans(rows(*told(*steps))).open_step == "inner"
    assert Spans([]).open_step is None
