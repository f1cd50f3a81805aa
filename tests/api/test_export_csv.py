"""CSV: every event a line, and nothing that a spreadsheet would run. Rows W01, U14."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.events import read_events
from api.export_csv import COLUMNS, cell, csv_file
from api.spans import Spans
from tests.api.logs import EXECUTION_ID, execution, line


def written(*lines: str) -> str:
    events = read_events(list(lines))
    return "".join(csv_file(execution(), events, Spans(events.rows)))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_each_event_is_a_line_with_all_its_fields() -> None:
    (begun, ended) = read(
        written(
            line(1, "pdf_generation", "in_progress", 1_000, metadata={"pages": 3}),
            line(
                2,
                "pdf_generation",
                "failed",
                151_000,
                span=1,
                parent=None,
                message='He said "no", and\r\nleft',
                error_details="Traceback\n  File",
                error_code="E42",
                retry_possible=False,
            ),
        )
    )

    assert (begun["duration_ms"], begun["metadata"]) == ("", '{"pages":3}')
    assert ended == {
        "tracking_id": "60B3RNTB",
        "execution_id": EXECUTION_ID,
        "attempt": "1",
        "seq": "2",
        "timestamp": "2026-11-23T10:02:31.000Z",
        "offset_ms": "151000",
        "step": "pdf_generation",
        "status": "failed",
        "message": 'He said "no", and\r\nleft',
        "duration_ms": "150000",
        "error_code": "E42",
        "error_details": "Traceback\n  File",
        "retry_possible": "False",
        "metadata": "{}",
        "span": "1",
        "parent": "",
    }


def test_lines_end_as_rfc_4180_says_and_every_cell_is_quoted() -> None:
    head, first, rest = written(line(1, "initialization")).split("\r\n")

    assert head == ",".join(f'"{name}"' for name in COLUMNS)
    assert first.startswith('"60B3RNTB","')
    assert first.endswith('"')
    assert rest == ""


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\tanything",
        "\r=1",
        "\n=1",
        "\N{FULLWIDTH EQUALS SIGN}1+1",
        "\N{FULLWIDTH PLUS SIGN}1",
        "\N{FULLWIDTH HYPHEN-MINUS}1",
        "\N{FULLWIDTH COMMERCIAL AT}x",
        "\N{SMALL EQUALS SIGN}1",
        "\N{MINUS SIGN}1",
        "\ufeff=1",
        "   =1",
        "\u00a0\u3000=1",
        "\u200b\u202e=1",
        "\x00=1",
    ],
)
def test_what_a_spreadsheet_could_take_for_a_formula_is_text(text: str) -> None:
    (row,) = read(written(line(1, "initialization", message=text)))

    assert row["message"].startswith("'")


@pytest.mark.parametrize("text", ["Item = 3", "a-b", "3 + 4", "", "5", "'quoted'", "ü=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    (row,) = read(written(line(1, "initialization", message=text)))

    assert row["message"] == text


@pytest.mark.parametrize("value", [None, True, 7, -7, 0.5])
def test_numbers_stay_numbers(value: Any) -> None:
    assert cell(value) == value


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_no_text_breaks_out_of_its_cell(texts: list[str]) -> None:
    found = read(written(*(line(n, text, message=text) for n, text in enumerate(texts, 1))))

    assert [row["seq"] for row in found] == [str(n) for n in range(1, len(texts) + 1)]
    assert all(set(row) == set(COLUMNS) for row in found)


def test_control_characters_are_shown_and_do_not_end_the_file_for_anyone() -> None:
    text = written(line(1, "initialization", message="a\x00b\x1a\x1b[31m\u202ec"))

    assert "\\u0000b\\u001a\\u001b[31m\\u202ec" in text
    assert "\x00" not in text
