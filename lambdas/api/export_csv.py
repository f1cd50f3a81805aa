"""A log as CSV (RFC 4180): a line per event, for spreadsheets and analysis."""

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.events import METADATA, SPAN, STATUS, Events
from api.spans import Spans
from api.visible_text import visible
from execution_log import Execution

COLUMNS = (
    *("tracking_id", "execution_id", "attempt", "seq", "timestamp", "offset_ms"),
    *("step", "status", "message", "duration_ms", "error_code", "error_details"),
    *("retry_possible", "metadata", "span", "parent"),
)

_FORMULA = frozenset("=+-@\N{MINUS SIGN}")
"""What a formula begins with, in Unicode's compatibility form."""


def csv_file(execution: Execution, events: Events, spans: Spans) -> Iterator[str]:
    """The header and the events, line by line."""
    return csv_lines(COLUMNS, _rows(execution, events, spans))


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A header and a line per row, which holds any values under the columns' names."""
    writer = csv.DictWriter(_Line(), columns, quoting=csv.QUOTE_ALL, extrasaction="ignore")
    yield writer.writeheader()
    for row in rows:
        yield writer.writerow({name: cell(value) for name, value in row.items()})


def _rows(execution: Execution, events: Events, spans: Spans) -> Iterator[dict[str, Any]]:
    same = {
        "tracking_id": execution.tracking_id,
        "execution_id": execution.execution_id,
        "attempt": execution.attempt,
    }
    for line, row in zip(events.lines, events.rows, strict=True):
        yield {
            **json.loads(line),
            **same,
            "metadata": row[METADATA],
            "duration_ms": None if row[STATUS] == "in_progress" else spans.duration_ms(row[SPAN]),
        }


class _Line:
    """Hands a written line back to whoever had it written."""

    def write(self, line: str) -> str:
        return line


def cell(value: Any) -> Any:
    """The value, so that no spreadsheet takes it for a formula (OWASP, "CSV Injection")."""
    if not isinstance(value, str):
        return value
    return visible(_neutral(value), keep="\n\r\t")


def _neutral(text: str) -> str:
    """Spreadsheets skip blanks and invisible characters, and know full-width signs."""
    first = text[:1]
    if first in {"\t", "\r", "\n"}:
        return f"'{text}"
    if first.isascii() and first.isalnum():  # as of most texts
        return text
    first = next((c for c in text if unicodedata.category(c)[0] not in "CZ"), "")
    return f"'{text}" if unicodedata.normalize("NFKC", first) in _FORMULA else text
