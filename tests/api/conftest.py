import pytest

from api.app import create_app
from api.queries import ExecutionLogs
from execution_log import Recorder
from execution_log.testing import MemoryStore
from tests.api.http import Client
from tests.clock import HandClock


@pytest.fixture
def store(hand_clock: HandClock) -> MemoryStore:
    return MemoryStore(hand_clock.clock)


@pytest.fixture
def recorder(store: MemoryStore, hand_clock: HandClock) -> Recorder:
    return Recorder(store, clock=hand_clock.clock)


@pytest.fixture
def client(store: MemoryStore, hand_clock: HandClock) -> Client:
    return Client(create_app(ExecutionLogs(store, hand_clock.clock), hand_clock.clock))
