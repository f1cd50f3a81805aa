import pytest

from tests.clock import HandClock
from tests.processor.world import World


@pytest.fixture
def world(moto_aws: None, hand_clock: HandClock) -> World:
    return World(hand_clock)
