"""The bus for what happens to executions."""

from aws_cdk import aws_events as events
from constructs import Construct

from infra.outputs import output


class EventBus(Construct):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.bus = events.EventBus(self, "Bus")
        output(self, "EventBusName", self.bus.event_bus_name)
