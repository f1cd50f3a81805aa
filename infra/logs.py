"""Where functions and the API write what they log."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.stages import Stage


def log_group(scope: Construct, construct_id: str, *, stage: Stage) -> logs.LogGroup:
    """A log group that forgets after the stage's retention and goes with the stack."""
    return logs.LogGroup(
        scope,
        construct_id,
        retention=stage.log_retention,
        removal_policy=cdk.RemovalPolicy.DESTROY,
    )
