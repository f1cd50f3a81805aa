"""The log of one execution, as the job sees it: events, and steps that time themselves."""

import threading
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from execution_log.clock import Clock
from execution_log.model import Event, Execution, Status
from execution_log.values import stack, summary

NEW_SPAN = 0
"""Asks for a span of its own: sequence numbers begin at 1."""

Record = Callable[[Event], None]
Flush = Callable[[float], bool]

_current_span: ContextVar[int | None] = ContextVar("execution_log_span", default=None)


@dataclass(frozen=True, slots=True)
class Failure:
    """What broke an execution: the first failed event after the last completed one."""

    step: str
    """The step that failed, or the one left in progress when error handling began."""
    event: Event


class ExecutionLog:
    """Records what a job does. No method raises into the job or waits for the store."""

    def __init__(self, execution: Execution, clock: Clock, record: Record, flush: Flush) -> None:
        self.execution = execution
        self._record = record
        self._flush = flush
        self._clock = clock
        self._start = clock.monotonic_ms()
        self._lock = threading.Lock()
        _current_span.set(None)  # a process that was reused may hold what a killed job left
        self._begun: dict[str, int] = {}
        self._open: dict[int, str] = {}
        self._seq = 0
        self.last_status: Status | None = None
        self.failure: Failure | None = None

    def completed(self, step: str, message: str, **metadata: Any) -> None:
        """Records a step that is over and went well."""
        self.event(step, Status.COMPLETED, message, metadata=metadata)

    def skipped(self, step: str, message: str, **metadata: Any) -> None:
        """Records a step that was not run, and why."""
        self.event(step, Status.SKIPPED, message, metadata=metadata)

    def in_progress(self, step: str, message: str, **metadata: Any) -> None:
        """Records that a step has begun. Prefer ``step()``, which also records its end."""
        self.event(step, Status.IN_PROGRESS, message, metadata=metadata)

    def failed(  # noqa: PLR0913 - each keyword is part of the contract
        self,
        step: str,
        message: str,
        *,
        error: BaseException | None = None,
        error_details: str | None = None,
        error_code: str | None = None,
        retry_possible: bool | None = None,
        **metadata: Any,
    ) -> None:
        """Records a step that failed, with the error's stack.

        An exception may carry ``error_code`` and ``retry_possible`` itself; what is told here wins.
        """
        given = {
            "error_details": error_details,
            "error_code": error_code,
            "retry_possible": retry_possible,
        }
        told = {name: value for name, value in given.items() if value is not None}
        self.event(
            step, Status.FAILED, message, metadata=metadata, **{**error_fields(error), **told}
        )

    def step(self, name: str, message: str = "", **metadata: Any) -> "Step":
        """A step that times itself: ``with log.step("pdf_generation", "Generating") as step:``.

        In progress from its beginning; completed at its end, or failed with the stack if an
        exception leaves the block (it goes on to the caller).
        """
        return Step(self, name, message, metadata)

    def flush(self, timeout: float = 5.0) -> bool:
        """Waits up to ``timeout`` seconds until all events so far are stored; says if they are."""
        return self._flush(timeout)

    def elapsed_ms(self) -> int:
        """Milliseconds since the execution began."""
        return max(0, int(self._clock.monotonic_ms() - self._start))

    @property
    def total_steps(self) -> int:
        return self._seq

    def event(
        self,
        step: str,
        status: Status,
        message: str,
        *,
        span: int | None = None,
        parent: int | None = None,
        **details: Any,
    ) -> int:
        """Records one event (details: fields of Event) and returns its sequence number.

        Without a span it belongs to the step of that name that ``in_progress()`` began, if any.
        """
        with self._lock:
            self._seq += 1
            if span is None:
                span, parent = self._span_of(step, status), _current_span.get()
            offset = self.elapsed_ms()
            event = Event(
                seq=self._seq,
                step=step,
                status=status,
                timestamp_ms=self.execution.started_at_ms + offset,
                offset_ms=offset,
                message=message,
                span=span or self._seq,
                parent=parent,
                **details,
            )
            self._note(event)
            self._record(event)
            return event.seq

    def _span_of(self, step: str, status: Status) -> int:
        """Joins ``in_progress("x")`` and a later ``completed("x")`` into one span."""
        if status is Status.IN_PROGRESS:
            return self._begun.setdefault(step, self._seq)
        return self._begun.pop(step, self._seq)

    def _note(self, event: Event) -> None:
        self.last_status = event.status
        if event.status is Status.IN_PROGRESS:
            self._open[event.span] = event.step
        else:
            self._open.pop(event.span, None)
        if event.status is Status.COMPLETED:
            self.failure = None
        elif event.status is Status.FAILED and self.failure is None:
            self.failure = Failure(next(reversed(self._begun), event.step), event)


class Step:
    """A running step. ``message`` and ``metadata`` may change until it ends."""

    def __init__(
        self, log: ExecutionLog, name: str, message: str, metadata: dict[str, Any]
    ) -> None:
        self.name = name
        self.message = message or f"Started {name}"
        self.metadata = metadata
        self._log = log
        self._span = 0

    def progress(self, done: int, total: int) -> None:
        """Records how far the step is."""
        self._event(Status.IN_PROGRESS, self.message, {"progress": {"done": done, "total": total}})

    def __enter__(self) -> Self:
        self._parent = _current_span.get()
        self._span = self._log.event(
            self.name,
            Status.IN_PROGRESS,
            self.message,
            span=NEW_SPAN,
            parent=self._parent,
            metadata=dict(self.metadata),
        )
        self._token = _current_span.set(self._span)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _current_span.reset(self._token)
        if error is None:
            self._event(Status.COMPLETED, self.message)
        else:
            self._event(Status.FAILED, summary(error), **error_fields(error))

    def _event(
        self, status: Status, message: str, metadata: dict[str, Any] | None = None, **details: Any
    ) -> None:
        self._log.event(
            self.name,
            status,
            message,
            metadata={**self.metadata, **(metadata or {})},
            span=self._span,
            parent=self._parent,
            **details,
        )


def error_fields(error: BaseException | None) -> dict[str, Any]:
    """The fields of a failed event. An error may carry ``error_code`` and ``retry_possible``."""
    if error is None:
        return {}
    return {
        "error_details": stack(error),
        "error_code": str(getattr(error, "error_code", type(error).__name__)),
        "retry_possible": getattr(error, "retry_possible", None),
    }
