"""How often a job talks to DynamoDB: each call is time, money and a chance to fail."""

import json
import time
from collections import Counter
from typing import Any

import pytest

from execution_log import Reason, writer
from tests.processor.model import BRIEF, converse_answer
from tests.processor.test_message import body
from tests.processor.world import World

CALLS_OF_A_FIRST_ATTEMPT = 6
"""The log's beginning, the profile's start, the model call's start, its end, the profile's result,
the log's end. With a model that answers at once, its end goes with the log's."""


@pytest.fixture
def calls(world: World) -> Counter[str]:
    counted: Counter[str] = Counter()

    def count(event_name: str, **_: Any) -> None:
        counted[event_name.rpartition(".")[2]] += 1

    world.dynamodb.meta.events.register_first("before-send.dynamodb.*", count)
    return counted


@pytest.fixture(autouse=True)
def calls_that_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the model's: moto's would be taken for quiet spells on a busy machine, which may also
    come too late with the first step for it to go with the beginning."""
    monkeypatch.setattr(writer, "COALESCE_S", 1.0)
    monkeypatch.setattr(writer, "QUIET_S", 2.0)
    monkeypatch.setattr(writer, "FIRST_GAP_S", 60.0)
    monkeypatch.setattr(writer, "LONGEST_GAP_S", 60.0)


@pytest.mark.parametrize("seconds", [0.0, 4.0])
def test_a_first_attempt_that_succeeds_makes_six_calls_at_most_however_long_the_model_takes(
    world: World, calls: Counter[str], seconds: float
) -> None:
    world.model.answer = lambda: answer_after(seconds)

    assert world.deliver(body()) == []

    assert calls.total() <= CALLS_OF_A_FIRST_ATTEMPT, calls
    assert world.reason() is Reason.SUCCEEDED


def answer_after(seconds: float) -> dict[str, Any]:
    time.sleep(seconds)
    return converse_answer(json.dumps(BRIEF))
