"""Stored events are read without being decoded, and never break an answer. Rows H14, H15."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.events import MESSAGE, METADATA, OFFSET_MS, PARENT, SEQ, SPAN, STATUS, STEP, read_events
from tests.api.logs import line

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
recorded = st.builds(
    line,
    seq=st.integers(1, 60_000),
    step=st.text(min_size=1),
    status=st.sampled_from(["completed", "failed", "in_progress", "skipped"]),
    at=st.integers(0, 10**9),
    span=st.integers(1, 60_000),
    parent=st.none() | st.integers(1, 60_000),
    message=st.text(),
    metadata=st.dictionaries(st.text(), json_values, max_size=3),
    error_details=st.none() | st.text(),
    error_code=st.none() | st.text(),
    retry_possible=st.none() | st.booleans(),
)
NEEDED = set(json.loads(line(1, "initialization")))


@given(recorded)
def test_whatever_is_recorded_goes_into_an_answer_as_it_is(text: str) -> None:
    events = read_events([text])
    (row,) = events.rows
    event = json.loads(text)

    assert (events.lines, events.unreadable) == ([text], 0)
    assert row[STATUS] == event["status"]
    read = {"seq": SEQ, "step": STEP, "message": MESSAGE, "offset_ms": OFFSET_MS}
    read |= {"metadata": METADATA, "span": SPAN, "parent": PARENT}
    assert {name: json.loads(row[field]) for name, field in read.items()} == {
        name: event[name] for name in read
    }


@given(recorded, st.randoms(use_true_random=False), st.text(max_size=2))
def test_whatever_becomes_of_a_stored_text_the_answer_is_json_with_all_fields_of_a_step(
    text: str, chance: random.Random, instead: str
) -> None:
    position = chance.randrange(len(text))
    damaged = text[:position] + instead + text[position + chance.randrange(3) :]

    events = read_events([damaged])

    (event,) = json.loads(f"[{','.join(events.lines)}]", parse_constant=pytest.fail)
    assert set(event) >= NEEDED
    assert int(events.rows[0][SEQ]) == event["seq"]
    assert len(events.rows) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "unreadable",
        "",
        "null",
        "[]",
        "7",
        '"text"',
        "{}",
        '{"seq":2}',
        line(2, "initialization").replace('"seq":2', '"seq":"2"'),
        line(2, "initialization").replace('"seq":2', '"seq":true'),
        line(2, "initialization").replace('"offset_ms":0', '"offset_ms":1.5'),
        line(2, "initialization").replace('"metadata":{}', '"metadata":{"a":NaN}'),
        line(2, "initialization").replace('"metadata":{}', '"metadata":{"a":-Infinity}'),
        line(2, "initialization").replace('"metadata":{}', '"metadata":[]'),
        line(2, "initialization").replace('"metadata":{}', '"metadata":{"a":01}'),
        line(2, "initialization").replace("Something", "Some\x00thing"),
        line(2, "initialization").replace("Something", 'Some"thing'),
        line(2, "initialization").replace("Something", "Some\\qthing"),
        line(2, "initialization") + "}",
        "[" * 100_000,
    ],
)
def test_an_entry_that_can_not_be_read_is_replaced_and_hides_no_other(broken: str) -> None:
    before, after = line(1, "initialization"), line(3, "result_storage")

    events = read_events([before, broken, after])

    assert (events.lines[0], events.lines[2]) == (before, after)
    note = json.loads(events.lines[1])
    assert (note["seq"], note["step"], note["status"]) == (2, "unreadable", "skipped")
    assert note["message"] == "This entry can't be read"
    assert events.unreadable == 1


def test_what_a_newer_recorder_adds_is_passed_through() -> None:
    newer: dict[str, Any] = {**json.loads(line(1, "initialization")), "mood": {"a": [1]}}
    text = json.dumps({**newer, "status": "paused"})

    events = read_events([text])

    assert (events.lines, events.unreadable) == ([text], 0)
    assert events.rows[0][STATUS] == "paused"
