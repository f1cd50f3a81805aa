"""The profiles as they came with their last message."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.errors import ProfileNotFound
from execution_log.unavailable import store_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class StoredProfiles:
    """Reads the profiles table. Raises StoreUnavailable if it is down."""

    table: str
    client: "DynamoDBClient"

    def payload(self, tracking_id: str) -> dict[str, object]:
        """All fields of the profile; raises ProfileNotFound if none is stored."""
        with store_errors():
            answer = self.client.get_item(
                TableName=self.table,
                Key={"tracking_id": {"S": tracking_id}},
                ProjectionExpression="profile",
                ConsistentRead=True,
            )
        text = answer.get("Item", {}).get("profile", {}).get("S")
        if text is None:
            raise ProfileNotFound(tracking_id)
        profile: dict[str, object] = json.loads(text)
        return profile
