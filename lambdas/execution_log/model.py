"""What an execution log is made of: executions (one per attempt) and their events."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Status(StrEnum):
    """The state of a step, and of an execution (which is never skipped)."""

    COMPLETED = "completed"
    FAILED = "failed"
    IN_PROGRESS = "in_progress"
    SKIPPED = "skipped"


class Reason(StrEnum):
    """Why an execution has its final status."""

    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    TIMED_OUT = "TIMED_OUT"
    KILLED = "KILLED"
    REJECTED = "REJECTED"

    @property
    def status(self) -> Status:
        return _STATUS_OF_REASON.get(self, Status.FAILED)


_STATUS_OF_REASON = {
    Reason.RUNNING: Status.IN_PROGRESS,
    Reason.SUCCEEDED: Status.COMPLETED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an execution ran: enough to find its message and its CloudWatch lines."""

    message_id: str | None = None
    request_id: str | None = None
    log_group: str | None = None
    log_stream: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One attempt to process one tracking id. Times are milliseconds since 1970-01-01 UTC."""

    tracking_id: str
    execution_id: str
    attempt: int
    company: str
    tier: str
    started_at_ms: int
    expires_at: int
    """Seconds since 1970-01-01 UTC, as DynamoDB's TTL wants it. No reader shows it afterwards."""
    deadline_at_ms: int | None = None
    """When Lambda ends the process for certain; None outside Lambda."""
    reason: Reason = Reason.RUNNING
    completed_at_ms: int | None = None
    duration_ms: int | None = None
    """From a monotonic clock, so not always the difference of the two times."""
    total_steps: int = 0
    lost_events: int = 0
    """Events that could not be stored, or did not fit into a full log."""
    failed_step: str | None = None
    error: str | None = None
    error_code: str | None = None
    retry_possible: bool | None = None
    origin: Origin = field(default_factory=Origin)

    @property
    def status(self) -> Status:
        return self.reason.status


class Event(NamedTuple):
    """One thing a step reported. Events are ordered by seq, never by time.

    A tuple, because a frozen dataclass takes three times as long to make, in the job's own thread.
    """

    seq: int
    step: str
    status: Status
    timestamp_ms: int
    offset_ms: int
    message: str
    span: int
    """The seq of the event that began the step; events of one step share it."""
    metadata: dict[str, Any]
    parent: int | None = None
    """The span this step ran inside."""
    error_details: str | None = None
    error_code: str | None = None
    retry_possible: bool | None = None
