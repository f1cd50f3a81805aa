"""How many executions there are. They are counted where they lie, not read."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from execution_log import keys
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.lifecycle import GRACE_MS, UNSENT_MS
from execution_log.model import Reason, Status
from execution_log.unavailable import store_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGES = 2
"""Of 1 MB of index entries, some 2,500 executions, each: so many are counted of a shard at most."""


@dataclass(frozen=True, slots=True)
class Count:
    """``exact``: no more and no less; else there are at least so many."""

    count: int = 0
    exact: bool = True

    def __add__(self, other: "Count") -> "Count":
        return Count(self.count + other.count, self.exact and other.exact)


class ExecutionCounts(Protocol):
    """Counts executions as readers see them: one whose deadline is over has failed, an expired one
    is not there. Every method raises StoreUnavailable."""

    def by_status(
        self, statuses: Iterable[Status], *, since: str = "", before: str | None = None
    ) -> dict[Status, Count]:
        """Executions of all tracking ids from the position ``since`` until ``before``."""

    def running(self) -> Count:
        """Those that a process works on now."""


class _Part(NamedTuple):
    """Entries of one status in the index, and which of them count."""

    stored: Status
    condition: str


# What lifecycle.settled says, in DynamoDB's words.
KEPT = "(attribute_not_exists(expires_at) OR expires_at > :now_s)"
KILLED = "(reason = :running AND deadline_at_ms < :dead_since)"
UNSENT = (
    "(reason = :queued AND attribute_not_exists(message_id) AND (queued_at_ms < :unsent_since"
    " OR (attribute_not_exists(queued_at_ms) AND started_at_ms < :unsent_since)))"
)
PARTS = {
    Status.COMPLETED: [_Part(Status.COMPLETED, KEPT)],
    Status.FAILED: [
        _Part(Status.FAILED, KEPT),
        _Part(Status.IN_PROGRESS, f"{KEPT} AND ({KILLED} OR {UNSENT})"),
    ],
    Status.IN_PROGRESS: [_Part(Status.IN_PROGRESS, f"{KEPT} AND NOT ({KILLED} OR {UNSENT})")],
}
RUNNING = _Part(Status.IN_PROGRESS, f"{KEPT} AND reason = :running AND NOT {KILLED}")


class DynamoCounts:
    """Counts in the index by status, all shards at once."""

    def __init__(self, table: str, client: "DynamoDBClient", clock: Clock = SYSTEM_CLOCK) -> None:
        self._table = table
        self._client = client
        self._clock = clock
        self._shard_readers = ThreadPoolExecutor(keys.SHARDS)

    def by_status(
        self, statuses: Iterable[Status], *, since: str = "", before: str | None = None
    ) -> dict[Status, Count]:
        counts = {
            status: [
                self._of_shards(part, since or keys.FIRST, before or keys.LAST)
                for part in PARTS[status]
            ]
            for status in statuses
        }
        return {status: _sum(chain.from_iterable(parts)) for status, parts in counts.items()}

    def running(self) -> Count:
        return _sum(self._of_shards(RUNNING, keys.FIRST, keys.LAST))

    def _of_shards(self, part: _Part, low: str, high: str) -> Iterator[Count]:
        count = partial(self._of_shard, part, low, high)
        return self._shard_readers.map(count, range(keys.SHARDS))

    def _of_shard(self, part: _Part, low: str, high: str, number: int) -> Count:
        values = {
            ":shard": {"S": keys.status_shard(part.stored, number)},
            ":low": {"S": low},
            ":high": {"S": high},
            **_values(part.condition, self._clock.now_ms()),
        }
        count = 0
        start: dict[str, Any] = {}
        for _ in range(PAGES):
            page = self._page(part.condition, values, start)
            count += page["Count"]
            if "LastEvaluatedKey" not in page:
                return Count(count)
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        return Count(count, exact=False)

    def _page(self, condition: str, values: dict[str, Any], start: dict[str, Any]) -> Any:
        with store_errors():
            return self._client.query(
                TableName=self._table,
                IndexName=keys.INDEX_BY_STATUS,
                Select="COUNT",
                KeyConditionExpression="#shard = :shard AND #position BETWEEN :low AND :high",
                FilterExpression=condition,
                ExpressionAttributeNames={
                    "#shard": keys.STATUS_SHARD,
                    "#position": keys.POSITION,
                },
                ExpressionAttributeValues=values,
                ScanIndexForward=False,
                **start,
            )


def _values(condition: str, now_ms: int) -> dict[str, Any]:
    """Those that the condition names: DynamoDB takes no others."""
    known = {
        ":now_s": {"N": str(now_ms // 1000)},
        ":running": {"S": Reason.RUNNING.value},
        ":queued": {"S": Reason.QUEUED.value},
        ":dead_since": {"N": str(now_ms - GRACE_MS)},
        ":unsent_since": {"N": str(now_ms - UNSENT_MS)},
    }
    return {name: known[name] for name in re.findall(r":\w+", condition)}


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())
