"""The audit log: who did what, to what, why and when. Entries are added, never changed."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from execution_log import Redactor
from execution_log.clock import Clock, timestamp
from execution_log.unavailable import store_errors
from execution_log.values import storable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MONTH = "month"
POSITION = "position"
TTL_ATTRIBUTE = "expires_at"
"""The table's partition key, sort key and TTL attribute."""

KEPT_S = 90 * 24 * 60 * 60


class Action(StrEnum):
    REPROCESS = "reprocess"
    CANCEL = "cancel"
    PUT_BACK = "put_back"
    PUT_BACK_ALL = "put_back_all"
    DISCARD = "discard"
    EXPORT = "export"
    """Of one log."""
    EXPORT_LIST = "export_list"
    EXPORT_LINK = "export_link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody does. It names things, and holds neither tokens nor payloads."""

    who: str
    action: str
    """One of Action; a newer writer may know more."""
    tracking_id: str | None = None
    execution_id: str | None = None
    message_id: str | None = None
    reason: str | None = None
    export_id: str | None = None
    format: str | None = None
    filter: str | None = None
    """Which executions an export holds, as the list's query string."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed and its time (ISO 8601)."""

    at: str
    deed: Deed


class Audit(Protocol):
    """Where deeds are written down. Raises StoreUnavailable if that is not possible."""

    def record(self, deed: Deed) -> None:
        """To be called before the deed: what can't be written down does not happen."""


class AuditLog:
    """The audit table: one partition a month, sorted by time.

    A partition takes 1,000 writes a second, which people never reach. Every method raises
    StoreUnavailable if the table is down.
    """

    def __init__(self, table: str, client: "DynamoDBClient", clock: Clock) -> None:
        self._table = table
        self._client = client
        self._clock = clock
        self._redactor = Redactor()

    def record(self, deed: Deed) -> None:
        now = self._clock.now_ms()
        at = timestamp(now)
        item: dict[str, Any] = {
            MONTH: {"S": at[:7]},
            POSITION: {"S": f"{at}#{secrets.token_hex(4)}"},
            TTL_ATTRIBUTE: {"N": str(now // 1000 + KEPT_S)},
            **{name: {"S": self._clean(value)} for name, value in _told(deed)},
        }
        with store_errors():
            self._client.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression="attribute_not_exists(#month)",
                ExpressionAttributeNames={"#month": MONTH},
            )

    def entries(self, *, limit: int, before: str | None) -> tuple[list[Entry], str | None]:
        """Entries older than the position ``before``, newest first, and the position to go on from.

        Reads at most as many partitions as months that an entry is kept.
        """
        now = self._clock.now_ms()
        newest, oldest = timestamp(now), timestamp(now - KEPT_S * 1000)
        found: list[dict[str, Any]] = []
        for month in _months(min(newest, before or newest), oldest):
            found += self._page(month, before or "~", limit + 1 - len(found))
            if len(found) > limit:
                break
        page = [item for item in found[:limit] if int(item[TTL_ATTRIBUTE]["N"]) > now // 1000]
        more = len(found) > len(page) == limit
        return [_entry_of(item) for item in page], page[-1][POSITION]["S"] if more else None

    def _page(self, month: str, before: str, limit: int) -> list[dict[str, Any]]:
        with store_errors():
            answer = self._client.query(
                TableName=self._table,
                KeyConditionExpression="#month = :month AND #position < :before",
                ExpressionAttributeNames={"#month": MONTH, "#position": POSITION},
                ExpressionAttributeValues={":month": {"S": month}, ":before": {"S": before}},
                ScanIndexForward=False,
                ConsistentRead=True,
                Limit=limit,
            )
        return list(answer["Items"])

    def _clean(self, value: str) -> str:
        return storable(self._redactor.text(value))


def _told(deed: Deed) -> Iterator[tuple[str, str]]:
    values = ((field.name, getattr(deed, field.name)) for field in fields(deed))
    return ((name, value) for name, value in values if value is not None)


def _entry_of(item: dict[str, Any]) -> Entry:
    told = {field.name: item[field.name]["S"] for field in fields(Deed) if field.name in item}
    at = item[POSITION]["S"].partition("#")[0]
    return Entry(at, Deed(**told))


def _months(newest: str, oldest: str) -> Iterator[str]:
    """The months of two times, and all between, newest first."""
    year, month = int(newest[:4]), int(newest[5:7])
    while (name := f"{year:04d}-{month:02d}") >= oldest[:7]:
        yield name
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
