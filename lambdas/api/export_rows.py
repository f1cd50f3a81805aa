"""Executions as CSV or JSON Lines: what a list shows of each, one a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.export_csv import csv_lines
from api.views import summary
from execution_log import Execution
from execution_log.clock import Clock, timestamp

CSV = "csv"
FORMATS = (CSV, "jsonl")
CONTENT_TYPES = {CSV: "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
"""By format. JSON Lines is always UTF-8: https://jsonlines.org"""

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows UTF-8."""

COLUMNS = (
    *("tracking_id", "execution_id", "attempt", "company", "tier", "queued_at", "started_at"),
    *("deadline_at", "completed_at", "duration_ms", "duration_readable", "total_steps"),
    *("final_status", "reason", "failed_step", "error", "error_code", "retry.attempt"),
    *("retry.of", "retry.next_try_at", "retry.last", "expires_at"),
)
"""Of the CSV file: the fields of a summary, those of an inner object with its name before them."""


def text_of(
    executions: Iterable[Execution], *, form: str, bom: bool, clock: Clock
) -> Iterator[str]:
    """The file piece by piece; executions are taken one at a time."""
    rows = (summary(execution, clock.now_ms()) for execution in executions)
    if form != CSV:
        yield from (f"{json.dumps(row)}\n" for row in rows)
        return
    if bom:
        yield BYTE_ORDER_MARK
    yield from csv_lines(COLUMNS, map(flat, rows))


def file_name(form: str, requested_at_ms: int) -> str:
    """With no character that a system or a header could mistake."""
    second = timestamp(requested_at_ms)[:19].replace(":", "")
    return f"executions-{second}Z.{form}"


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Without inner objects; truth values in JSON's words."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            cells |= {f"{name}.{inner}": cell for inner, cell in flat(value).items()}
        else:
            cells[name] = json.dumps(value) if isinstance(value, bool) else value
    return cells
