"""One log as a file, to keep, to send or to read elsewhere."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from api.compression import gzipped_pieces
from api.course import failing_event
from api.errors import FileTooLarge
from api.events import SEQ, Events
from api.export_csv import csv_file
from api.export_markdown import markdown_file
from api.export_otlp import otlp_file
from api.lifecycle import elapsed_ms
from api.links import Console
from api.reading import Reading
from api.spans import Spans
from api.views import details

FILE_BYTES = 4_500_000
"""As it is sent: as base64 and with its headers it is within the 6 MB of Lambda's response."""

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "markdown": "text/markdown; charset=utf-8",
    "otlp": "application/json",
}
"""By format."""
EXTENSIONS = {"csv": "csv", "json": "json", "markdown": "md", "otlp": "otlp.json"}

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
"""What a file name must not hold, on any system or in a header."""


@dataclass(frozen=True, slots=True)
class File:
    """What is sent: compressed, if it was asked for."""

    name: str
    content_type: str
    content: bytes


def export(reading: Reading, *, form: str, gzip: bool, now_ms: int, console: Console) -> File:
    """The whole log, finished or not, in one of CONTENT_TYPES.

    It is made piece by piece, and raises FileTooLarge as soon as there are more than FILE_BYTES.
    """
    execution = reading.execution
    name = _UNSAFE.sub("-", execution.tracking_id)[:64]
    pieces = _pieces(reading, form, now_ms, console)
    return File(
        name=f"execution-log-{name}-attempt-{execution.attempt}.{EXTENSIONS[form]}",
        content_type=CONTENT_TYPES[form],
        content=packed(pieces, gzip=gzip),
    )


def packed(pieces: Iterable[str], *, gzip: bool, most_bytes: int = FILE_BYTES) -> bytes:
    """The pieces as one file. Raises FileTooLarge as soon as there are more bytes."""
    encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    content = bytearray()
    for data in gzipped_pieces(encoded) if gzip else encoded:
        content += data
        if len(content) > most_bytes:
            raise FileTooLarge(most_bytes, compressed=gzip)
    return bytes(content)


def _pieces(reading: Reading, form: str, now_ms: int, console: Console) -> Iterator[str]:
    execution, events, spans = reading.execution, reading.events, reading.spans
    facts = details(reading, now_ms, console)
    match form:
        case "csv":
            return csv_file(execution, events, spans)
        case "markdown":
            failing = failing_event(execution, events)
            return markdown_file(execution, facts, failing, list(spans.as_json().values()))
        case "otlp":
            return otlp_file(execution, facts, events, spans, elapsed_ms(execution, now_ms))
    return json_file(facts, events, spans)


def json_file(facts: dict[str, Any], events: Events, spans: Spans) -> Iterator[str]:
    """The log as the API answers it, in one page; each step is exactly as it was stored."""
    last = int(events.rows[-1][SEQ]) if events.rows else 0
    head = {**facts, "next_seq": last, "has_more": False}
    yield f'{json.dumps(head)[:-1]},"steps":['
    yield from _listed(events.lines)
    yield '\n],"spans":['
    yield from _listed(spans.as_json().values())
    yield "\n]}\n"


def _listed(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f",\n{text}" if number else f"\n{text}"
