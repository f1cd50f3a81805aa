"""The execution-log table."""

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from constructs import Construct

from execution_log import keys
from execution_log.items import LISTED
from infra.outputs import output
from infra.stages import Stage
from infra.table import grant, table, text


class ExecutionLogTable(Construct):
    """Keeps executions and their events, and forgets them by itself (TTL)."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.table = table(
            self,
            stage=stage,
            partition_key=text(keys.PARTITION_KEY),
            sort_key=text(keys.SORT_KEY),
            time_to_live_attribute=keys.TTL_ATTRIBUTE,
            dynamo_stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            global_secondary_indexes=[
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=name,
                    partition_key=text(partition_key),
                    sort_key=text(sort_key),
                    projection_type=dynamodb.ProjectionType.INCLUDE,
                    non_key_attributes=list(LISTED),
                )
                for name, (partition_key, sort_key) in keys.INDEXES.items()
            ],
        )
        output(self, "LogTableName", self.table.table_name)

    def grant_record(self, grantee: iam.IGrantable) -> None:
        """Lets it write executions and read back its own. The indexes are for readers."""
        grant(grantee, [self.table.table_arn], "Query", "PutItem")

    def grant_request(self, grantee: iam.IGrantable) -> None:
        """Lets it queue and cancel executions and add notes."""
        grant(grantee, [self.table.table_arn], "PutItem", "UpdateItem")

    def grant_read(self, grantee: iam.IGrantable) -> None:
        """Names each index: CDK's own grant would allow `index/*`."""
        grant(grantee, [self.table.table_arn, *self._indexes()], "Query")

    def grant_list(self, grantee: iam.IGrantable) -> None:
        """Lets it read what lists show, and no event."""
        grant(grantee, self._indexes(), "Query")

    def grant_conclude(self, grantee: iam.IGrantable) -> None:
        """Lets it tell how executions ended."""
        grant(grantee, [self.table.table_arn], "UpdateItem")

    def grant_find_unfinished(self, grantee: iam.IGrantable) -> None:
        grant(grantee, [f"{self.table.table_arn}/index/{keys.INDEX_BY_STATUS}"], "Query")

    def _indexes(self) -> list[str]:
        return [f"{self.table.table_arn}/index/{name}" for name in keys.INDEXES]
