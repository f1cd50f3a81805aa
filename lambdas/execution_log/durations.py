"""Durations as people read them (spec: "2m 30s")."""

from functools import lru_cache


def readable(duration_ms: int) -> str:
    """``450ms``, ``12.3s``, ``2m 30s``, ``1h 2m 30s``; whole seconds are written ``12s``."""
    if duration_ms < 1000:
        return f"{duration_ms}ms"
    if duration_ms < 60_000:
        tenths = duration_ms // 100
        return f"{tenths // 10}s" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}s"
    minutes, seconds = divmod(duration_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h {minutes}m {seconds}s" if hours else f"{minutes}m {seconds}s"


@lru_cache(maxsize=64)
def from_start(offset_ms: int) -> str:
    """The time from the start of the execution: ``+2m 30s``.

    Cached, since the events of a burst fall into the same millisecond.
    """
    return f"+{readable(offset_ms)}"
