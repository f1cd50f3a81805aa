"""The public JSON of executions and logs (docs: openapi.json)."""

from typing import Any

from api.lifecycle import elapsed_ms
from api.queries import Log
from api.verdict import verdict
from execution_log import Execution
from execution_log.clock import timestamp
from execution_log.durations import readable


def summary(execution: Execution, now_ms: int) -> dict[str, Any]:
    """One execution in a list."""
    completed = execution.completed_at_ms
    return {
        "tracking_id": execution.tracking_id,
        "execution_id": execution.execution_id,
        "attempt": execution.attempt,
        "company": execution.company,
        "tier": execution.tier,
        "started_at": timestamp(execution.started_at_ms),
        "completed_at": timestamp(completed) if completed is not None else None,
        "duration_ms": execution.duration_ms,
        "duration_readable": readable(elapsed_ms(execution, now_ms)),
        "total_steps": execution.total_steps,
        "final_status": execution.status.value,
        "reason": execution.reason.value,
        "failed_step": execution.failed_step,
        "error": execution.error,
        "expires_at": timestamp(execution.expires_at * 1000),
    }


def execution_log(log: Log, now_ms: int) -> dict[str, Any]:
    """One execution with its steps."""
    return {
        **summary(log.execution, now_ms),
        "total_steps": log.total_steps,
        "attempts": log.attempts,
        "next_seq": log.next_seq,
        "has_more": log.has_more,
        "lost_events": log.execution.lost_events,
        "verdict": verdict(log.execution, log.open_step, now_ms),
        "steps": log.steps,
        "spans": log.spans,
    }
