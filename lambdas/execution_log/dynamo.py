"""The store of execution logs in DynamoDB."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from execution_log import keys
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.errors import AttemptContention, StoreUnavailable
from execution_log.items import Item, chunk_events, chunk_item, execution_of, header_item
from execution_log.model import Execution, Status
from execution_log.store import Numbered, Page

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLIENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 3},
)
"""At worst some 10 s for one call. botocore's defaults (60 s, up to 10 attempts) could hang a job
for minutes and have changed between its versions."""

BEGIN_ATTEMPTS = 64
"""Tries to get an attempt number. A try is lost only to another attempt that takes the number, so
this is enough for as many attempts of one tracking id at once."""

# Each is also true for the same write repeated after its answer was lost, but not for one that was
# held up in the network and arrives after the end.
NOT_THERE = (
    "attribute_not_exists(pk) OR (execution_id = :execution_id AND final_status = :in_progress)"
)
STILL_OPEN = (
    "execution_id = :execution_id AND (final_status = :in_progress"
    " OR (completed_at_ms = :completed_at_ms AND reason = :reason))"
)
# Once all attempts have expired and are deleted, numbers begin anew. A process that slept so long
# must not write into the attempt that has its number now.
NOT_NEWER = "attribute_not_exists(pk) OR expires_at <= :expires_at"

NO_EXPIRY = {"N": str(2**63)}
"""DynamoDB never deletes an item without the attribute."""


class DynamoStore:
    """Executions and their events in one table (layout: docs/architecture.md)."""

    def __init__(
        self, table: str, client: "DynamoDBClient | None" = None, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        self._table = table
        self._client = client or boto3.client("dynamodb", config=CLIENT_CONFIG)
        self._clock = clock

    def begin(self, tracking_id: str, execution: Numbered) -> Execution:
        """Takes the number after the newest attempt's; whoever loses a race takes the next.

        If the newest is this very execution, an earlier begin was stored and its answer lost.
        """
        for _ in range(BEGIN_ATTEMPTS):
            newest = self._newest(tracking_id)
            numbered = execution(newest.attempt + 1 if newest else 1)
            if newest and newest.execution_id == numbered.execution_id:
                return newest
            if self._put_if(
                header_item(numbered),
                NOT_THERE,
                {
                    ":execution_id": {"S": numbered.execution_id},
                    ":in_progress": {"S": Status.IN_PROGRESS.value},
                },
            ):
                return numbered
        raise AttemptContention(f"{BEGIN_ATTEMPTS} attempts began before this one could")

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        self._put_if(
            chunk_item(execution, first_seq, events),
            NOT_NEWER,
            {":expires_at": {"N": str(execution.expires_at)}},
        )

    def finish(self, execution: Execution) -> None:
        self._put_if(
            header_item(execution),
            STILL_OPEN,
            {
                ":execution_id": {"S": execution.execution_id},
                ":in_progress": {"S": Status.IN_PROGRESS.value},
                ":completed_at_ms": {"N": str(execution.completed_at_ms)},
                ":reason": {"S": execution.reason.value},
            },
        )

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        last = keys.header(before_attempt - 1) if before_attempt else f"{keys.HEADER_PREFIX}~"
        headers = self._headers(tracking_id, last, limit)
        return [execution_of(item) for item in self._alive(headers)]

    def events(self, execution: Execution, *, after_seq: int = 0) -> Iterator[str]:
        """Chunks are read forwards, or, after a number, backwards until the chunk that has it."""
        chunks = self._chunks(execution, forwards=after_seq == 0)
        if after_seq == 0:
            for item in chunks:
                yield from chunk_events(item)
        else:
            yield from _after(chunks, after_seq)

    def recent(
        self, *, status: Status | None, limit: int, before: str | None = None, since: str = ""
    ) -> Page:
        with ThreadPoolExecutor(keys.SHARDS) as pool:
            shards = pool.map(
                lambda number: self._shard(number, status, before, since, limit + 1),
                range(keys.SHARDS),
            )
            items = [item for shard in shards for item in shard]
        items.sort(key=_position, reverse=True)
        more = len(items) > limit
        newest = items[:limit]
        return Page(
            executions=[execution_of(item) for item in self._alive(newest)],
            next_position=_position(newest[-1]) if more else None,
        )

    def _newest(self, tracking_id: str) -> Execution | None:
        """Expired or not: only a number that no row has is free."""
        headers = self._headers(tracking_id, f"{keys.HEADER_PREFIX}~", limit=1)
        return next(map(execution_of, headers), None)

    def _headers(self, tracking_id: str, last: str, limit: int) -> list[Item]:
        """The headers up to the sort key ``last``, newest attempt first."""
        answer = self._query(
            "pk = :pk AND sk BETWEEN :first AND :last",
            {
                ":pk": {"S": keys.partition(tracking_id)},
                ":first": {"S": keys.HEADER_PREFIX},
                ":last": {"S": last},
            },
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=limit,
        )
        return list(answer["Items"])

    def _chunks(self, execution: Execution, *, forwards: bool) -> Iterator[Item]:
        page: dict[str, Any] = {}
        while True:
            answer = self._query(
                "pk = :pk AND begins_with(sk, :prefix)",
                {
                    ":pk": {"S": keys.partition(execution.tracking_id)},
                    ":prefix": {"S": keys.chunk_prefix(execution.attempt)},
                },
                ScanIndexForward=forwards,
                ConsistentRead=True,
                **page,
            )
            yield from self._alive(answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            page = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _shard(
        self, number: int, status: Status | None, before: str | None, since: str, limit: int
    ) -> list[Item]:
        index, attribute, value = (
            (keys.INDEX_BY_STATUS, keys.STATUS_SHARD, keys.status_shard(status, number))
            if status
            else (keys.INDEX_BY_START, keys.SHARD, keys.all_shard(number))
        )
        answer = self._query(
            "#shard = :shard AND #position BETWEEN :since AND :before",
            {
                ":shard": {"S": value},
                ":since": {"S": since or "0"},
                ":before": {"S": before or "~"},
            },
            IndexName=index,
            # DynamoDB reserves both words:
            # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
            ExpressionAttributeNames={"#shard": attribute, "#position": keys.POSITION},
            ScanIndexForward=False,
            Limit=limit + 1,
        )
        return [item for item in answer["Items"] if _position(item) != before]

    def _alive(self, items: list[Item]) -> list[Item]:
        """DynamoDB deletes expired items late, by up to days; no reader may see them."""
        now = self._clock.now_ms() // 1000
        return [i for i in items if int(i.get(keys.TTL_ATTRIBUTE, NO_EXPIRY)["N"]) > now]

    def _query(self, condition: str, values: Item, **options: Any) -> dict[str, Any]:
        with _wrapped():
            return self._client.query(  # type: ignore[return-value]
                TableName=self._table,
                KeyConditionExpression=condition,
                ExpressionAttributeValues=values,
                **options,
            )

    def _put_if(self, item: Item, condition: str, values: Item) -> bool:
        """Puts the item if the condition holds; says whether it did."""
        try:
            with _wrapped():
                self._client.put_item(
                    TableName=self._table,
                    Item=item,
                    ConditionExpression=condition,
                    ExpressionAttributeValues=values,
                )
        except _ConditionFailed:
            return False
        return True


class _ConditionFailed(Exception):
    """Strictly private: a conditional write found another state than it asked for."""


@contextmanager
def _wrapped() -> Iterator[None]:
    """The one place where the SDK's errors become ours."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            raise _ConditionFailed from error
        raise StoreUnavailable(str(error)) from error
    except BotoCoreError as error:
        raise StoreUnavailable(str(error)) from error


def _position(item: Item) -> str:
    return str(item[keys.POSITION]["S"])


def _after(chunks: Iterator[Item], after_seq: int) -> Iterator[str]:
    """The events younger than a sequence number, from chunks that come newest first."""
    newer: list[list[str]] = []
    for item in chunks:
        first = int(item[keys.SORT_KEY]["S"].rpartition("#")[2])
        lines = chunk_events(item)
        newer.append(lines[max(0, after_seq + 1 - first) :])
        if first <= after_seq + 1:
            break
    for lines in reversed(newer):
        yield from lines
