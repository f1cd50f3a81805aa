"""An execution while it runs: takes its events and ends once, whoever ends it first."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from execution_log.encode import event_json
from execution_log.lines import Lines
from execution_log.model import Event, Execution, Status
from execution_log.redaction import Redactor
from execution_log.store import Store
from execution_log.writer import ChunkWriter

logger = logging.getLogger("execution_log")

CLOSE_SECONDS = 10.0
"""How long the end of a job may wait for its last events: one call's worst case (CLIENT_CONFIG)
and another try."""

DURABLE_SECONDS = 5.0
"""How long a durable step waits for the store before it begins all the same. While the store is
down only one of them waits: all together must not hold up the job."""

EVENTS_LIMIT = 50_000
BYTES_LIMIT = 50_000_000
"""Of one execution: Temporal's limits too. Beyond them the job goes on, its log does not."""
FAILURES_LIMIT = 100
"""Failures that are recorded beyond the limits, so that a very long log still says what broke."""


class LiveExecution:
    """Where the events of one execution go. Nothing here raises into the job."""

    def __init__(
        self, execution: Execution, store: Store, lines: Lines, redactor: Redactor
    ) -> None:
        self.execution = execution
        self._store = store
        self._lines = lines
        self._redactor = redactor
        self._writer = ChunkWriter(self._append)
        self._end_lock = threading.Lock()
        self._ended = False
        self._bytes = 0
        self._truncated = False
        self._dropped = 0
        self._late_failures = 0

    def record(self, event: Event) -> bool:
        """Takes one event; one call at a time. False if the log is full and it is dropped."""
        if event.seq > EVENTS_LIMIT or self._bytes > BYTES_LIMIT:
            return self._drop(event)
        self._keep(event)
        return True

    def flush(self, timeout: float) -> bool:
        """Waits up to ``timeout`` seconds until all events so far are stored; says if they are."""
        return self._writer.hurry().wait(timeout)

    def make_durable(self) -> None:
        """Flushes, unless the last write failed."""
        if not self._writer.failing:
            self.flush(DURABLE_SECONDS)

    def end(self, outcome: Execution) -> bool:
        """Stores the outcome after the last events; False if the execution had ended already."""
        with self._end_lock:
            if self._ended:
                return False
            self._ended = True
        lost = self._writer.close(CLOSE_SECONDS) + self._dropped
        if lost:
            logger.error("execution log: %d events are lost", lost)
        if self.execution.attempt:
            self._finish(replace(outcome, attempt=self.execution.attempt, lost_events=lost))
        return True

    def _append(self, first_seq: int, events: Sequence[str]) -> None:
        """Stores events; first the begin, if the store was down when the execution began."""
        if not self.execution.attempt:
            begun = partial(replace, self.execution)
            self.execution = self._store.begin(
                self.execution.tracking_id, lambda attempt: begun(attempt=attempt)
            )
        self._store.append(self.execution, first_seq, events)

    def _finish(self, outcome: Execution) -> None:
        try:
            self._store.finish(outcome)
        except Exception:  # a fault of recording must not break the job
            logger.exception("execution log: the end of %s is lost", outcome.execution_id)

    def _keep(self, event: Event) -> None:
        line = _encoded(event, self._redactor)
        self._bytes += len(line)
        self._lines.write(event, line)
        if not self._ended:
            self._writer.add(line)
            if event.status is Status.FAILED:
                self._writer.hurry()

    def _drop(self, event: Event) -> bool:
        """Drops the event, unless it is one of the first failures or the place for a notice."""
        if event.status is Status.FAILED and self._late_failures < FAILURES_LIMIT:
            self._late_failures += 1
            self._keep(event)
            return True
        self._dropped += 1
        if self._truncated:
            return False
        self._truncated = True
        self._keep(_truncation(event))
        return True


def _truncation(event: Event) -> Event:
    return event._replace(
        step="log_truncated",
        status=Status.SKIPPED,
        message="The log is full: from here on only failures are recorded. The job goes on.",
        span=event.seq,
        metadata={},
    )


def _encoded(event: Event, redactor: Redactor) -> str:
    try:
        return event_json(event, redactor)
    except Exception:  # whatever a job hands over must not break it, nor leave a gap in its log
        logger.exception("execution log: event %d can't be recorded as it is", event.seq)
        return event_json(
            event._replace(
                step="unreadable",
                message="This entry could not be recorded",
                metadata={},
                error_details=None,
                error_code=None,
                retry_possible=None,
            ),
            redactor,
        )
