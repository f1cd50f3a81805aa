"""A step that times itself."""

from contextvars import ContextVar
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from execution_log.model import Status
from execution_log.values import stack, summary

if TYPE_CHECKING:
    from execution_log.log import ExecutionLog

T = TypeVar("T")

NEW_SPAN = 0
"""Asks for a span of its own: sequence numbers begin at 1."""

_current_step: ContextVar["Step | None"] = ContextVar("execution_log_step", default=None)


def current_step() -> "Step | None":
    """The step that is running in this context, if any."""
    return _current_step.get()


def current_span() -> int | None:
    """The span of the step that is running in this context, if any."""
    step = _current_step.get()
    return step.span if step else None


def forget_step() -> None:
    """Begins afresh: a process that is used again may hold the step of a job that was killed."""
    _current_step.set(None)


class Step:
    """A running step. ``message`` and ``metadata`` may change until it ends."""

    def __init__(
        self,
        log: "ExecutionLog",
        name: str,
        message: str,
        metadata: dict[str, Any],
        *,
        durable: bool = False,
    ) -> None:
        self.name = name
        self.message = message or f"Started {name}"
        self.metadata = metadata
        self.span = NEW_SPAN
        self.parent: int | None = None
        self._log = log
        self._durable = durable

    def progress(self, done: int, total: int) -> None:
        """Records how far the step is."""
        self.report(self.message, progress={"done": done, "total": total})

    def report(self, message: str, **metadata: Any) -> None:
        """Records something that happens while the step goes on."""
        self._event(Status.IN_PROGRESS, message, {**self.metadata, **metadata})

    def __enter__(self) -> Self:
        self.parent = current_span()
        self.span = self._event(Status.IN_PROGRESS, self.message, self.metadata)
        self._outer = _current_step.get()
        _current_step.set(self)
        if self._durable:
            self._log.make_durable()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if _current_step.get() is self:  # it is not if the step ends in another context
            _current_step.set(self._outer)
        if error is None:
            self._event(Status.COMPLETED, self.message, self.metadata)
        else:
            self._log.event(
                self.name,
                Status.FAILED,
                summary(error),
                metadata=self.metadata,
                span=self.span,
                parent=self.parent,
                **error_fields(error),
            )

    def _event(self, status: Status, message: str, metadata: dict[str, Any]) -> int:
        return self._log.event(
            self.name, status, message, metadata=metadata, span=self.span, parent=self.parent
        )


def error_fields(error: BaseException | None) -> dict[str, Any]:
    """The fields of a failed event. An error may carry ``error_code`` and ``retry_possible``."""
    if error is None:
        return {}
    return {
        "error_details": stack(error),
        "error_code": carried(error, "error_code", str) or type(error).__name__,
        "retry_possible": carried(error, "retry_possible", bool),
    }


def carried(error: BaseException, name: str, kind: type[T]) -> T | None:
    """What an error carries for us. Other libraries' errors mean other things by the same names."""
    try:
        value = getattr(error, name, None)
    except Exception:  # a property may raise anything, and must not replace the error itself
        return None
    return value if isinstance(value, kind) else None
