"""Steps from their events: begun, ended, how long, inside which other step."""

import json
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import inf

from api.events import MESSAGE, METADATA, OFFSET_MS, PARENT, SPAN, STATUS, STEP, TIMESTAMP, Row
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


Span = tuple[str, str, int, float, Row, Row]
"""A step: its number (the seq of its first event), its parent, its begin and end in milliseconds
since the execution began (an infinite end: it has not ended), its first and its last event. A plain
tuple for the reason that a row is one."""


class Spans:
    """The steps of an execution in the order they began. Takes time in proportion to its events."""

    def __init__(self, rows: Sequence[Row]) -> None:
        last = {row[SPAN]: row for row in rows}
        first = {row[SPAN]: row for row in reversed(rows)}
        self._spans: dict[str, Span] = {}
        for number, ended in last.items():
            begun = first[number]
            end = inf if ended[STATUS] == "in_progress" else int(ended[OFFSET_MS])
            self._spans[number] = (number, begun[PARENT], int(begun[OFFSET_MS]), end, begun, ended)
        self._latest = [self._spans[number] for number in first]
        """Those with the latest events first."""
        self._progress = {
            row[SPAN]: _progress(row) for row in rows if '"progress":' in row[METADATA]
        }

    def __contains__(self, number: str) -> bool:
        return number in self._spans

    def as_json(self, wanted: Container[str] | None = None) -> dict[str, str]:
        """The spans as the API returns them, by number: the wanted ones, or all."""
        critical, progress = self.critical_path(), self._progress
        return {
            number: _json(span, progress.get(number, "null"), number in critical)
            for number, span in self._spans.items()
            if wanted is None or number in wanted
        }

    def duration_ms(self, number: str) -> int | None:
        """How long the step took; None if it has not ended."""
        _, _, begin, end, _, _ = self._spans[number]
        return None if end == inf else int(end) - begin

    @property
    def open_step(self) -> str | None:
        """The step that began last and has not ended."""
        for number, _, _, end, _, _ in reversed(self._spans.values()):
            if end == inf:
                return self._name(number)
        return None

    def slowest(self, elapsed_ms: int) -> Slowest | None:
        """The slowest step; None if there is none that took any time."""
        lasted = {
            number: (end if end < elapsed_ms else elapsed_ms) - begin
            for number, _, begin, end, _, _ in self._latest
        }
        own = dict(lasted)
        for number, parent, _, _, _, _ in self._latest:
            if parent in own:
                own[parent] -= lasted[number]
        most = max(own, key=own.__getitem__, default=OUTERMOST)
        if own.get(most, 0) <= 0 or elapsed_ms <= 0:
            return None
        took = int(lasted[most])
        return Slowest(self._name(most), took, min(1.0, round(took / elapsed_ms, 4)))

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
        for span in sorted(self._latest, key=_has_ended):
            _, parent, _, _, _, _ = span
            inside[parent if parent in self._spans else OUTERMOST].append(span)
        return inside

    def _name(self, number: str) -> str:
        *_, begun, _ = self._spans[number]
        name: str = json.loads(begun[STEP])
        return name


def _has_ended(span: Span) -> bool:
    return span[3] != inf


def _json(span: Span, progress: str, critical: bool) -> str:
    """As the API returns it; its texts are copied as they were stored."""
    number, parent, begin, end, begun, ended = span
    if end == inf:
        times = '"ended_at":null,"duration_ms":null,"duration_readable":null'
    else:
        took = int(end) - begin
        times = (
            f'"ended_at":{ended[TIMESTAMP]},"duration_ms":{took}'
            f',"duration_readable":"{readable(took)}"'
        )
    return (
        f'{{"span":{number},"parent":{parent},"step":{begun[STEP]},"status":"{ended[STATUS]}"'
        f',"started_at":{begun[TIMESTAMP]},"offset_ms":{begin},{times}'
        f',"message":{ended[MESSAGE]},"progress":{progress}'
        f',"critical_path":{"true" if critical else "false"}}}'
    )


def _progress(row: Row) -> str:
    """What ``Step.progress`` recorded, unless the metadata only looks like it."""
    match json.loads(row[METADATA]).get("progress"):
        case {"done": int(done), "total": int(total)}:
            return json.dumps({"done": done, "total": total})
    return "null"
