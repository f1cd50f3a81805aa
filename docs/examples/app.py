"""Another team's CDK app: its functions record, and all it knows is the stage's name.

In this folder: `cdk deploy -c stage=dev`.
"""

from pathlib import Path
from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm

HERE = Path(__file__).parent
VARIABLES = ("execution-log-table", "retention-days", "log-level")


class Examples(cdk.Stack):
    def __init__(self, app: cdk.App, stage: str) -> None:
        super().__init__(app, f"ExecutionLogExamples-{stage}")
        let_record(self._add_function("Report", timeout_seconds=30), stage)
        let_record(self._add_function("Stuck", timeout_seconds=6), stage)

    def _add_function(self, name: str, *, timeout_seconds: int) -> lambda_.Function:
        function = lambda_.Function(
            self,
            name,
            code=lambda_.Code.from_asset(
                str(HERE / f"{name.lower()}_function"), exclude=["__pycache__"]
            ),
            handler="handler.handler",
            runtime=lambda_.Runtime.PYTHON_3_14,
            timeout=cdk.Duration.seconds(timeout_seconds),
        )
        cdk.CfnOutput(self, f"{name}Function", value=function.function_name)
        return function


def let_record(function: lambda_.Function, stage: str) -> None:
    """Gives a Python function what `Recorder.attach` gives it within the product's own app."""

    def published(name: str) -> str:
        return ssm.StringParameter.value_for_string_parameter(
            function, f"/execution-log/{stage}/{name}"
        )

    function.add_layers(
        lambda_.LayerVersion.from_layer_version_arn(
            function, "Recorder", published("recorder-layer-arn")
        )
    )
    cast("iam.IRole", function.role).add_managed_policy(
        iam.ManagedPolicy.from_managed_policy_arn(
            function, "Record", published("recorder-policy-arn")
        )
    )
    for name in VARIABLES:
        function.add_environment(name.replace("-", "_").upper(), published(name))


if __name__ == "__main__":
    app = cdk.App(analytics_reporting=False)
    Examples(app, app.node.get_context("stage"))
    app.synth()
