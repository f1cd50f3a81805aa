"""The keys that seal cursors."""

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from constructs import Construct

from api.cursors import DAY, TTL_ATTRIBUTE
from infra.stages import Stage
from infra.table import grant, table


class CursorKeysTable(Construct):
    """A random key a day, forgotten two days later; its own table, so that no other grant reaches
    it."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.table = table(
            self,
            stage=stage,
            partition_key=dynamodb.Attribute(name=DAY, type=dynamodb.AttributeType.NUMBER),
            time_to_live_attribute=TTL_ATTRIBUTE,
        )

    def grant_agree(self, grantee: iam.IGrantable) -> None:
        """One operation makes a day's key or finds the one that is there."""
        grant(grantee, [self.table.table_arn], "UpdateItem")
