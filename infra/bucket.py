"""What our buckets have in common."""

from typing import Any

from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.stages import Stage


def private_bucket(
    scope: Construct, construct_id: str, *, stage: Stage, **properties: Any
) -> s3.Bucket:
    """An encrypted bucket that nobody reads without a grant, kept as the stage says."""
    return s3.Bucket(
        scope,
        construct_id,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=stage.require_tls,
        removal_policy=stage.removal_policy,
        **properties,
    )
