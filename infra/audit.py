"""The audit log: a table that is only ever added to."""

from aws_cdk import aws_iam as iam
from constructs import Construct

from api.audit import MONTH, POSITION, TTL_ATTRIBUTE
from infra.stages import Stage
from infra.table import grant, table, text


class AuditTable(Construct):
    """Keeps who did what; its own table, so that no other grant reaches it."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.table = table(
            self,
            stage=stage,
            partition_key=text(MONTH),
            sort_key=text(POSITION),
            time_to_live_attribute=TTL_ATTRIBUTE,
        )

    def grant_add_and_read(self, grantee: iam.IGrantable) -> None:
        """Nobody may change or delete an entry."""
        grant(grantee, [self.table.table_arn], "PutItem", "Query")
