"""A log whose events have been read: what pages, files and verdicts are made of."""

from dataclasses import dataclass

from api.course import Course, course_of
from api.events import Events, read_events
from api.lifecycle import elapsed_ms
from api.queries import Log
from api.spans import Spans
from execution_log import Execution
from execution_log.notes import Note


@dataclass(frozen=True, slots=True)
class Reading:
    """An execution, its events and its steps."""

    execution: Execution
    newest_attempt: int
    notes: list[Note]
    events: Events
    spans: Spans

    def course(self, now_ms: int) -> Course:
        return course_of(
            self.execution,
            self.events,
            self.spans,
            newest_attempt=self.newest_attempt,
            elapsed_ms=elapsed_ms(self.execution, now_ms),
        )


def read(log: Log) -> Reading:
    events = read_events(log.lines)
    spans = Spans(events.rows)
    return Reading(log.execution, log.newest_attempt, log.notes, events, spans)
