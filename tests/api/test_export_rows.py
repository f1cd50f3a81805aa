"""Executions as CSV and JSON Lines. Rows W01, U14."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.export_rows import COLUMNS, flat, text_of
from api.views import summary
from execution_log import Execution, Reason
from tests.api.logs import execution
from tests.clock import HandClock

HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\N{FULLWIDTH EQUALS SIGN}1+1"]
NOW = HandClock()


def written(*executions: Execution, form: str = "csv", bom: bool = False) -> str:
    return "".join(text_of(executions, form=form, bom=bom, clock=NOW.clock))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


RETRIED = execution(
    failed_step="ai_generation",
    error='The model said "no",\r\ntwice',
    error_code="MODEL_ERROR",
    retry_attempt=2,
    max_attempts=3,
    next_try_at_ms=NOW.now_ms,
    total_steps=7,
)


def test_columns_are_the_fields_of_a_list_with_inner_ones_flattened() -> None:
    assert set(COLUMNS) == flat(summary(RETRIED, NOW.now_ms)).keys()
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_each_execution_is_a_line_with_what_the_list_shows_of_it() -> None:
    (row,) = read(written(RETRIED))

    assert row == {
        "tracking_id": "60B3RNTB",
        "execution_id": "exec_1795428000000_abcdefghi",
        "attempt": "1",
        "company": "Acme Corp",
        "tier": "basic",
        "queued_at": "",
        "started_at": "2026-11-23T10:00:00.000Z",
        "deadline_at": "",
        "completed_at": "2026-11-23T10:02:30.000Z",
        "duration_ms": "150000",
        "duration_readable": "2m 30s",
        "total_steps": "7",
        "final_status": "failed",
        "reason": "FAILED",
        "failed_step": "ai_generation",
        "error": 'The model said "no",\r\ntwice',
        "error_code": "MODEL_ERROR",
        "retry.attempt": "2",
        "retry.of": "3",
        "retry.next_try_at": "2026-11-23T10:00:00.000Z",
        "retry.last": "false",
        "expires_at": "2026-11-30T10:00:00.000Z",
    }


def test_without_a_retry_its_cells_are_empty() -> None:
    (row,) = read(written(execution()))

    assert {row[name] for name in COLUMNS if name.startswith("retry.")} == {""}


def test_lines_end_as_rfc_4180_says_and_every_cell_is_quoted() -> None:
    head, line, rest = written(execution()).split("\r\n")

    assert head == ",".join(f'"{name}"' for name in COLUMNS)
    assert line.startswith('"60B3RNTB","exec_')
    assert rest == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_could_take_for_a_formula_is_text(text: str) -> None:
    (row,) = read(written(execution(company=text, error=text, failed_step=text)))

    assert {row[name][0] for name in ("company", "error", "failed_step")} == {"'"}


def test_json_lines_are_summaries_as_the_list_answers_them() -> None:
    text = written(RETRIED, execution(company="=1"), form="jsonl")

    assert [json.loads(line) for line in text.splitlines()] == [
        summary(RETRIED, NOW.now_ms),
        summary(execution(company="=1"), NOW.now_ms),
    ]
    assert text.endswith("\n")


@given(st.text())
def test_no_text_breaks_out_of_its_cell_or_line(text: str) -> None:
    hostile = execution(company=text, error=text)

    assert [set(row) for row in read(written(hostile, hostile))] == [set(COLUMNS)] * 2
    lines = written(hostile, hostile, form="jsonl").split("\n")
    assert [json.loads(line)["company"] for line in lines[:-1]] == [text, text]


def test_a_csv_file_begins_with_a_byte_order_mark_only_if_that_is_wanted() -> None:
    plain, marked = written(execution()), written(execution(), bom=True)

    assert marked == f"\ufeff{plain}"
    assert written(execution(), form="jsonl", bom=True)[0] == "{"


def test_nothing_is_a_header_in_csv_and_an_empty_file_in_json_lines() -> None:
    assert written().count("\r\n") == 1
    assert written(form="jsonl") == ""


def test_a_running_executions_duration_is_that_of_now() -> None:
    running = execution(Reason.RUNNING, started_at_ms=NOW.now_ms - 61_000)

    assert read(written(running))[0]["duration_readable"] == "1m 1s"
