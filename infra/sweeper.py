"""The function that ends, every minute, what nobody else will end."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra.execution_log_table import ExecutionLogTable
from infra.function import python_function
from infra.settings import Settings

TIMEOUT_SECONDS = 60


class Sweeper(Construct):
    def __init__(
        self, scope: Construct, construct_id: str, *, settings: Settings, log: ExecutionLogTable
    ) -> None:
        super().__init__(scope, construct_id)
        self.function = python_function(
            self,
            package="sweeper",
            settings=settings,
            timeout_seconds=TIMEOUT_SECONDS,
            environment={"EXECUTION_LOG_TABLE": log.table.table_name},
        )
        events.Rule(
            self,
            "EveryMinute",
            schedule=events.Schedule.rate(cdk.Duration.minutes(1)),
            targets=[targets.LambdaFunction(self.function)],
        )
