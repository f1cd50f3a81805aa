"""The recorder library as a layer, for other people's functions."""

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.code import recorder_layer_code
from infra.outputs import output
from infra.stages import Stage


class RecorderLayer(Construct):
    """Each version is kept for ever: a function that pins one must not lose it."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.layer = lambda_.LayerVersion(
            self,
            "Layer",
            code=recorder_layer_code(),
            description="execution_log: records the steps of a job",
            compatible_runtimes=[
                lambda_.Runtime.PYTHON_3_11,
                lambda_.Runtime.PYTHON_3_12,
                lambda_.Runtime.PYTHON_3_13,
                lambda_.Runtime.PYTHON_3_14,
            ],
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        ssm.StringParameter(
            self,
            "Arn",
            parameter_name=f"/execution-log/{stage.name}/recorder-layer-arn",
            string_value=self.layer.layer_version_arn,
            description="The newest version of the recorder layer",
        )
        output(self, "RecorderLayerArn", self.layer.layer_version_arn)
