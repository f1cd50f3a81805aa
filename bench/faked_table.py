"""A table of any size that needs no room: its indexes answer from a formula (``bench.rows``)."""

import json
import math
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Any

from api import cursors
from bench.rows import Entries
from bench.write_units import Item, item_bytes

ANSWER_BYTES = 1_048_576
"""A query's answer ends here:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html"""
READ_UNIT_BYTES = 4_096
EVENTUALLY = 0.5
"""Units of an eventually consistent read, the only kind that global indexes know:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html"""
CURSOR_KEY: Item = {"Attributes": {cursors.KEY: {"B": b64encode(bytes(32)).decode()}}}
"""What asking for the key of a day's cursors is answered."""


@dataclass
class Work:
    """What was asked of a table."""

    requests: int = 0
    rows: int = 0
    read_units: float = 0
    _lock: Lock = field(default_factory=Lock)

    def add(self, entries: list[Item]) -> None:
        """A query is billed by the sum of what it read."""
        size = sum(map(item_bytes, entries))
        with self._lock:
            self.requests += 1
            self.rows += len(entries)
            self.read_units += EVENTUALLY * max(1, math.ceil(size / READ_UNIT_BYTES))


class FakedTable:
    """A DynamoDB client, as far as lists use one."""

    def __init__(self, count: int) -> None:
        self._entries = Entries(count)
        self.work = Work()

    def query(self, **order: Any) -> dict[str, Any]:
        """Knows the key condition of ``DynamoStore`` alone."""
        values = order["ExpressionAttributeValues"]
        partition, low, high = (values[name]["S"] for name in (":partition", ":low", ":high"))
        index, backwards = order["IndexName"], not order["ScanIndexForward"]
        found = self._entries.between(index, partition, low, high, backwards=backwards)
        entries = list(_one_answer(found, order["Limit"]))
        self.work.add(entries)
        more = len(entries) == order["Limit"] or next(found, None) is not None
        last = {"LastEvaluatedKey": {"pk": entries[-1]["pk"]}} if more else {}
        return {"Items": entries, **last}


class Answers:
    """A faked table's answers as they go over a network; from the second time on they are ready."""

    def __init__(self, table: FakedTable) -> None:
        self._table = table
        self._ready: dict[str, bytes] = {}

    def to(self, order: str) -> bytes:
        if order not in self._ready:
            self._ready[order] = json.dumps(self._answer(json.loads(order))).encode()
        return self._ready[order]

    def _answer(self, order: Item) -> Item:
        return CURSOR_KEY if "UpdateExpression" in order else self._table.query(**order)


def _one_answer(found: Iterator[Item], limit: int) -> Iterator[Item]:
    """Up to the limit or a megabyte."""
    size = 0
    for entry in islice(found, limit):
        yield entry
        size += item_bytes(entry)
        if size > ANSWER_BYTES:
            return
