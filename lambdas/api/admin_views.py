"""The public JSON of what only admins see (docs: openapi.json)."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from execution_log import Execution
from execution_log.clock import timestamp
from execution_log.durations import readable

if TYPE_CHECKING:
    from api.audit import Entry
    from api.dead_letters import DeadLetter
    from api.export_state import Export


def dead_letter(letter: "DeadLetter") -> dict[str, Any]:
    values = asdict(letter)
    sent_at_ms = values.pop("sent_at_ms")
    return {
        **values,
        "sent_at": timestamp(sent_at_ms),
        "age_readable": readable(letter.age_ms),
    }


def audit_entry(entry: "Entry") -> dict[str, Any]:
    return {"at": entry.at, **asdict(entry.deed)}


def begun(execution: Execution) -> dict[str, Any]:
    """The execution that a request to process again has begun."""
    return {
        "tracking_id": execution.tracking_id,
        "execution_id": execution.execution_id,
        "attempt": execution.attempt,
        "final_status": execution.status.value,
        "reason": execution.reason.value,
    }


def export(export: "Export") -> dict[str, Any]:
    """An export that is written, or was, in the background."""
    return {
        "export_id": export.export_id,
        "format": export.format,
        "bom": export.bom,
        "filter": dict(export.filter),
        "requested_by": export.requested_by,
        "requested_at": timestamp(export.requested_at_ms),
        "state": export.state.value,
        "rows": export.rows,
        "searched_until": export.searched_until,
        "bytes": export.bytes,
        "truncated": export.truncated,
        "error": export.error,
        "completed_at": None
        if export.completed_at_ms is None
        else timestamp(export.completed_at_ms),
        "expires_at": timestamp(export.expires_at * 1000),
    }
