"""A recorder whose table is behind a network that fails on demand, and what must come of it."""

import json
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, Any

import boto3

from execution_log import DynamoStore, Execution, Reason, Recorder, keys
from execution_log.dynamo import CLIENT_CONFIG
from execution_log.packing import unpack
from tests.clock import HandClock
from tests.execution_log.faults import Faults, Plan, healthy
from tests.execution_log.test_deadline import FAR
from tests.tables import LOG_TABLE, make_log_table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

STEPS = 5
EVENTS = 2 * STEPS
EVENT_ATTRIBUTES = ("events", "first_events", "last_events")


class World:
    """A recorder, its table and the network between them."""

    def __init__(self, clock: HandClock) -> None:
        self.table: DynamoDBClient = make_log_table()
        client = boto3.client("dynamodb", config=CLIENT_CONFIG)
        self.faults = Faults(client)
        self.store = DynamoStore(LOG_TABLE, client, clock.clock)
        self.stdout = StringIO()
        ids = count(1)
        self.recorder = Recorder(
            self.store,
            clock=clock.clock,
            stdout=self.stdout,
            execution_id=lambda _: f"exec_1_{next(ids)}",
        )

    def record(self, plan: Plan = healthy, tracking_id: str = "60B3RNTB") -> str:
        """A whole execution on such a network; returns the job's result."""
        self.faults.plan = plan
        with self.recorder.execution(tracking_id, lambda_context=FAR) as log:
            log.flush(0.01)
            for number in range(STEPS):
                with log.step("page_rendering", f"Page {number}"):
                    log.flush(0.01)
        self.faults.plan = healthy
        return "done"

    def executions(self, tracking_id: str = "60B3RNTB") -> list[Execution]:
        return self.store.executions(tracking_id, limit=9)

    def stored(self, tracking_id: str = "60B3RNTB") -> list[int]:
        """The sequence numbers of all events in the table, as often as they are there."""
        items = self.table.query(
            TableName=LOG_TABLE,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": keys.partition(tracking_id)}},
        )["Items"]
        held = [item[name] for item in items for name in EVENT_ATTRIBUTES if name in item]
        return sorted(json.loads(line)["seq"] for packed in held for line in unpack(packed))

    def printed(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stdout.getvalue().splitlines()]


def assert_whole(world: World, tracking_id: str = "60B3RNTB") -> None:
    (execution,) = world.executions(tracking_id)
    assert (execution.attempt, execution.reason) == (1, Reason.SUCCEEDED)
    assert (execution.total_steps, execution.lost_events) == (EVENTS, 0)
    assert world.stored(tracking_id) == list(range(1, EVENTS + 1))
    read = [json.loads(line)["seq"] for line in world.store.events(execution)]
    assert read == list(range(1, EVENTS + 1))
