"""Begins and ends executions: the way into this library."""

import logging
import secrets
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Protocol

from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.encode import NAME_LIMIT, event_json
from execution_log.errors import StoreUnavailable
from execution_log.log import ExecutionLog
from execution_log.model import Event, Execution, Origin, Reason, Status
from execution_log.store import Store
from execution_log.values import summary, text
from execution_log.writer import ChunkWriter

logger = logging.getLogger("execution_log")

CLOSE_SECONDS = 15.0
"""How long the end of a job may wait for its last events to be stored: one call's worst case
(CLIENT_CONFIG) and one retry."""

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
        clock: Clock = SYSTEM_CLOCK,
        execution_id: Callable[[int], str] = new_execution_id,
    ) -> None:
        self._store = store
        self._retention_s = retention_days * 24 * 60 * 60
        self._clock = clock
        self._execution_id = execution_id

    @contextmanager
    def execution(
        self,
        tracking_id: str,
        *,
        company: str = "",
        tier: str = "",
        lambda_context: LambdaContext | None = None,
        message_id: str | None = None,
    ) -> Iterator[ExecutionLog]:
        """A fresh log for one attempt: ended when the block is left, however it is left.

        Failed if an exception leaves the block (it goes on to the caller) or the last event
        failed, else completed. An exception may carry a ``reason``. A store that is down costs the
        log, never the job.
        """
        now = self._clock.now_ms()
        begun = self._begin(
            Execution(
                tracking_id=tracking_id,
                execution_id=self._execution_id(now),
                attempt=0,
                company=text(company, NAME_LIMIT),
                tier=text(tier, NAME_LIMIT),
                started_at_ms=now,
                expires_at=now // 1000 + self._retention_s,
                deadline_at_ms=_deadline(now, lambda_context),
                origin=_origin(lambda_context, message_id),
            )
        )
        writer = ChunkWriter(partial(self._store.append, begun)) if begun.attempt else None
        flush = partial(_flush, writer)
        log = ExecutionLog(begun, self._clock, partial(_record, writer), flush)
        try:
            yield log
        except BaseException as error:
            if log.failure is None:
                log.failed("error_handling", f"Processing failed: {summary(error)}", error=error)
            self._end(log, writer, getattr(error, "reason", Reason.FAILED))
            raise
        failed = log.last_status is Status.FAILED
        self._end(log, writer, Reason.FAILED if failed else Reason.SUCCEEDED)

    def _begin(self, execution: Execution) -> Execution:
        try:
            return self._store.begin(
                execution.tracking_id, lambda attempt: replace(execution, attempt=attempt)
            )
        except StoreUnavailable:
            logger.exception("execution log: %s is not recorded", execution.execution_id)
            return execution

    def _end(self, log: ExecutionLog, writer: ChunkWriter | None, reason: Reason) -> None:
        if writer is None:
            return
        lost = writer.close(CLOSE_SECONDS)
        if lost:
            logger.error("execution log: %d events of %s lost", lost, log.execution.execution_id)
        try:
            self._store.finish(_ended(log, reason))
        except StoreUnavailable:
            logger.exception("execution log: the end of %s is lost", log.execution.execution_id)


def _record(writer: ChunkWriter | None, event: Event) -> None:
    """The one place where a fault of recording ends: it never reaches the job."""
    try:
        line = event_json(event)
        logger.debug("%s", line)
        if writer:
            writer.add(line)
    except Exception:
        logger.exception("execution log: event %d not recorded", event.seq)


def _flush(writer: ChunkWriter | None, timeout: float) -> bool:
    return writer is not None and writer.hurry().wait(timeout)


def _ended(log: ExecutionLog, reason: Reason) -> Execution:
    duration = log.elapsed_ms()
    failure = log.failure if reason.status is Status.FAILED else None
    return replace(
        log.execution,
        reason=reason,
        completed_at_ms=log.execution.started_at_ms + duration,
        duration_ms=duration,
        total_steps=log.total_steps,
        failed_step=text(failure.step, NAME_LIMIT) if failure else None,
        error=text(failure.event.message) if failure else None,
        error_code=failure.event.error_code if failure else None,
        retry_possible=failure.event.retry_possible if failure else None,
    )


def _deadline(now_ms: int, context: LambdaContext | None) -> int | None:
    return now_ms + context.get_remaining_time_in_millis() if context else None


def _origin(context: LambdaContext | None, message_id: str | None) -> Origin:
    if context is None:
        return Origin(message_id=message_id)
    return Origin(
        message_id=message_id,
        request_id=context.aws_request_id,
        log_group=context.log_group_name,
        log_stream=context.log_stream_name,
    )
