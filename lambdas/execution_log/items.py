"""Executions as DynamoDB items and back. Pure; reads items of older and newer writers alike."""

from collections.abc import Sequence
from dataclasses import MISSING, fields, replace
from typing import Any

from execution_log import keys
from execution_log.clock import timestamp
from execution_log.model import Execution, Origin, Reason, Status
from execution_log.packing import deflated, pack, unpack
from execution_log.values import storable

Item = dict[str, Any]

HEADER_EVENTS_BYTES = 4_096
"""Deflated events that a header may hold, twice: 100 headers fit into one answer of a query."""

_EVENTS = {"first_events", "last_events"}
_NAMES = {
    record: frozenset(field.name for field in fields(record)) - _EVENTS
    for record in (Execution, Origin)
}

LISTED = (
    *("execution_id", "attempt", "company", "tier", "started_at_ms", "completed_at_ms"),
    *("duration_ms", "deadline_at_ms", "queued_at_ms", keys.TTL_ATTRIBUTE, "total_steps"),
    *("final_status", "reason", "failed_step", "error", "error_code", "retry_attempt"),
    *("max_attempts", "next_try_at_ms", "message_id"),
)
"""What the indexes hold of a header besides their keys: what lists show. All of it would cost each
index a write unit and more. 20 attributes are the most (DynamoDB API, Projection)."""

UNREADABLE = "unreadable"
"""Stands for a chunk that is broken or from a newer writer. It is no JSON, so readers notice."""

_EMPTY = {"execution_id": "", "company": "", "tier": "", "started_at_ms": 0, "expires_at": 0}

_REASON_OF_STATUS = {
    Status.IN_PROGRESS: Reason.RUNNING,
    Status.COMPLETED: Reason.SUCCEEDED,
}


def header_item(execution: Execution, sort_key: str = keys.NEWEST) -> Item:
    """The header: one item per attempt, the only kind that the indexes see."""
    number = keys.shard(execution.tracking_id)
    position = keys.position(timestamp(execution.started_at_ms), execution.execution_id)
    return {
        keys.PARTITION_KEY: {"S": keys.partition(execution.tracking_id)},
        keys.SORT_KEY: {"S": sort_key},
        keys.SHARD: {"S": keys.all_shard(number)},
        keys.STATUS_SHARD: {"S": keys.status_shard(execution.status, number)},
        keys.POSITION: {"S": position},
        **_company_position(execution.company, position),
        "final_status": {"S": execution.status.value},
        **_attributes(execution, *_EVENTS, "origin"),
        **_attributes(execution.origin),
        **_event_attributes(execution),
    }


def _company_position(company: str, position: str) -> Item:
    """Nothing without a company: the index by company does not see such a header."""
    name = keys.company(company)
    return {keys.COMPANY_POSITION: {"S": keys.company_prefix(name) + position}} if name else {}


def fit_header(*events: str) -> bool:
    """Whether a header can hold these events, deflated."""
    # Deflating more than this takes longer than another put.
    if sum(map(len, events)) > 20 * HEADER_EVENTS_BYTES:
        return False
    return len(deflated(events)["B"]) <= HEADER_EVENTS_BYTES


def chunk_item(execution: Execution, first_seq: int, events: Sequence[str]) -> Item:
    """A run of events in one attribute: it costs a fraction of a list of maps."""
    return {
        keys.PARTITION_KEY: {"S": keys.partition(execution.tracking_id)},
        keys.SORT_KEY: {"S": keys.chunk(execution.execution_id, first_seq)},
        keys.TTL_ATTRIBUTE: {"N": str(execution.expires_at)},
        "first_seq": {"N": str(first_seq)},
        "events": pack(events),
    }


def chunk_events(item: Item) -> list[str]:
    """The events of a chunk; one unreadable text for a chunk that can't be read."""
    return _unpacked(item.get("events", {}))


def chunk_prefix(execution: Execution) -> str:
    """What the sort keys of an execution's chunks begin with."""
    if execution.schema_version == 1:
        return keys.first_version_chunk_prefix(execution.attempt)
    return keys.chunk_prefix(execution.execution_id)


def execution_of(item: Item) -> Execution:
    """The execution of a header; attributes it does not know are ignored, missing ones empty."""
    attributes = {
        **_EMPTY,
        "tracking_id": item[keys.PARTITION_KEY]["S"].partition(":")[2],
        "attempt": int(item[keys.SORT_KEY]["S"].partition("#")[2]),
        **_values(item, Execution),
        **{name: tuple(_unpacked(item[name])) for name in _EVENTS if name in item},
    }
    attributes |= {"reason": _reason(item), "origin": Origin(**_values(item, Origin))}
    return Execution(**attributes)


def as_listed(execution: Execution) -> Execution:
    """The execution as lists know it."""
    unlisted = (f for f in fields(Execution) if f.name not in {*LISTED, "tracking_id"})
    return replace(
        execution,
        **{f.name: f.default for f in unlisted if f.default is not MISSING},
        origin=Origin(message_id=execution.origin.message_id),
    )


def _values(item: Item, record: type[Execution | Origin]) -> dict[str, Any]:
    return {name: _value(item[name]) for name in _NAMES[record] & item.keys()}


def _attributes(record: Execution | Origin, *exclude: str) -> Item:
    values = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in exclude}
    return {name: _attribute(value) for name, value in values.items() if value is not None}


def _event_attributes(execution: Execution) -> Item:
    held = {name: getattr(execution, name) for name in _EVENTS}
    return {name: deflated(events) for name, events in held.items() if events}


def _unpacked(attribute: dict[str, Any]) -> list[str]:
    try:
        return unpack(attribute)
    except (KeyError, ValueError):
        return [UNREADABLE]


def _attribute(value: str | int | bool) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    return {"S": storable(str(value))}


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
