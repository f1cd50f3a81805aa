"""An execution while it runs: takes its events and ends once, whoever ends it first."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from execution_log.encode import event_json
from execution_log.errors import StoreUnavailable
from execution_log.items import fit_header
from execution_log.lifecycle import Succession, next_attempt
from execution_log.lines import Lines
from execution_log.model import Event, Execution, Reason, Status
from execution_log.redaction import Redactor
from execution_log.store import Store
from execution_log.writer import ChunkWriter

logger = logging.getLogger("execution_log")

CLOSE_SECONDS = 10.0
"""How long the end of a job may wait for its last events: one call's worst case (CLIENT_CONFIG)
and another try."""

CLAIM_SECONDS = 10.0
"""How long a job that must not run twice waits to be stored as the one that runs."""

Outcome = Mapping[str, Any]
"""What the end of an execution adds to it: fields of Execution."""

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
        self,
        execution: Execution,
        store: Store,
        lines: Lines,
        redactor: Redactor,
        succession: Succession = next_attempt,
    ) -> None:
        self.execution = execution
        self._store = store
        self._lines = lines
        self._redactor = redactor
        self._succession = succession
        self._refusal: Exception | None = None
        self._writer = ChunkWriter(self._append)
        self._end_lock = threading.Lock()
        self.ended_as: Reason | None = None
        self._bytes = 0
        self._truncated = False
        self._dropped = 0
        self._late_failures = 0
        self._writer.open()

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

    def begin(self) -> None:
        """Waits until the execution is stored, or the store has failed once to take it."""
        self._writer.hurry()
        self._writer.tried.wait(CLAIM_SECONDS)

    def claim(self, timeout: float) -> None:
        """Waits until the execution is stored as the newest attempt.

        Raises what its succession refused it by, or StoreUnavailable.
        """
        self.flush(timeout)
        if self._refusal:
            raise self._refusal
        if not self.execution.attempt:
            raise StoreUnavailable("the execution could not be stored")

    def end(self, outcome: Outcome) -> bool:
        """Stores the outcome with the last events; False if the execution had ended already."""
        with self._end_lock:
            if self.ended_as:
                return False
            self.ended_as = outcome["reason"]
        lost = self._writer.close(CLOSE_SECONDS, _EndOf(self, outcome)) + self._dropped
        if lost and not self._refusal:
            logger.error("execution log: %d events are lost", lost)
        return True

    def write_end(self, outcome: Outcome, first_seq: int, events: Sequence[str], lost: int) -> None:
        """Stores the end; an execution that is not there yet is begun with it."""
        told = {**outcome, "lost_events": lost + self._dropped}
        if not lost:
            told["total_steps"] = first_seq - 1 + len(events)
        if not self.execution.attempt:
            self._begin(replace(self.execution, first_events=tuple(events), **told))
        if not self.is_refused and self.execution.reason is not told["reason"]:
            self._store.finish(replace(self.execution, last_events=tuple(events), **told))

    def _append(self, first_seq: int, events: Sequence[str]) -> None:
        """Stores events. The first ones go with the begin, in one write, if they are not many."""
        if not self.execution.attempt:
            first = tuple(events) if fit_header(*events) else ()
            self._begin(replace(self.execution, first_events=first))
        if not self.is_refused and first_seq + len(events) - 1 > len(self.execution.first_events):
            self._store.append(self.execution, first_seq, events)

    def _begin(self, execution: Execution) -> None:
        try:
            self.execution = self._store.begin(execution, self._follow)
        except Exception:
            if not self.is_refused:
                raise
        self._lines.name(self.execution)

    def _follow(self, previous: Execution, new: Execution) -> tuple[Execution, Execution]:
        try:
            return self._succession(previous, new)
        except Exception as refusal:
            self._refusal = refusal
            raise

    @property
    def is_refused(self) -> bool:
        """Whether its succession did not let it begin: then nothing of it is stored."""
        return self._refusal is not None

    def _keep(self, event: Event) -> None:
        line = _encoded(event, self._redactor)
        self._bytes += len(line)
        self._lines.write(event, line)
        if not self.ended_as:
            self._writer.add(line, starts=event.status is Status.IN_PROGRESS)
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


@dataclass(frozen=True, slots=True)
class _EndOf:
    """The last write of an execution (writer.End)."""

    live: LiveExecution
    outcome: Outcome

    def holds(self, events: Sequence[str]) -> bool:
        return fit_header(*events)

    def write(self, first_seq: int, events: Sequence[str], lost: int) -> None:
        self.live.write_end(self.outcome, first_seq, events, lost)


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
