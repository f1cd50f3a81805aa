"""The store's whole contract, on a table whose answers fail at random (S19, S22)."""

import boto3
import pytest

from execution_log import DynamoStore, Store
from execution_log.dynamo import CLIENT_CONFIG
from tests.clock import HandClock
from tests.execution_log.faults import Faults, at_random
from tests.execution_log.test_store import *  # noqa: F403
from tests.tables import LOG_TABLE, make_log_table

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def store(hand_clock: HandClock, moto_aws: None) -> Store:
    make_log_table()
    client = boto3.client("dynamodb", config=CLIENT_CONFIG)
    Faults(client, at_random(seed=1, rate=0.5))
    return DynamoStore(LOG_TABLE, client, hand_clock.clock)
