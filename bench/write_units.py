"""What DynamoDB bills for a write, from the item alone: emulators do not meter it reliably.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
and, for indexes, GSI.html, "Provisioned throughput considerations".
"""

import base64
import math
from collections import Counter
from typing import Any

from execution_log import keys
from execution_log.items import LISTED

Item = dict[str, dict[str, Any]]

UNIT_BYTES = 1024
KEYS = {keys.PARTITION_KEY, keys.SORT_KEY}
"""What every index entry holds, beside the keys of its index."""


def item_bytes(item: Item) -> int:
    """The size of an item: its attribute names and values."""
    return sum(len(name.encode()) + value_bytes(value) for name, value in item.items())


def value_bytes(attribute: dict[str, Any]) -> int:
    """The size of a value in DynamoDB's JSON, or as boto3 takes it (bytes). Numbers as the
    documentation approximates them."""
    ((kind, value),) = attribute.items()
    if kind == "S":
        return len(value.encode())
    if kind == "N":
        return math.ceil(len(value.lstrip("-").replace(".", "").strip("0")) / 2) + 1
    if kind == "B":
        return len(value if isinstance(value, bytes) else base64.b64decode(value))
    if kind in {"BOOL", "NULL"}:
        return 1
    if kind == "M":
        return 3 + item_bytes(value) + len(value)
    if kind == "L":
        return 3 + sum(value_bytes(element) + 1 for element in value)
    raise ValueError(f"no size is known for the type {kind}")


def units(item: Item) -> int:
    """Write request units of a put: every started kilobyte of the larger item counts."""
    return math.ceil(item_bytes(item) / UNIT_BYTES)


def put_units(new: Item, old: Item | None) -> int:
    """Of the base table: the larger of the item before and after."""
    return max(units(new), units(old) if old else 0)


def index_units(new: Item, old: Item | None) -> int:
    """Of all indexes."""
    return index_heat(new, old).total()


def index_heat(new: Item, old: Item | None) -> Counter[str]:
    """Of each partition of the indexes: an entry that moves costs a delete and a put."""
    heat: Counter[str] = Counter()
    for index, (shard, sort_key) in keys.INDEXES.items():
        entry, old_entry = index_entry(new, index), index_entry(old or {}, index)
        held = {*KEYS, shard, sort_key}
        if entry and old_entry and all(entry[name] == old_entry[name] for name in held):
            heat[f"{index}/{entry[shard]['S']}"] += put_units(entry, old_entry)
        else:
            for moved in filter(None, (entry, old_entry)):
                heat[f"{index}/{moved[shard]['S']}"] += units(moved)
    return heat


def index_entry(item: Item, index: str) -> Item:
    """What an index holds of an item: its keys and what lists show; nothing without its keys."""
    index_keys = set(keys.INDEXES[index])
    if not item.keys() >= index_keys:
        return {}
    held = {*index_keys, *KEYS, *LISTED}
    return {name: value for name, value in item.items() if name in held}
