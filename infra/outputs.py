"""The stack's outputs."""

import aws_cdk as cdk
from constructs import Construct


def output(scope: Construct, name: str, value: str) -> None:
    """An output under exactly this name, whichever construct it comes from."""
    cdk.CfnOutput(cdk.Stack.of(scope), name, value=value)
