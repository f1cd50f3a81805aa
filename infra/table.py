"""What our tables have in common."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.stages import Stage


def table(scope: Construct, *, stage: Stage, **properties: Any) -> dynamodb.TableV2:
    """An on-demand, encrypted table with point-in-time recovery, kept as the stage says."""
    return dynamodb.TableV2(
        scope,
        "Table",
        encryption=dynamodb.TableEncryptionV2.aws_managed_key(),
        point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=True
        ),
        deletion_protection=stage.keep_data,
        removal_policy=stage.removal_policy,
        **properties,
    )


def text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


def grant(grantee: iam.IGrantable, arns: Sequence[str], *operations: str) -> None:
    """Allows exactly these operations on exactly these resources."""
    iam.Grant.add_to_principal(
        grantee=grantee,
        actions=[f"dynamodb:{operation}" for operation in operations],
        resource_arns=list(arns),
    )
