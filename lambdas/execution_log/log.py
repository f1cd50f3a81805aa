"""The log of one execution, as the job sees it."""

import contextvars
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from execution_log.clock import Clock
from execution_log.conventions import problems
from execution_log.errors import BadPractice
from execution_log.live import CLAIM_SECONDS, LiveExecution
from execution_log.model import Event, Execution, Reason, Status
from execution_log.timed_step import Step, current_span, error_fields, forget_step
from execution_log.values import text

P = ParamSpec("P")
R = TypeVar("R")

_current_log: ContextVar["ExecutionLog | None"] = ContextVar("execution_log", default=None)


def current_log() -> "ExecutionLog | None":
    """The log of the execution that is running in this context, if any."""
    return _current_log.get()


@contextmanager
def running(log: "ExecutionLog") -> Iterator[None]:
    """Makes the log the current one, with no step left of whatever ran before."""
    outer = _current_log.get()
    _current_log.set(log)
    forget_step()
    try:
        yield
    finally:
        _current_log.set(outer)


@dataclass(frozen=True, slots=True)
class Failure:
    """What broke an execution: the first failed event after the last completed one."""

    step: str
    """The step that failed, or the one left in progress when error handling began."""
    event: Event


class ExecutionLog:
    """Records what a job does. No method raises into the job, unless it is ``strict`` (tests)."""

    def __init__(self, live: LiveExecution, clock: Clock, *, strict: bool = False) -> None:
        self._live = live
        self._clock = clock
        self._strict = strict
        self._start = clock.monotonic_ms()
        self._lock = threading.Lock()
        self._begun: dict[str, int] = {}
        self._open: dict[int, str] = {}
        self.total_steps = 0
        self.last_status: Status | None = None
        self.failure: Failure | None = None
        self.outcome: dict[str, Any] = {}
        """Fields of Execution that its end adds, such as ``next_try_at_ms``."""

    @property
    def execution(self) -> Execution:
        return self._live.execution

    def completed(self, step: str, message: str, **metadata: Any) -> None:
        """Records a step that is over and went well."""
        self.event(step, Status.COMPLETED, message, metadata=metadata)

    def skipped(self, step: str, message: str, **metadata: Any) -> None:
        """Records a step that was not run, and why."""
        self.event(step, Status.SKIPPED, message, metadata=metadata)

    def in_progress(self, step: str, message: str, **metadata: Any) -> None:
        """Records that a step has begun. Prefer ``step()``, which also records its end."""
        self.event(step, Status.IN_PROGRESS, message, metadata=metadata)

    def failed(
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

    def step(self, name: str, message: str = "", *, durable: bool = False, **metadata: Any) -> Step:
        """A step that times itself: ``with log.step("pdf_generation", "Generating") as step:``.

        In progress from its beginning; completed at its end, or failed with the stack if an
        exception leaves the block (it goes on to the caller). ``durable`` waits until the beginning
        is stored: for work that is expensive or can't be undone.
        """
        return Step(self, name, message, metadata, durable=durable)

    def flush(self, timeout: float = 5.0) -> bool:
        """Waits up to ``timeout`` seconds until all events so far are stored; says if they are."""
        return self._live.flush(timeout)

    def make_durable(self) -> None:
        """As ``flush()``, but does not wait for a store that is known to be down."""
        self._live.make_durable()

    def claim(self, timeout: float = CLAIM_SECONDS) -> Execution:
        """Waits up to ``timeout`` seconds until this is stored as the newest attempt; returns it.

        For jobs that must not run twice at once. Raises what the succession refused it by, or
        StoreUnavailable.
        """
        self._live.claim(timeout)
        return self.execution

    @property
    def ended_as(self) -> Reason | None:
        """The reason its log has ended with; None while that goes on. A job may be done after the
        deadline guard has ended its log as timed out."""
        return self._live.ended_as

    def in_context(self, function: Callable[P, R]) -> Callable[P, R]:
        """The function for another thread, where its steps are children of the current one."""
        context = contextvars.copy_context()

        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            return context.copy().run(function, *args, **kwargs)

        return run

    def elapsed_ms(self) -> int:
        """Milliseconds since the execution began."""
        return int(self._clock.monotonic_ms() - self._start)

    def time_out(self, stack: str) -> None:
        """Records that the step begun last is cut off by Lambda's deadline, and where it was."""
        with self._lock:
            span, step = next(reversed(self._open.items()), (None, "error_handling"))
        self.event(
            step,
            Status.FAILED,
            f"Timed out: Lambda ends the process, and {step} has not finished",
            span=span,
            error_details=stack,
            error_code="TIMEOUT",
            retry_possible=True,
        )

    def event(
        self,
        step: str,
        status: Status,
        message: str,
        *,
        metadata: dict[str, Any] | None = None,
        span: int | None = None,
        parent: int | None = None,
        error_details: str | None = None,
        error_code: str | None = None,
        retry_possible: bool | None = None,
    ) -> int:
        """Records one event and returns its sequence number.

        Without a span it belongs to the step of that name that ``in_progress()`` began, if any.
        """
        if type(step) is not str:  # a job may hand over anything, even what can't be a key
            step = text(step)
        with self._lock:
            seq = self.total_steps + 1
            if span is None:
                span, parent = self._span_of(step, status, seq), current_span()
            offset = self.elapsed_ms()
            at = self._live.execution.started_at_ms + offset
            # By position, which takes half the time in the job's own thread.
            event = Event(
                seq,
                step,
                status,
                at,
                offset,
                message,
                span or seq,
                metadata or {},
                parent,
                error_details,
                error_code,
                retry_possible,
            )
            self._note(event)
            if self._live.record(event):
                self.total_steps = seq
        if self._strict:
            _check(event)
        return seq

    def _span_of(self, step: str, status: Status, seq: int) -> int:
        """Joins ``in_progress("x")`` and a later ``completed("x")`` into one span."""
        if status is Status.IN_PROGRESS:
            return self._begun.setdefault(step, seq)
        return self._begun.pop(step, seq)

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


def _check(event: Event) -> None:
    if found := problems(event):
        raise BadPractice("; ".join(found))
