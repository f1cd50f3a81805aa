"""Steps from their events: begun, ended, how long, inside which other step."""

from collections.abc import Iterable
from typing import Any

from execution_log.durations import readable

Event = dict[str, Any]
Span = dict[str, Any]


def spans_of(events: Iterable[Event]) -> list[Span]:
    """One span per step, in the order they began."""
    spans: dict[int, Span] = {}
    for event in events:
        number = event["span"]
        if number in spans:
            _continue(spans[number], event)
        else:
            spans[number] = _begin(event)
    return list(spans.values())


def open_step(spans: Iterable[Span]) -> str | None:
    """The step that began last and has not ended."""
    return next((s["step"] for s in reversed(list(spans)) if s["status"] == "in_progress"), None)


def _begin(event: Event) -> Span:
    span = {
        "span": event["span"],
        "parent": event["parent"],
        "step": event["step"],
        "status": event["status"],
        "started_at": event["timestamp"],
        "ended_at": None,
        "offset_ms": event["offset_ms"],
        "duration_ms": None,
        "duration_readable": None,
    }
    _continue(span, event)
    return span


def _continue(span: Span, event: Event) -> None:
    span["status"] = event["status"]
    if event["status"] == "in_progress":
        return
    span["ended_at"] = event["timestamp"]
    span["duration_ms"] = event["offset_ms"] - span["offset_ms"]
    span["duration_readable"] = readable(span["duration_ms"])
