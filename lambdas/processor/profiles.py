"""The profiles table: each profile with its status and its strategic brief."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from execution_log import aws
from execution_log.clock import SYSTEM_CLOCK, Clock, timestamp
from execution_log.dynamo import CLIENT_CONFIG
from processor.brief import Brief
from processor.errors import ProfilesUnavailable, Superseded
from processor.message import Profile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NOT_OVERTAKEN = "attribute_not_exists(execution_id) OR execution_id = :execution_id"
"""The fence: whoever starts takes the profile over, and whoever was overtaken can't overwrite the
newer result. Attempt numbers would not do: they begin anew when all logs of a profile have expired,
and there is none while the log's table is down."""

KEPT_BYTES = 300_000
"""The largest profile that is kept beside its results. An item may have 400 KB in all:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html"""


class Profiles:
    """Updates profiles on behalf of one attempt.

    Raises Superseded if a newer attempt has written, ProfilesUnavailable if the table is down.
    """

    def __init__(
        self, table: str, client: "DynamoDBClient | None" = None, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        self._table = table
        self._client: DynamoDBClient = client or aws.client("dynamodb", CLIENT_CONFIG)
        self._clock = clock

    def start(self, profile: Profile, execution_id: str) -> None:
        """Takes the profile over, with the status ``processing``; keeps it unless too large."""
        payload = profile.as_json()
        self._update(
            profile.tracking_id,
            execution_id,
            {
                "status": "processing",
                "processing_mode": "background",
                "processed_at": timestamp(self._clock.now_ms()),
                "company_name": profile.company_name,
                "tier_level": profile.tier_level,
                "profile": payload if len(payload) <= KEPT_BYTES else None,
            },
            take_over=True,
        )

    def complete(self, tracking_id: str, execution_id: str, brief: Brief) -> None:
        """Stores the brief, with the status ``completed``."""
        self._update(
            tracking_id, execution_id, {"status": "completed", "result": brief.model_dump_json()}
        )

    def fail(self, tracking_id: str, execution_id: str, error: str) -> None:
        """Stores why it failed, with the status ``failed``."""
        self._update(tracking_id, execution_id, {"status": "failed", "error": error})

    def _update(
        self,
        tracking_id: str,
        execution_id: str,
        values: Mapping[str, str | None],
        *,
        take_over: bool = False,
    ) -> None:
        changes = {
            **values,
            "execution_id": execution_id,
            "updated_at": timestamp(self._clock.now_ms()),
        }
        fence: Any = {} if take_over else {"ConditionExpression": NOT_OVERTAKEN}
        assignments = [f"#{name} = :{name}" for name in changes]
        try:
            self._client.update_item(
                TableName=self._table,
                Key={"tracking_id": {"S": tracking_id}},
                UpdateExpression=f"SET {', '.join(assignments)}",
                **fence,
                ExpressionAttributeNames={f"#{name}": name for name in changes},
                ExpressionAttributeValues={
                    f":{name}": {"NULL": True} if value is None else {"S": value}
                    for name, value in changes.items()
                },
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                raise Superseded("A newer attempt has taken over this profile") from error
            raise ProfilesUnavailable(f"The profile could not be stored: {error}") from error
        except BotoCoreError as error:
            raise ProfilesUnavailable(f"The profile could not be stored: {error}") from error
