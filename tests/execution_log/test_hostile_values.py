"""Whatever a job hands over is recorded within bounds.

Rows S11, S12, S13.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from pathlib import PurePath
from typing import Any
from uuid import UUID

import pytest

from execution_log import Recorder
from execution_log.testing import Capture, MemoryStore

LINE_LIMIT = 140_000
"""Bytes of an event with all its caps reached: far below DynamoDB's 400 KB."""


class Mute:
    def __str__(self) -> str:
        raise RuntimeError("no words")

    __repr__ = __str__


VALUES = {
    "datetime": (datetime(2026, 11, 23, tzinfo=UTC), "2026-11-23 00:00:00+00:00"),
    "decimal": (Decimal("1.10"), "1.10"),
    "uuid": (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    "path": (PurePath("/var/task"), "/var/task"),
    "bytes": (b"\x00\xff", "b'\\x00\\xff'"),
    "class": (ValueError, "<class 'ValueError'>"),
    "infinity": (float("inf"), "inf"),
    "not_a_number": (float("nan"), "nan"),
    "huge_number": (2**64, "18446744073709551616"),
    "mute": (Mute(), "<Mute: its text raised RuntimeError>"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_that_json_does_not_know_is_recorded_as_its_text(
    captured: Capture, kind: str
) -> None:
    value, shown = VALUES[kind]
    with captured.recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started", plain=value, nested={"list": [value]})

    (step,) = captured.steps("60B3RNTB")
    assert step["metadata"] == {"plain": shown, "nested": {"list": [shown]}}


ANYTHING: list[Any] = [
    None,
    7,
    b"x",
    [],
    {},
    {1},
    Mute(),
    "\ud800",
    "",
    "x" * 10_000_000,
    UUID(int=7),
]


@pytest.mark.parametrize("thing", ANYTHING, ids=lambda thing: type(thing).__name__)
def test_anything_is_taken_for_any_argument(thing: Any) -> None:
    store, recorded = MemoryStore(), 0
    recorder = Recorder(store, stdout=StringIO())
    with recorder.execution(thing, company=thing, tier=thing, message_id=thing) as log:
        for record in (log.completed, log.skipped, log.in_progress):
            record(thing, thing, thing=thing)
        log.failed(
            thing, thing, error_details=thing, error_code=thing, retry_possible=thing, thing=thing
        )
        with log.step(thing, thing, thing=thing) as step:
            step.progress(thing, thing)
            step.message = thing
        recorded = log.total_steps

    assert recorded == 7
    (listed,) = store.recent(status=None, limit=1).executions
    (execution,) = store.executions(listed.tracking_id, limit=1)
    assert len([json.loads(line) for line in store.events(execution)]) == recorded
    assert all(len(line) < LINE_LIMIT for line in store.events(execution))


def test_metadata_that_changes_while_it_is_recorded_harms_nobody(captured: Capture) -> None:
    class Growing(dict[str, object]):
        def items(self) -> Any:
            self[f"key {len(self)}"] = "more"
            return super().items()

    with captured.recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started", growing=Growing(a=object()))

    assert len(captured.steps("60B3RNTB")) == 1
