"""Events and executions as readers find them, made in a few words."""

import json
from typing import Any

from api.events import Row, read_events
from api.spans import Spans
from execution_log import Event, Execution, Reason, Redactor, Status
from execution_log.encode import event_json
from tests.clock import epoch_ms

STARTED = epoch_ms("2026-11-23T10:00:00.000Z")
EXECUTION_ID = "exec_1795428000000_abcdefghi"


def line(
    seq: int,
    step: str,
    status: str = "completed",
    at: int = 0,
    *,
    span: int | None = None,
    parent: int | None = None,
    message: str = "Something happened",
    **fields: Any,
) -> str:
    """An event as the recorder stores it, ``at`` milliseconds after the begin."""
    event = Event(
        seq=seq,
        step=step,
        status=Status(status),
        timestamp_ms=STARTED + at,
        offset_ms=at,
        message=message,
        span=span or seq,
        parent=parent,
        **{"metadata": {}, **fields},
    )
    return event_json(event, Redactor())


def rows(*lines: str) -> list[Row]:
    return list(read_events(list(lines)).rows)


def spans(*lines: str) -> list[dict[str, Any]]:
    """The spans as the API returns them."""
    return [json.loads(text) for text in Spans(rows(*lines)).as_json().values()]


def execution(reason: Reason = Reason.FAILED, **fields: Any) -> Execution:
    """It began at STARTED and, if it has ended, took 2m 30s."""
    ended = {"completed_at_ms": STARTED + 150_000, "duration_ms": 150_000}
    open_ended = reason in {Reason.RUNNING, Reason.QUEUED, Reason.KILLED}
    defaults: dict[str, Any] = {
        "tracking_id": "60B3RNTB",
        "execution_id": EXECUTION_ID,
        "attempt": 1,
        "company": "Acme Corp",
        "tier": "basic",
        "started_at_ms": STARTED,
        "expires_at": STARTED // 1000 + 7 * 24 * 3600,
        "reason": reason,
        **({} if open_ended else ended),
    }
    return Execution(**{**defaults, **fields})
