"""Fixtures for tests of what the recorder does on a bad day."""

from collections.abc import Iterator

import pytest

from execution_log import writer
from tests.clock import HandClock
from tests.execution_log.faults import healthy
from tests.execution_log.faulty_network import World


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
