"""Many executions in a store, in a few words."""

from dataclasses import replace
from typing import Any
from zlib import crc32

from execution_log import Execution, Store
from execution_log.clock import timestamp
from tests.clock import epoch_ms

STARTED = epoch_ms("2026-11-23T09:00:00.000Z")


def begin_many(store: Store, count: int, **fields: Any) -> list[str]:
    """Stores so many, a second apart; returns their tracking ids, newest first."""
    for number in range(count):
        begin(store, f"T{number:04d}", STARTED + number * 1000, **fields)
    return [f"T{number:04d}" for number in reversed(range(count))]


def begin(store: Store, tracking_id: str, started_at_ms: int, **fields: Any) -> Execution:
    """One that runs, or with a reason and its end, one that has ended."""
    expires_at = started_at_ms // 1000 + 7 * 24 * 3600
    execution = Execution(
        tracking_id=tracking_id,
        execution_id=f"exec_{started_at_ms}_{crc32(tracking_id.encode())}",
        attempt=1,
        started_at_ms=started_at_ms,
        **{"company": "Acme Corp", "tier": "basic", "expires_at": expires_at, **fields},
    )
    begun = store.begin(execution)
    if execution.completed_at_ms is not None:
        store.finish(replace(execution, attempt=begun.attempt))
    return begun


def begun_at(number: int) -> str:
    """The time at which the execution of this number began."""
    return timestamp(STARTED + number * 1000)
