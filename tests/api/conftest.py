import pytest

from execution_log import Recorder
from execution_log.testing import MemoryStore
from tests.api.administration import World, app_over
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
    return Client(app_over(store, hand_clock.clock))


@pytest.fixture
def world(moto_aws: None, hand_clock: HandClock) -> World:
    return World(hand_clock.clock)


@pytest.fixture
def admin(world: World) -> Client:
    """A signed-in admin, with everything that admins work with."""
    return Client(world.app())
