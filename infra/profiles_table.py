"""The profiles table."""

from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.outputs import output
from infra.stages import Stage
from infra.table import grant, table, text


class ProfilesTable(Construct):
    """Keeps each profile's status and result."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.table = table(self, stage=stage, partition_key=text("tracking_id"))
        output(self, "ProfilesTableName", self.table.table_name)

    def grant_update(self, grantee: iam.IGrantable) -> None:
        grant(grantee, [self.table.table_arn], "UpdateItem")

    def grant_read(self, grantee: iam.IGrantable) -> None:
        grant(grantee, [self.table.table_arn], "GetItem")
