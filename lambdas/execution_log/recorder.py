"""Begins and ends executions: the way into this library."""

import os
import secrets
import string
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol, Self, TextIO

from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.deadline import MARGIN_MS, DeadlineGuard, NoDeadline, allowed_ms
from execution_log.dynamo import DynamoStore
from execution_log.encode import MESSAGE_LIMIT, NAME_LIMIT, clean
from execution_log.environment import from_environment
from execution_log.lifecycle import Succession, next_attempt
from execution_log.lines import Lines
from execution_log.live import LiveExecution, Outcome
from execution_log.log import ExecutionLog, running
from execution_log.model import Execution, Origin, Reason, Status
from execution_log.redaction import Redactor
from execution_log.settings import Settings
from execution_log.store import Store
from execution_log.timed_step import carried
from execution_log.values import ERROR_LIMIT, cut, summary, text

_BASE_36 = string.digits + string.ascii_lowercase


class LambdaContext(Protocol):
    """What the recorder reads from Lambda's context object."""

    @property
    def aws_request_id(self) -> str: ...
    @property
    def log_group_name(self) -> str: ...
    @property
    def log_stream_name(self) -> str: ...

    def get_remaining_time_in_millis(self) -> int: ...


def new_execution_id(epoch_ms: int) -> str:
    """``exec_{epoch_ms}_{9 base36}`` (spec). Random by ``secrets``: forked processes differ."""
    return f"exec_{epoch_ms}_{''.join(secrets.choice(_BASE_36) for _ in range(9))}"


class Recorder:
    """Records executions into a store. One instance serves a whole process.

    with recorder.execution("60B3RNTB", company="Acme Corp", tier="basic") as log:
        log.completed("initialization", "Started processing for Acme Corp (basic tier)")
    """

    def __init__(
        self,
        store: Store,
        *,
        retention_days: int = 7,
        log_level: str = "info",
        deadline_margin_ms: int = MARGIN_MS,
        redactor: Redactor | None = None,
        strict: bool = False,
        clock: Clock = SYSTEM_CLOCK,
        execution_id: Callable[[int], str] = new_execution_id,
        stdout: TextIO | None = None,
    ) -> None:
        """``log_level`` says which events are also printed; ``strict`` is for tests.

        ``deadline_margin_ms`` is how long before Lambda's deadline a job that still runs is
        recorded as timed out. ``redactor`` takes secrets out of all that is recorded.
        """
        self._store = store
        self._retention_s = retention_days * 24 * 60 * 60
        self._log_level = log_level
        self._margin_ms = deadline_margin_ms
        self._redactor = redactor or Redactor()
        self._strict = strict
        self._clock = clock
        self._execution_id = execution_id
        self._stdout = stdout

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """A recorder into the table EXECUTION_LOG_TABLE.

        Optional: RETENTION_DAYS, LOG_LEVEL, DEADLINE_MARGIN_MS.

        Raises InvalidSettings that names every missing or malformed variable.
        """
        settings = from_environment(Settings, environ)
        return cls(
            DynamoStore(settings.execution_log_table),
            retention_days=settings.retention_days,
            log_level=settings.log_level,
            deadline_margin_ms=settings.deadline_margin_ms,
        )

    @contextmanager
    def execution(
        self,
        tracking_id: str,
        *,
        company: str = "",
        tier: str = "",
        lambda_context: LambdaContext | None = None,
        message_id: str | None = None,
        on_timeout: Callable[[], None] | None = None,
        succession: Succession | None = None,
        **more: Any,
    ) -> Iterator[ExecutionLog]:
        """A fresh log for one attempt: ended when the block is left, however it is left.

        Failed if an exception leaves the block (it goes on to the caller) or the last event
        failed, else completed. An exception may carry a ``reason``. With Lambda's context it is
        ended as timed out shortly before Lambda ends the process; then ``on_timeout`` is called,
        in another thread. A store that is down costs the log, never the job.

        A job that must not run twice at once gives a ``succession``, which decides what becomes of
        the attempt before and whether this one may follow it, and calls ``log.claim()`` before its
        work: what is recorded until then is stored together with the beginning.

        ``more``: further fields of Execution.
        """
        execution = self._new(
            tracking_id, company, tier, lambda_context, _origin(lambda_context, message_id), more
        )
        live = LiveExecution(
            execution,
            self._store,
            Lines(execution, self._log_level, self._stdout),
            self._redactor,
            succession or next_attempt,
        )
        if succession is None:
            live.begin()
        log = ExecutionLog(live, self._clock, strict=self._strict)
        guard = self._guard(log, live, on_timeout)
        try:
            with running(log):
                yield log
        except BaseException as error:
            guard.cancel()
            if log.failure is None and not live.is_refused:
                log.failed("error_handling", f"Processing failed: {summary(error)}", error=error)
            live.end(self._outcome(log, carried(error, "reason", Reason) or Reason.FAILED))
            raise
        guard.cancel()
        failed = log.last_status is Status.FAILED
        live.end(self._outcome(log, Reason.FAILED if failed else Reason.SUCCEEDED))

    def _new(
        self,
        tracking_id: str,
        company: str,
        tier: str,
        context: LambdaContext | None,
        origin: Origin,
        more: Mapping[str, Any],
    ) -> Execution:
        now = self._clock.now_ms()
        return Execution(
            tracking_id=text(tracking_id),
            execution_id=self._execution_id(now),
            attempt=0,
            company=clean(company, NAME_LIMIT, self._redactor),
            tier=clean(tier, NAME_LIMIT, self._redactor),
            started_at_ms=now,
            expires_at=now // 1000 + self._retention_s,
            deadline_at_ms=now + context.get_remaining_time_in_millis() if context else None,
            origin=origin,
            **more,
        )

    def _guard(
        self, log: ExecutionLog, live: LiveExecution, on_timeout: Callable[[], None] | None
    ) -> DeadlineGuard | NoDeadline:
        deadline = live.execution.deadline_at_ms
        if deadline is None:
            return NoDeadline()

        def expire(stack: str) -> None:
            log.time_out(stack)
            if live.end(self._outcome(log, Reason.TIMED_OUT)) and on_timeout:
                on_timeout()

        return DeadlineGuard(
            allowed_ms(deadline - self._clock.now_ms(), self._margin_ms) / 1000, expire
        )

    def _outcome(self, log: ExecutionLog, reason: Reason) -> Outcome:
        duration = log.elapsed_ms()
        ended: dict[str, Any] = {
            "reason": reason,
            "completed_at_ms": log.execution.started_at_ms + duration,
            "duration_ms": duration,
            "total_steps": log.total_steps,
            **log.outcome,
        }
        if reason.status is not Status.FAILED:
            return ended | {"next_try_at_ms": None}
        if log.failure is None:
            return ended
        event = log.failure.event
        return ended | {
            "failed_step": clean(log.failure.step, NAME_LIMIT, self._redactor),
            "error": cut(clean(event.message, MESSAGE_LIMIT, self._redactor), ERROR_LIMIT),
            "error_code": event.error_code and clean(event.error_code, NAME_LIMIT, self._redactor),
            "retry_possible": event.retry_possible,
        }


def _origin(context: LambdaContext | None, message_id: str | None) -> Origin:
    if context is None:
        return Origin(message_id=message_id)
    return Origin(
        message_id=message_id,
        request_id=context.aws_request_id,
        log_group=context.log_group_name,
        log_stream=context.log_stream_name,
        trace_id=_kept_trace(os.environ.get("_X_AMZN_TRACE_ID", "")),
    )


def _kept_trace(header: str) -> str | None:
    """Lambda gives each invocation one; only what is sampled becomes a trace.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    fields = dict(field.partition("=")[::2] for field in header.split(";"))
    return fields.get("Root") if fields.get("Sampled") == "1" else None
