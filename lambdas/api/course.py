"""What the events of an execution tell beyond themselves, as far as a verdict needs it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.events import MESSAGE, OFFSET_MS, STATUS, TIMESTAMP, Events, Row
from api.spans import Slowest, Spans
from execution_log import Execution
from execution_log.values import ERROR_LIMIT, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How an execution went, and which attempt is the newest."""

    events: int = 0
    open_step: str | None = None
    """The step that has begun and not ended."""
    last_event_ms: int | None = None
    """Its last sign of life. Milliseconds since 1970-01-01 UTC."""
    slowest: Slowest | None = None
    stack: str | None = None
    """Of what broke it."""
    newest_attempt: int = 0


def course_of(
    execution: Execution, events: Events, spans: Spans, *, newest_attempt: int, elapsed_ms: int
) -> Course:
    broken = failing_event(execution, events)
    return Course(
        events=len(events.rows),
        open_step=spans.open_step,
        last_event_ms=_last_event_ms(execution, events.rows),
        slowest=spans.slowest(elapsed_ms),
        stack=broken["error_details"] if broken else None,
        newest_attempt=newest_attempt,
    )


def failing_event(execution: Execution, events: Events) -> dict[str, Any] | None:
    """The event that broke the execution: the one with its error, else the last failed one."""
    failed = [n for n, row in enumerate(events.rows) if row[STATUS] == "failed"]
    if not failed or execution.error is None:
        return None
    same = (n for n in failed if _is_told_in(execution.error, events.rows[n][MESSAGE]))
    event: dict[str, Any] = json.loads(events.lines[next(same, failed[-1])])
    return event


def _is_told_in(error: str, message_json: str) -> bool:
    """Whether it is the message, or as much of it as a header holds."""
    message = json.loads(message_json)
    return error in {message, cut(message, ERROR_LIMIT)}


def _last_event_ms(execution: Execution, rows: Sequence[Row]) -> int | None:
    readable = (row for row in reversed(rows) if row[TIMESTAMP] != "null")
    last = next(readable, None)
    return None if last is None else execution.started_at_ms + int(last[OFFSET_MS])
