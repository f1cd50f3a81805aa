"""Time, in one injectable place."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Clock:
    """Wall time says when something happened; monotonic time says how long it took.

    Clocks jump and differ between machines, so no duration or order comes from wall time.
    """

    now_ms: Callable[[], int]
    """Milliseconds since 1970-01-01 UTC."""
    monotonic_ms: Callable[[], float]
    """Milliseconds from any fixed point; never goes back."""


SYSTEM_CLOCK = Clock(
    now_ms=lambda: time.time_ns() // 1_000_000,
    monotonic_ms=lambda: time.monotonic_ns() / 1_000_000,
)


@lru_cache(maxsize=64)
def timestamp(epoch_ms: int) -> str:
    """ISO 8601, UTC, milliseconds: ``2024-01-15T10:30:00.000Z``.

    Cached, since an event and its line, or a burst of events, fall into the same millisecond.
    """
    seconds, milliseconds = divmod(epoch_ms, 1000)
    return f"{_second(seconds)}.{milliseconds:03d}Z"


@lru_cache(maxsize=64)
def _second(seconds: int) -> str:
    """Cached, since the events of a job fall into few seconds."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"
