"""A DynamoDB client that notes what its writes cost, and where."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.write_units import Item, index_heat, put_units
from execution_log import keys

TABLE = "table"
TRANSACTION = 2
"""A transaction writes twice in the table, not in its indexes:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html"""


class Meter:
    """Stands before a client, as far as ``DynamoStore`` uses one."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._heat: Counter[str] = Counter()

    def taken(self) -> Counter[str]:
        """Write units since this was last asked: of the table, and of each index partition."""
        heat, self._heat = self._heat, Counter()
        return heat

    def query(self, **request: Any) -> Any:
        return self._client.query(**request)

    def put_item(self, **request: Any) -> Any:
        with self._metered(request["TableName"], request["Item"]):
            return self._client.put_item(**request)

    def update_item(self, **request: Any) -> Any:
        with self._metered(request["TableName"], request["Key"]):
            return self._client.update_item(**request)

    def transact_write_items(self, *, TransactItems: list[Any]) -> Any:  # noqa: N803 (boto3's name)
        puts = [one["Put"] for one in TransactItems]
        before = [self._stored(put["TableName"], put["Item"]) for put in puts]
        answer = self._client.transact_write_items(TransactItems=TransactItems)
        for put, old in zip(puts, before, strict=True):
            self._note(put["Item"], old, times=TRANSACTION)
        return answer

    @contextmanager
    def _metered(self, table: str, item: Item) -> Iterator[None]:
        """A write that its condition refuses costs the table as much, and no index:
        https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html
        """
        old = self._stored(table, item)
        try:
            yield
        except self._client.exceptions.ConditionalCheckFailedException:
            self._heat[TABLE] += put_units(item, old)
            raise
        self._note(self._stored(table, item) or {}, old)

    def _note(self, new: Item, old: Item | None, times: int = 1) -> None:
        self._heat[TABLE] += times * put_units(new, old)
        self._heat += index_heat(new, old)

    def _stored(self, table: str, item: Item) -> Item | None:
        key = {name: item[name] for name in (keys.PARTITION_KEY, keys.SORT_KEY)}
        stored: Item | None = self._client.get_item(TableName=table, Key=key).get("Item")
        return stored
