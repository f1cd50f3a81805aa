"""Puts the built page and this deployment's addresses into the site's bucket."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import aws_cdk as cdk
import jsii
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.logs import log_group
from infra.stages import Stage

BUILT_PAGE = Path(__file__).parent.parent / "frontend" / "dist"
HASHED = "assets/*"
"""The files whose names carry a hash of their content (Vite's default)."""
LONGEST_UPLOAD_SECONDS = 300
"""A failed upload without an answer would hold the deployment for an hour (CloudFormation)."""


class SiteFiles(Construct):
    """Two uploads: the page is to be asked for anew each time, its hashed parts never again."""

    def __init__(
        self, scope: Construct, construct_id: str, *, stage: Stage, bucket: s3.Bucket, page: Path
    ) -> None:
        super().__init__(scope, construct_id)
        self._bucket = bucket
        self._page = page
        self._logs = log_group(self, "Logs", stage=stage)
        self._role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        self._logs.grant_write(self._role)
        self._allow(["s3:ListBucket"], bucket.bucket_arn)
        self._allow(["s3:PutObject", "s3:DeleteObject"], bucket.arn_for_objects("*"))

    def publish(self, config: Mapping[str, str]) -> None:
        """`config` becomes `config.json`: addresses that are known only at deployment."""
        page = self._archive(deployment.Source.asset(str(self._page)))
        parts = self._upload(
            "Parts",
            sources=[page],
            exclude=["*"],
            include=[HASHED],
            prune=False,  # a page opened before this deployment may still ask for the old ones
            cache_control=[
                deployment.CacheControl.from_string("public, max-age=31536000, immutable")
            ],
        )
        entry = self._upload(
            "Page",
            sources=[
                page,
                self._archive(deployment.Source.json_data("config.json", dict(config))),
            ],
            exclude=[HASHED],
            cache_control=[deployment.CacheControl.no_cache()],
        )
        entry.node.add_dependency(parts)
        self._acknowledge()

    def _archive(self, source: deployment.ISource) -> deployment.ISource:
        """Lets the uploads read this one archive; CDK's grant is for every asset of the account."""
        bound = source.bind(self, handler_role=self._role.without_policy_updates())
        self._allow(["s3:GetObject"], bound.bucket.arn_for_objects(bound.zip_object_key))
        return _Bound(bound)

    def _upload(self, construct_id: str, **properties: Any) -> deployment.BucketDeployment:
        upload = deployment.BucketDeployment(
            self,
            construct_id,
            destination_bucket=self._bucket,
            role=self._role.without_policy_updates(),
            log_group=self._logs,
            **properties,
        )
        resource = cast(
            "cdk.CfnResource", upload.node.find_child("CustomResource").node.default_child
        )
        resource.add_property_override("ServiceTimeout", LONGEST_UPLOAD_SECONDS)
        return upload

    def _allow(self, actions: list[str], resource: str) -> None:
        self._role.add_to_policy(iam.PolicyStatement(actions=actions, resources=[resource]))

    def _acknowledge(self) -> None:
        stack = cdk.Stack.of(self)
        bucket = cast("s3.CfnBucket", self._bucket.node.default_child)
        cdk.Validations.of(self._role).acknowledge(
            cdk.Acknowledgment(
                id=f"AwsSolutions-IAM5[Resource::<{stack.resolve(bucket.logical_id)}.Arn>/*]",
                reason="Uploads write the files of the site's own bucket, whose names change with "
                "every build.",
            )
        )
        uploader = next(c for c in stack.node.children if c.node.id.startswith("Custom::CDKBucket"))
        cdk.Validations.of(uploader).acknowledge(
            cdk.Acknowledgment(
                id="AwsSolutions-L1",
                reason="The function and its runtime are CDK's own; they change with its version.",
            )
        )


@jsii.implements(deployment.ISource)
class _Bound:
    """A source whose archive is known already."""

    def __init__(self, bound: deployment.SourceConfig) -> None:
        self._bound = bound

    def bind(self, *_: object, **__: object) -> deployment.SourceConfig:
        return self._bound
