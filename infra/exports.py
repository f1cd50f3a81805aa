"""Exports: the function that writes them, their state and their files, all gone after a day."""

from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from constructs import Construct

from api.export_state import WAIT_S
from api.exports_table import EXPORT_ID, LIST, TTL_ATTRIBUTE
from infra.bucket import private_bucket
from infra.execution_log_table import ExecutionLogTable
from infra.function import python_function
from infra.settings import Settings
from infra.table import grant, table, text

TIMEOUT_SECONDS = 15 * 60
"""The most that Lambda allows."""
MEMORY_MB = 1_024
"""Not for the rows, which pass through in under 100 MB, but for the CPU that comes with it: a row
takes 0.2 ms of one (bench/export.py) and 1,769 MB are one, so a million rows take some 6 minutes.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html"""


class Exports(Construct):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: Settings,
        log: ExecutionLogTable,
        access_log: s3.Bucket,
    ) -> None:
        super().__init__(scope, construct_id)
        self.table = table(
            self,
            stage=settings.stage,
            partition_key=text(LIST),
            sort_key=text(EXPORT_ID),
            time_to_live_attribute=TTL_ATTRIBUTE,
        )
        self.bucket = private_bucket(
            self,
            "Bucket",
            stage=settings.stage,
            server_access_logs_bucket=access_log,
            server_access_logs_prefix="exports/",
            lifecycle_rules=[
                s3.LifecycleRule(
                    expiration=cdk.Duration.days(1),
                    abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
                )
            ],
        )
        self._files = self.bucket.arn_for_objects("exports/*")
        self.function = python_function(
            self,
            package="exporter",
            uses=("api",),
            settings=settings,
            timeout_seconds=TIMEOUT_SECONDS,
            memory_mb=MEMORY_MB,
            environment={
                "EXECUTION_LOG_TABLE": log.table.table_name,
                "EXPORTS_TABLE": self.table.table_name,
                "EXPORTS_BUCKET": self.bucket.bucket_name,
            },
        )
        # Whoever asked is told of a failure, and asks again: a second try would write behind that.
        self.function.configure_async_invoke(
            retry_attempts=0, max_event_age=cdk.Duration.seconds(WAIT_S)
        )
        self._let_write(self.function)

    def open_to(self, api: lambda_.Function) -> None:
        """Lets it ask for exports, tell of them and sign links to their files."""
        api.add_environment("EXPORTS_TABLE", self.table.table_name)
        api.add_environment("EXPORTS_BUCKET", self.bucket.bucket_name)
        api.add_environment("EXPORTER_FUNCTION", self.function.function_name)
        grant(api, [self.table.table_arn], "GetItem", "PutItem", "Query")
        self._allow(api, "s3:GetObject")
        # CDK's own grant would be for every version and alias too.
        iam.Grant.add_to_principal(
            grantee=api,
            actions=["lambda:InvokeFunction"],
            resource_arns=[self.function.function_arn],
        )

    def _let_write(self, function: lambda_.Function) -> None:
        grant(function, [self.table.table_arn], "GetItem", "PutItem")
        self._allow(function, "s3:PutObject", "s3:AbortMultipartUpload")

    def _allow(self, function: lambda_.Function, *actions: str) -> None:
        iam.Grant.add_to_principal(
            grantee=function, actions=list(actions), resource_arns=[self._files]
        )
        bucket = cast("s3.CfnBucket", self.bucket.node.default_child)
        logical_id = cdk.Stack.of(self).resolve(bucket.logical_id)
        cdk.Validations.of(cast("iam.Role", function.role)).acknowledge(
            cdk.Acknowledgment(
                id=f"AwsSolutions-IAM5[Resource::<{logical_id}.Arn>/exports/*]",
                reason="Each export is a file of its own in the exports' own bucket.",
            )
        )
