"""Stored events: they go into an answer as they are, and only a few fields of them are read.

Decoding 1,000 events and encoding them anew takes four times as long as matching them with a
regular expression. Only what is not in the recorder's own form is decoded after all.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

Row = tuple[str, ...]
"""What is read of an event, as JSON; the status alone is without its quotes. A plain tuple, because
nothing else is as quick to make a thousand times."""

SEQ, STEP, STATUS, TIMESTAMP, MESSAGE, OFFSET_MS, METADATA, SPAN, PARENT = range(9)
"""Where the fields of a row are."""

_TEXT = r'"[ !#-\[\]-~]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-\[\]-~]*+)*+"'
_NUMBER = r"(?:0|[1-9][0-9]*+)"
_PLAIN = rf"(?:{_TEXT}|-?{_NUMBER}(?:\.[0-9]++)?(?:e[+-][0-9]++)?|true|false|null)"
_FLAT = rf"\{{(?:{_TEXT}:{_PLAIN}(?:,{_TEXT}:{_PLAIN})*+)?\}}"
_VALUE = rf"(?:{_PLAIN}|{_FLAT})"
_RECORDED = (
    rf'\{{"seq":({_NUMBER})'
    rf',"step":({_TEXT})'
    r',"status":"([a-z_]++)"'
    rf',"timestamp":({_TEXT})'
    rf',"message":({_TEXT})'
    rf',"time_from_start":{_TEXT}'
    rf',"offset_ms":({_NUMBER})'
    rf',"error_details":(?:null|{_TEXT})'
    rf',"error_code":(?:null|{_TEXT})'
    r',"retry_possible":(?:null|true|false)'
    rf',"metadata":(\{{(?:{_TEXT}:{_VALUE}(?:,{_TEXT}:{_VALUE})*+)?\}})'
    rf',"span":({_NUMBER}),"parent":(null|{_NUMBER})\}}'
)
"""The recorder's form with plain metadata: what matches is valid JSON with all fields of a step.
No quantifier gives back what it took, so no text can make it slow."""


@cache
def _recorded() -> re.Pattern[str]:
    """Compiled for the first log: that takes longer than all else of this package's loading."""
    return re.compile(_RECORDED)


_KINDS: dict[str, tuple[type, ...]] = {
    "seq": (int,),
    "step": (str,),
    "status": (str,),
    "timestamp": (str, type(None)),
    "message": (str,),
    "offset_ms": (int,),
    "metadata": (dict,),
    "span": (int,),
    "parent": (int, type(None)),
    "time_from_start": (str,),
    "error_details": (str, type(None)),
    "error_code": (str, type(None)),
    "retry_possible": (bool, type(None)),
}
"""What a step must have; first a row's fields, in their order."""


@dataclass(frozen=True, slots=True)
class Events:
    """The events of an execution in order: each as JSON, and what is read of it."""

    lines: Sequence[str]
    rows: Sequence[Row]
    unreadable: int = 0
    """How many were replaced by a note."""


def read_events(lines: list[str]) -> Events:
    """The events of these texts. What can't be read is replaced, so as not to hide the others."""
    found = list(map(_recorded().fullmatch, lines))
    if None not in found:
        return Events(lines, [match.groups() for match in found if match])
    events = _Collected()
    for line, match in zip(lines, found, strict=True):
        if match:
            events.add(line, match.groups())
        else:
            events.add_other(line)
    return Events(events.lines, events.rows, events.unreadable)


class _Collected:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: list[Row] = []
        self.unreadable = 0

    def add(self, line: str, row: Row) -> None:
        self.lines.append(line)
        self.rows.append(row)

    def add_other(self, line: str) -> None:
        """An event with deeply nested metadata, or of another writer, or broken."""
        try:
            self.add(line, _row(json.loads(line, parse_constant=_refuse)))
        except (ValueError, TypeError, KeyError, RecursionError):
            note = _unreadable(int(self.rows[-1][0]) + 1 if self.rows else 1)
            self.add(json.dumps(note), _row(note))
            self.unreadable += 1


def _row(event: dict[str, Any]) -> Row:
    """Raises KeyError or TypeError if the event lacks what a step must have."""
    for name, kinds in _KINDS.items():
        if type(event[name]) not in kinds:
            raise TypeError(name)
    encoded = [json.dumps(event[name]) for name in list(_KINDS)[: PARENT + 1]]
    encoded[STATUS] = encoded[STATUS][1:-1]
    return tuple(encoded)


def _refuse(constant: str) -> None:
    """NaN and Infinity are no JSON, though Python reads them."""
    raise ValueError(constant)


def _unreadable(seq: int) -> dict[str, Any]:
    return {
        "seq": seq,
        "step": "unreadable",
        "status": "skipped",
        "timestamp": None,
        "message": "This entry can't be read",
        "time_from_start": "",
        "offset_ms": 0,
        "error_details": None,
        "error_code": None,
        "retry_possible": None,
        "metadata": {},
        "span": seq,
        "parent": None,
    }
