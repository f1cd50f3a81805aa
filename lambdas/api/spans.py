"""Steps from their events: begun, ended, how long, inside which other step."""

import json
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from api.events import METADATA, OFFSET_MS, PARENT, SPAN, STATUS, STEP, Row
from execution_log.durations import readable

OUTERMOST = "null"
"""The parent of a step that ran inside no other."""


@dataclass(frozen=True, slots=True)
class Slowest:
    """The step that took the most time of its own, not counting the steps inside it."""

    step: str
    duration_ms: int
    share: float
    """Of the whole execution, from 0 to 1."""


class Span(NamedTuple):
    """A step from its begin to its end. Times are milliseconds since the execution began."""

    number: str
    """The seq of its first event."""
    parent: str
    begin: int
    end: float
    """Infinite if it has not ended."""
    first: Row
    last: Row

    @property
    def step(self) -> str:
        name: str = json.loads(self.first[STEP])
        return name

    @property
    def duration_ms(self) -> int | None:
        """None if it has not ended."""
        return None if self.end == inf else int(self.end) - self.begin

    def json(self, progress: str, *, critical: bool) -> str:
        """As the API returns it; its texts are copied as they were stored."""
        number, parent, begin, end, first, last = self
        _, step, _, started_at, _, _, _, _, _ = first
        _, _, status, ended_at, message, _, _, _, _ = last
        if end == inf:
            ended = '"ended_at":null,"duration_ms":null,"duration_readable":null'
        else:
            took = int(end) - begin
            ended = (
                f'"ended_at":{ended_at},"duration_ms":{took},"duration_readable":"{readable(took)}"'
            )
        return (
            f'{{"span":{number},"parent":{parent},"step":{step},"status":"{status}"'
            f',"started_at":{started_at},"offset_ms":{begin},{ended}'
            f',"message":{message},"progress":{progress}'
            f',"critical_path":{"true" if critical else "false"}}}'
        )


class Spans:
    """The steps of an execution in the order they began. Takes time in proportion to its events."""

    def __init__(self, rows: Sequence[Row]) -> None:
        last = {row[SPAN]: row for row in rows}
        first = {row[SPAN]: row for row in reversed(rows)}
        self._spans = {number: _span(number, first[number], row) for number, row in last.items()}
        self._latest = [self._spans[number] for number in first]
        """Those with the latest events first."""
        self._progress = {
            row[SPAN]: _progress(row) for row in rows if '"progress":' in row[METADATA]
        }

    def __contains__(self, number: str) -> bool:
        return number in self._spans

    def __getitem__(self, number: str) -> Span:
        return self._spans[number]

    def as_json(self, wanted: Container[str] | None = None) -> dict[str, str]:
        """The spans as the API returns them, by number: the wanted ones, or all."""
        critical, progress = self.critical_path(), self._progress
        return {
            number: span.json(progress.get(number, "null"), critical=number in critical)
            for number, span in self._spans.items()
            if wanted is None or number in wanted
        }

    @property
    def open_step(self) -> str | None:
        """The step that began last and has not ended."""
        return next((s.step for s in reversed(self._spans.values()) if s.end == inf), None)

    def slowest(self, elapsed_ms: int) -> Slowest | None:
        """The slowest step; None if there is none that took any time."""
        lasted = {s.number: min(s.end, elapsed_ms) - s.begin for s in self._latest}
        own = dict(lasted)
        for span in self._latest:
            if span.parent in own:
                own[span.parent] -= lasted[span.number]
        most = max(own, key=own.__getitem__, default=OUTERMOST)
        if own.get(most, 0) <= 0 or elapsed_ms <= 0:
            return None
        took = int(lasted[most])
        return Slowest(self[most].step, took, min(1.0, round(took / elapsed_ms, 4)))

    def critical_path(self) -> set[str]:
        """The steps that the end waited for: had one of them been quicker, so had been the whole.

        Looking back from the end of the execution: the step that ended last, then, from its begin,
        the step that had ended last by then, and so on. Inside of each of them the same, from its
        end. A step that has not ended lasts until the end, and one that outlasts the step it ran
        inside until that one's. Of those that ended together, the one reported last counts.
        """
        inside = self._inside()
        path: set[str] = set()
        waiting: list[tuple[str, float]] = [(OUTERMOST, inf)]
        while waiting:
            parent, until = waiting.pop()
            awaited = until
            for number, _, begin, end, _, _ in inside[parent]:
                reached = end if end < until else until
                if begin <= reached <= awaited:
                    path.add(number)
                    awaited = begin
                    if number in inside:
                        waiting.append((number, reached))
        return path

    def _inside(self) -> dict[str, list[Span]]:
        """The steps inside each step: the unfinished ones, then from the last end to the first."""
        inside: dict[str, list[Span]] = defaultdict(list)
        for span in sorted(self._latest, key=lambda span: span.end != inf):
            inside[span.parent if span.parent in self._spans else OUTERMOST].append(span)
        return inside


def _span(number: str, first: Row, last: Row) -> Span:
    end = inf if last[STATUS] == "in_progress" else int(last[OFFSET_MS])
    return Span(number, first[PARENT], int(first[OFFSET_MS]), end, first, last)


def _progress(row: Row) -> str:
    """What ``Step.progress`` recorded, unless the metadata only looks like it."""
    match json.loads(row[METADATA]).get("progress"):
        case {"done": int(done), "total": int(total)}:
            return json.dumps({"done": done, "total": total})
    return "null"
