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

    QUEUED = "QUEUED"
    """Asked for again; its message waits in the queue."""
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    TIMED_OUT = "TIMED_OUT"
    KILLED = "KILLED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    SUPERSEDED = "SUPERSEDED"
    """A newer attempt was forced to begin before this one had ended."""
    SEND_FAILED = "SEND_FAILED"
    """Asked for again, but no message reached the queue."""
    DEAD_LETTERED = "DEAD_LETTERED"
    """The queue gave the message up."""

    @property
    def status(self) -> Status:
        return _STATUS_OF_REASON.get(self, Status.FAILED)


_STATUS_OF_REASON = {
    Reason.QUEUED: Status.IN_PROGRESS,
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
    trace_id: str | None = None
    """Of the X-Ray trace that was kept of it."""


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
    queued_at_ms: int | None = None
    """When its message was sent; it may have waited since."""
    retry_attempt: int | None = None
    """Which try of its message this is, from 1 on. None: nobody counts tries."""
    max_attempts: int | None = None
    """Tries that its message gets."""
    retry_of: str | None = None
    """The execution id of the same message's try before."""
    error_before: str | None = None
    """What went wrong in that try."""
    next_try_at_ms: int | None = None
    """When the message's next try is due; None if there is none."""
    requested_by: str | None = None
    """Who asked for it to be processed again."""
    request_reason: str | None = None
    request_key: str | None = None
    """Tells a repeated request from a new one (the HTTP header Idempotency-Key)."""
    begun_as: str | None = None
    """The execution id that its process had for it before it found it queued under this one."""
    cancel_requested_by: str | None = None
    origin: Origin = field(default_factory=Origin)
    first_events: tuple[str, ...] = field(default=(), compare=False, repr=False)
    last_events: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The header holds these as JSON texts: a short log costs no item of its own, and the last
    events are stored by the very write that ends the execution. Lists do not have them."""

    schema_version: int = field(default=2, compare=False, repr=False)
    """Of the rows. 1: events were keyed by attempt, and headers held none."""

    @property
    def status(self) -> Status:
        return self.reason.status

    @property
    def last_events_from(self) -> int:
        """The sequence number of the first of the last events."""
        return self.total_steps - len(self.last_events) + 1


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
