"""Executions as DynamoDB items and back. Pure; reads items of older and newer writers alike."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from execution_log import keys
from execution_log.clock import timestamp
from execution_log.model import Execution, Origin, Reason, Status
from execution_log.packing import pack, unpack

Item = dict[str, Any]

SCHEMA_VERSION = 1

UNREADABLE = "unreadable"
"""Stands for a chunk that is broken or from a newer writer. It is no JSON, so readers notice."""

_EMPTY = {"execution_id": "", "company": "", "tier": "", "started_at_ms": 0, "expires_at": 0}

_REASON_OF_STATUS = {
    Status.IN_PROGRESS: Reason.RUNNING,
    Status.COMPLETED: Reason.SUCCEEDED,
}


def header_item(execution: Execution) -> Item:
    """The header: one item per attempt, the only kind that the indexes see."""
    number = keys.shard(execution.tracking_id)
    position = keys.position(timestamp(execution.started_at_ms), execution.execution_id)
    return {
        keys.PARTITION_KEY: {"S": keys.partition(execution.tracking_id)},
        keys.SORT_KEY: {"S": keys.header(execution.attempt)},
        keys.SHARD: {"S": keys.all_shard(number)},
        keys.STATUS_SHARD: {"S": keys.status_shard(execution.status, number)},
        keys.POSITION: {"S": position},
        "final_status": {"S": execution.status.value},
        "schema_version": {"N": str(SCHEMA_VERSION)},
        **_attributes(execution, exclude="origin"),
        **_attributes(execution.origin),
    }


def chunk_item(execution: Execution, first_seq: int, events: Sequence[str]) -> Item:
    """A run of events in one attribute: it costs a fraction of a list of maps."""
    return {
        keys.PARTITION_KEY: {"S": keys.partition(execution.tracking_id)},
        keys.SORT_KEY: {"S": keys.chunk(execution.attempt, first_seq)},
        keys.TTL_ATTRIBUTE: {"N": str(execution.expires_at)},
        "first_seq": {"N": str(first_seq)},
        "events": pack(events),
    }


def chunk_events(item: Item) -> list[str]:
    """The events of a chunk; one unreadable text for a chunk that can't be read."""
    try:
        return unpack(item["events"])
    except (KeyError, ValueError):
        return [UNREADABLE]


def execution_of(item: Item) -> Execution:
    """The execution of a header; attributes it does not know are ignored, missing ones empty."""
    attributes = {
        **_EMPTY,
        "tracking_id": item[keys.PARTITION_KEY]["S"].partition(":")[2],
        "attempt": int(item[keys.SORT_KEY]["S"].partition("#")[2]),
        **_values(item, Execution),
    }
    attributes |= {"reason": _reason(item), "origin": Origin(**_values(item, Origin))}
    return Execution(**attributes)


def _values(item: Item, record: type[Execution | Origin]) -> dict[str, Any]:
    return {f.name: _value(item[f.name]) for f in fields(record) if f.name in item}


def _attributes(record: Execution | Origin, exclude: str = "") -> Item:
    values = {f.name: getattr(record, f.name) for f in fields(record) if f.name != exclude}
    return {name: _attribute(value) for name, value in values.items() if value is not None}


def _attribute(value: str | int | bool) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    return {"S": str(value).encode("utf-8", "replace").decode()}


def _value(attribute: dict[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    return int(value) if kind == "N" else value


def _reason(item: Item) -> Reason:
    """A reason that only a newer writer knows is shown by its status."""
    try:
        return Reason(_value(item["reason"]))
    except (KeyError, ValueError):
        status = _value(item.get("final_status", {"S": ""}))
        return _REASON_OF_STATUS.get(status, Reason.FAILED)
