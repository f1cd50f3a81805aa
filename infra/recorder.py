"""What other people's functions need to record: the library, the right to write, and where to."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.code import recorder_layer_code
from infra.execution_log_table import ExecutionLogTable
from infra.outputs import output
from infra.settings import Settings

PYTHONS = (
    *(lambda_.Runtime.PYTHON_3_11, lambda_.Runtime.PYTHON_3_12),
    *(lambda_.Runtime.PYTHON_3_13, lambda_.Runtime.PYTHON_3_14),
)


class Recorder(Construct):
    """Functions of this app are attached; those of others find all they need in SSM parameters."""

    def __init__(
        self, scope: Construct, construct_id: str, *, settings: Settings, log: ExecutionLogTable
    ) -> None:
        super().__init__(scope, construct_id)
        self._log = log
        self._layer = self._add_layer()
        self._environment = {
            "EXECUTION_LOG_TABLE": log.table.table_name,
            "RETENTION_DAYS": str(settings.retention_days),
            "LOG_LEVEL": settings.log_level,
        }
        self._publish(settings.stage.name)

    def attach(self, function: lambda_.Function) -> None:
        """Lets a Python function record: the layer, its environment and the right to write logs.

        In the function: `Recorder.from_environment()` (docs/recorder.md).
        """
        function.add_layers(self._layer)
        for name, value in self._environment.items():
            function.add_environment(name, value)
        self._log.grant_record(function)

    def _add_layer(self) -> lambda_.LayerVersion:
        """Each version is kept for ever: a function that pins one must not lose it."""
        layer = lambda_.LayerVersion(
            self,
            "Layer",
            code=recorder_layer_code(),
            description="execution_log: records the steps of a job",
            compatible_runtimes=list(PYTHONS),
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        output(self, "RecorderLayerArn", layer.layer_version_arn)
        return layer

    def _publish(self, stage: str) -> None:
        """What `attach` gives, under `/execution-log/<stage>/`: variables by their own names."""
        policy = iam.ManagedPolicy(self, "Policy", description="Record execution logs")
        self._log.grant_record(policy)
        parts = {
            "recorder-layer-arn": self._layer.layer_version_arn,
            "recorder-policy-arn": policy.managed_policy_arn,
            **{_dashed(name): value for name, value in self._environment.items()},
        }
        for name, value in parts.items():
            ssm.StringParameter(
                self, name, parameter_name=f"/execution-log/{stage}/{name}", string_value=value
            )


def _dashed(variable: str) -> str:
    return variable.lower().replace("_", "-")
