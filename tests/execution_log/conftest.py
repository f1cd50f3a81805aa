"""What tests of the recorder begin with."""

from collections.abc import Iterator

import pytest

from execution_log import DynamoStore, Store, writer
from execution_log.testing import Capture, MemoryStore, capture
from tests.clock import HandClock
from tests.execution_log.faults import healthy
from tests.execution_log.faulty_network import World
from tests.tables import LOG_TABLE, make_log_table


@pytest.fixture(params=["dynamo", "memory"])
def store(request: pytest.FixtureRequest, hand_clock: HandClock, moto_aws: None) -> Store:
    if request.param == "memory":
        return MemoryStore(hand_clock.clock)
    return DynamoStore(LOG_TABLE, make_log_table(), hand_clock.clock)


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
