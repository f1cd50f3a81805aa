"""Notes on a tracking id: what happened to its executions from outside."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from execution_log import keys
from execution_log.clock import SYSTEM_CLOCK, Clock, timestamp
from execution_log.unavailable import store_errors
from execution_log.values import SUMMARY_LIMIT, storable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

NOTES_LIMIT = 100
"""Newest notes that are read."""
BY_LIMIT = 200
"""Characters of who did it."""
DAY_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened, such as a message that came twice."""

    kind: str
    at_ms: int
    """Milliseconds since 1970-01-01 UTC."""
    message: str
    by: str | None
    """Who did it; None if nobody did."""


class Notes:
    """Notes in the execution-log table. Every method raises StoreUnavailable if that is down."""

    def __init__(
        self,
        table: str,
        client: "DynamoDBClient",
        *,
        retention_days: int = 7,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._table = table
        self._client = client
        self._retention_s = retention_days * DAY_S
        self._clock = clock

    def note(self, tracking_id: str, kind: str, message: str, by: str | None = None) -> None:
        """Adds a note. It is kept as long as an execution that begins now."""
        now = self._clock.now_ms()
        item: dict[str, Any] = {
            keys.PARTITION_KEY: {"S": keys.partition(tracking_id)},
            keys.SORT_KEY: {"S": keys.note(timestamp(now), secrets.token_hex(4))},
            keys.TTL_ATTRIBUTE: {"N": str(now // 1000 + self._retention_s)},
            "kind": {"S": kind},
            "at_ms": {"N": str(now)},
            "message": {"S": _clean(message, SUMMARY_LIMIT)},
            **({"by": {"S": _clean(by, BY_LIMIT)}} if by else {}),
        }
        with store_errors():
            self._client.put_item(TableName=self._table, Item=item)

    def notes(self, tracking_id: str) -> list[Note]:
        """The newest notes that have not expired, newest last."""
        with store_errors():
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
                ExpressionAttributeValues={
                    ":pk": {"S": keys.partition(tracking_id)},
                    ":prefix": {"S": keys.NOTE_PREFIX},
                },
                ScanIndexForward=False,
                ConsistentRead=True,
                Limit=NOTES_LIMIT,
            )
        now_s = self._clock.now_ms() // 1000
        alive = [i for i in answer["Items"] if int(i[keys.TTL_ATTRIBUTE]["N"]) > now_s]
        return [_note_of(item) for item in reversed(alive)]


def _note_of(item: dict[str, Any]) -> Note:
    return Note(
        kind=item["kind"]["S"],
        at_ms=int(item["at_ms"]["N"]),
        message=item["message"]["S"],
        by=item["by"]["S"] if "by" in item else None,
    )


def _clean(value: str, limit: int) -> str:
    """Without secrets, and as DynamoDB takes it."""
    from execution_log.encode import clean  # noqa: PLC0415 - who reads notes needs neither
    from execution_log.redaction import Redactor  # noqa: PLC0415

    return storable(clean(value, limit, Redactor()))
