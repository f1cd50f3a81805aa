"""What is known of an export that a function writes in the background. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from execution_log.lifecycle import GRACE_MS

WAIT_S = 10 * 60
"""How long an export may wait for its function, which the account's concurrency may hold up."""
KEPT_S = 24 * 60 * 60

INTERRUPTED = "The export was interrupted; ask for it again"


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


OPEN = frozenset({State.QUEUED, State.RUNNING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Times are milliseconds since 1970-01-01 UTC."""

    export_id: str
    """Sorts exports by the time of their request."""
    format: str
    bom: bool
    """Whether the CSV file begins with a byte order mark."""
    filter: Mapping[str, str]
    """The list's query parameters, checked."""
    requested_by: str
    requested_at_ms: int
    expires_at: int
    """Seconds since 1970-01-01 UTC, as DynamoDB's TTL wants it. The file goes later."""
    deadline_ms: int
    """When it must have begun, and once it runs, when Lambda ends its function for certain."""
    state: State = State.QUEUED
    rows: int = 0
    bytes: int | None = None
    searched_until: str | None = None
    truncated: bool = False
    error: str | None = None
    completed_at_ms: int | None = None

    @property
    def key(self) -> str:
        """Of its file in the bucket."""
        return f"exports/{self.export_id}.{self.format}"


def settled(export: Export, now_ms: int) -> Export:
    """The export, failed if nobody can be writing it any more: that needs no heartbeat."""
    if export.state in OPEN and now_ms > export.deadline_ms + GRACE_MS:
        return replace(export, state=State.FAILED, error=INTERRUPTED)
    return export
