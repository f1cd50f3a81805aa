"""Lists of executions, read from the indexes of the table."""

import heapq
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from execution_log import keys
from execution_log.clock import Clock
from execution_log.items import Item, execution_of
from execution_log.model import Execution, Status
from execution_log.store import Page
from execution_log.unavailable import store_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

EVERY_ROWS = 250
"""Of a shard in one read of ``every``: with eight shards, some megabytes at a time."""

MOST_COMPANIES = 16
"""That are read one by one. With eight shards, 8 * 17 requests find so many, and each read of a
page takes 8 * 16: 264 for the first, some 0.3 s of a CPU."""

NO_EXPIRY = {"N": str(2**63)}
"""DynamoDB never deletes an item without the attribute."""


class DynamoLists:
    """The store's lists. Each shard of an index is read for itself, and the rows are merged."""

    def __init__(self, table: str, client: "DynamoDBClient", clock: Clock) -> None:
        self._table = table
        self._client = client
        self._clock = clock
        # Has no threads before the first list.
        self._shard_readers = ThreadPoolExecutor(keys.SHARDS)

    def companies(self, beginning: str) -> list[str] | None:
        """Where more than enough begin so, mostly the first shard alone tells."""
        if not beginning:
            return None
        found = partial(self._companies, keys.company(beginning))
        names = set(found(0))
        if len(names) <= MOST_COMPANIES:
            names.update(*self._shard_readers.map(found, range(1, keys.SHARDS)))
        return sorted(names) if len(names) <= MOST_COMPANIES else None

    def recent(
        self,
        *,
        status: Status | None,
        companies: Sequence[str] | None = None,
        limit: int,
        before: str | None = None,
        since: str = "",
    ) -> Page:
        runs = _runs(status, companies)
        return self._page(runs, since or keys.FIRST, before or keys.LAST, limit, backwards=True)

    def every(
        self,
        *,
        status: Status | None,
        companies: Sequence[str] | None = None,
        before: str | None = None,
        since: str = "",
    ) -> Iterator[Execution]:
        runs = _runs(status, companies)
        limit = math.ceil(EVERY_ROWS * keys.SHARDS / max(1, len(runs)))
        rows = (self._rows(run, since or keys.FIRST, before or keys.LAST, limit) for run in runs)
        yield from map(execution_of, heapq.merge(*rows, key=_position, reverse=True))

    def oldest(self, *, status: Status, limit: int, after: str | None = None) -> Page:
        return self._page(_runs(status), after or keys.FIRST, keys.LAST, limit, backwards=False)

    def _companies(self, beginning: str, number: int) -> list[str]:
        """Those of a shard, one more than enough at most. Jumps from each to the one before it,
        over all its rows."""
        found: list[str] = []
        last = beginning + keys.COMPANY_LAST
        while len(found) <= MOST_COMPANIES:
            run = _Run(keys.INDEX_BY_COMPANY, keys.all_shard(number))
            rows = self._between(run, beginning, last, limit=1, backwards=True)["Items"]
            if not rows:
                break
            found.append(rows[0][keys.COMPANY_POSITION]["S"].partition(keys.COMPANY_END)[0])
            last = keys.company_prefix(found[-1])
        return found

    def _page(
        self, runs: list["_Run"], low: str, high: str, limit: int, *, backwards: bool
    ) -> Page:
        """Executions from one position to another, from either end on.

        Each run gives a few more rows than its share. Where one has still more, the page ends
        before the first row that it did not give.
        """
        rows = _rows_per_run(limit, len(runs))
        read = partial(self._part, low=low, high=high, limit=rows, backwards=backwards)
        parts = list(self._shard_readers.map(read, runs))
        left = [position for part in parts for position in part.left]
        items = sorted(
            chain.from_iterable(part.items for part in parts), key=_position, reverse=backwards
        )
        end = max(left, default=keys.FIRST) if backwards else min(left, default=keys.LAST)
        known = [item for item in items if (_position(item) > end) is backwards]
        page = known[:limit]
        more = bool(left) or len(known) > limit
        return Page(
            executions=[execution_of(item) for item in self._alive(page)],
            next_position=_position(page[-1]) if more else None,
        )

    def _rows(self, run: "_Run", low: str, high: str, limit: int) -> Iterator[Item]:
        """All of a run from one position down to another, page by page."""
        while True:
            part = self._part(run, low, high, limit=limit, backwards=True)
            yield from self._alive(part.items)
            if not part.left:
                return
            high = _position(part.items[-1])

    def _part(self, run: "_Run", low: str, high: str, *, limit: int, backwards: bool) -> "_Part":
        """At least one row if there is one, at most ``limit`` and one."""
        # The last row of the page before, and one that tells of more.
        answer = self._between(
            run, run.prefix + low, run.prefix + high, limit=limit + 2, backwards=backwards
        )
        page_before = high if backwards else low
        items = [item for item in answer["Items"] if _position(item) != page_before]
        # DynamoDB also ends an answer at 1 MB.
        left = [_position(items.pop())] if items and "LastEvaluatedKey" in answer else []
        return _Part(items, left)

    def _between(
        self, run: "_Run", low: str, high: str, *, limit: int, backwards: bool
    ) -> dict[str, Any]:
        partition_key, sort_key = keys.INDEXES[run.index_name]
        return self._query(
            "#partition = :partition AND #sort BETWEEN :low AND :high",
            {":partition": {"S": run.partition}, ":low": {"S": low}, ":high": {"S": high}},
            IndexName=run.index_name,
            # DynamoDB reserves some words:
            # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
            ExpressionAttributeNames={"#partition": partition_key, "#sort": sort_key},
            ScanIndexForward=not backwards,
            Limit=limit,
        )

    def _alive(self, items: list[Item]) -> list[Item]:
        """DynamoDB deletes expired items late, by up to days; no reader may see them."""
        now = self._clock.now_ms() // 1000
        return [i for i in items if int(i.get(keys.TTL_ATTRIBUTE, NO_EXPIRY)["N"]) > now]

    def _query(self, condition: str, values: Item, **options: Any) -> dict[str, Any]:
        with store_errors():
            return self._client.query(  # type: ignore[return-value]
                TableName=self._table,
                KeyConditionExpression=condition,
                ExpressionAttributeValues=values,
                **options,
            )


class _Run(NamedTuple):
    """Rows of an index that lie in the order of their positions."""

    index_name: str
    partition: str
    prefix: str = ""
    """What their sort keys have before the position."""


class _Part(NamedTuple):
    """Some rows of a run, and the position of the next one, if there are more."""

    items: list[Item]
    left: list[str]


def _runs(status: Status | None, companies: Sequence[str] | None = None) -> list[_Run]:
    """Which hold all executions of these companies, else of the status."""
    shards = range(keys.SHARDS)
    if companies is not None:
        prefixes = [keys.company_prefix(company) for company in companies]
        return [
            _Run(keys.INDEX_BY_COMPANY, keys.all_shard(number), prefix)
            for prefix in prefixes
            for number in shards
        ]
    if status:
        return [_Run(keys.INDEX_BY_STATUS, keys.status_shard(status, number)) for number in shards]
    return [_Run(keys.INDEX_BY_START, keys.all_shard(number)) for number in shards]


def _rows_per_run(limit: int, runs: int) -> int:
    """Enough of them for a whole page in all but one case in a hundred: three standard deviations
    (Poisson) more than a run's share."""
    share = limit / max(1, runs)
    return math.ceil(share + 3 * math.sqrt(share))


def _position(item: Item) -> str:
    key = item.get(keys.POSITION) or item[keys.COMPANY_POSITION]
    return str(key["S"]).rpartition(keys.COMPANY_END)[2]
