"""Where the state of exports is kept, for a day."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.export_state import Export, State, settled
from execution_log.clock import Clock
from execution_log.unavailable import store_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LIST = "list"
EXPORT_ID = "export_id"
TTL_ATTRIBUTE = "expires_at"
"""The table's partition key, sort key and TTL attribute."""

ALL = {"S": "all"}
"""One partition: admins ask for a handful of exports a day."""
STATE = "state"
RECORD = "export"


class ExportsTable:
    """Every method raises StoreUnavailable if the table is down."""

    def __init__(self, table: str, client: "DynamoDBClient", clock: Clock) -> None:
        self._table = table
        self._client = client
        self._clock = clock

    def add(self, export: Export) -> None:
        with store_errors():
            self._client.put_item(TableName=self._table, Item=_item(export))

    def change(self, export: Export, *, was: State) -> bool:
        """Stores what has become of an export; False if its stored state is another by now."""
        with store_errors():
            try:
                self._client.put_item(
                    TableName=self._table,
                    Item=_item(export),
                    ConditionExpression="#state = :was",
                    ExpressionAttributeNames={"#state": STATE},
                    ExpressionAttributeValues={":was": {"S": was.value}},
                )
            except self._client.exceptions.ConditionalCheckFailedException:
                return False
        return True

    def export(self, export_id: str) -> Export | None:
        """The export as it stands now; None if there is none, or no more."""
        with store_errors():
            answer = self._client.get_item(
                TableName=self._table,
                Key={LIST: ALL, EXPORT_ID: {"S": export_id}},
                ConsistentRead=True,
            )
        return next(iter(self._alive(answer.get("Item"))), None)

    def newest(self, limit: int) -> list[Export]:
        """At most so many, newest first."""
        with store_errors():
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="#list = :all",
                ExpressionAttributeNames={"#list": LIST},
                ExpressionAttributeValues={":all": ALL},
                ScanIndexForward=False,
                ConsistentRead=True,
                Limit=limit,
            )
        return self._alive(*answer["Items"])

    def _alive(self, *items: Any) -> list[Export]:
        """DynamoDB deletes expired items late."""
        now_ms = self._clock.now_ms()
        found = [_export_of(item) for item in items if item]
        return [settled(export, now_ms) for export in found if export.expires_at * 1000 > now_ms]


def _item(export: Export) -> dict[str, Any]:
    return {
        LIST: ALL,
        EXPORT_ID: {"S": export.export_id},
        TTL_ATTRIBUTE: {"N": str(export.expires_at)},
        STATE: {"S": export.state.value},
        RECORD: {"S": json.dumps(asdict(export))},
    }


def _export_of(item: dict[str, Any]) -> Export:
    fields = json.loads(item[RECORD]["S"])
    return Export(**{**fields, STATE: State(fields[STATE])})
