"""The public JSON of what only admins see (docs: openapi.json)."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from execution_log import Execution
from execution_log.clock import timestamp
from execution_log.durations import readable

if TYPE_CHECKING:
    from api.audit import Entry
    from api.dead_letters import DeadLetter


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
