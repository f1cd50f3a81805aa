"""What tests of the recorder begin with."""

from collections.abc import Iterator

import pytest

from execution_log import writer
from execution_log.testing import Capture, capture
from tests.clock import HandClock
from tests.execution_log.faults import healthy
from tests.execution_log.faulty_network import World


@pytest.fixture
def captured() -> Iterator[Capture]:
    with capture() as captured:
        yield captured


class NoWaiting:
    """Where botocore looks for ``time``."""

    def sleep(self, seconds: float) -> None:
        """Backing off before the next try takes no time here."""


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time", NoWaiting())
    monkeypatch.setattr(writer, "RETRY_S", 0.001)
    monkeypatch.setattr(writer, "LAST_RETRY_S", 0.001)


@pytest.fixture
def world(moto_aws: None, no_waiting: None, hand_clock: HandClock) -> Iterator[World]:
    world = World(hand_clock)
    yield world
    world.faults.plan = healthy
