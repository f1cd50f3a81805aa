"""The public JSON of executions and logs (docs: openapi.json)."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.lifecycle import elapsed_ms
from api.links import Console
from api.pages import page_of
from api.reading import Reading
from api.verdict import verdict
from execution_log import Execution
from execution_log.clock import timestamp
from execution_log.durations import readable
from execution_log.notes import Note

if TYPE_CHECKING:
    from api.figures import Counted, Overview


def summary(execution: Execution, now_ms: int) -> dict[str, Any]:
    """One execution in a list."""
    return {
        "tracking_id": execution.tracking_id,
        "execution_id": execution.execution_id,
        "attempt": execution.attempt,
        "company": execution.company,
        "tier": execution.tier,
        "queued_at": _time(execution.queued_at_ms),
        "started_at": timestamp(execution.started_at_ms),
        "deadline_at": _time(execution.deadline_at_ms),
        "completed_at": _time(execution.completed_at_ms),
        "duration_ms": execution.duration_ms,
        "duration_readable": readable(elapsed_ms(execution, now_ms)),
        "total_steps": execution.total_steps,
        "final_status": execution.status.value,
        "reason": execution.reason.value,
        "failed_step": execution.failed_step,
        "error": execution.error,
        "error_code": execution.error_code,
        "retry": _retry(execution),
        "expires_at": timestamp(execution.expires_at * 1000),
    }


def counts(counted: "Counted") -> dict[str, Any]:
    by_status = {status.value: asdict(count) for status, count in counted.by_status.items()}
    return {**by_status, "counted_until": counted.until}


def overview(now: "Overview") -> dict[str, Any]:
    return {
        "running": asdict(now.running),
        "failed_last_hour": asdict(now.failed_last_hour),
        "waiting": {
            "messages": now.waiting,
            "oldest_sent_after": _time(now.oldest_sent_after_ms),
        },
        "dead_letters": now.dead_letters,
    }


def execution_log(
    reading: Reading, *, after_seq: int, most_bytes: int, now_ms: int, console: Console
) -> str:
    """One execution with a page of its steps, as JSON text: the steps go in as they are stored."""
    page = page_of(reading.events, reading.spans, after_seq=after_seq, most_bytes=most_bytes)
    head = {
        **details(reading, now_ms, console),
        "next_seq": page.next_seq,
        "has_more": page.has_more,
    }
    return (
        f'{json.dumps(head)[:-1]},"steps":[{",".join(page.steps)}]'
        f',"spans":[{",".join(page.spans)}]}}'
    )


def details(reading: Reading, now_ms: int, console: Console) -> dict[str, Any]:
    """All of a log but its steps."""
    execution = reading.execution
    return {
        **summary(execution, now_ms),
        "retry": _retry(execution, retry_of=execution.retry_of),
        "requested_by": execution.requested_by,
        "request_reason": execution.request_reason,
        "cancel_requested_by": execution.cancel_requested_by,
        "notes": [_note(note) for note in reading.notes],
        "total_steps": len(reading.events.lines),
        "attempts": reading.newest_attempt,
        "lost_events": execution.lost_events,
        "log_stream_url": console.log_stream_url(execution),
        "trace_url": console.trace_url(execution),
        "verdict": verdict(execution, reading.course(now_ms), now_ms),
    }


def _retry(execution: Execution, **more: Any) -> dict[str, Any] | None:
    """Which try of its message it is; None if nobody counts tries."""
    attempt, most = execution.retry_attempt, execution.max_attempts
    if attempt is None:
        return None
    return {
        "attempt": attempt,
        "of": most,
        "next_try_at": _time(execution.next_try_at_ms),
        "last": most is not None and attempt >= most,
        **more,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "kind": note.kind,
        "at": timestamp(note.at_ms),
        "message": note.message,
        "by": note.by,
    }


def _time(epoch_ms: int | None) -> str | None:
    return None if epoch_ms is None else timestamp(epoch_ms)
