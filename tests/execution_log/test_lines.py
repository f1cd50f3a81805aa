"""Every event is a JSON line on stdout the moment it is recorded."""

import json
from io import StringIO

import pytest

from execution_log import Recorder
from execution_log.testing import MemoryStore
from tests.clock import HandClock


class Closed(StringIO):
    """A stdout that nobody reads any more."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def record(stream: StringIO, level: str = "info") -> None:
    recorder = Recorder(
        MemoryStore(),
        clock=HandClock().clock,
        stdout=stream,
        log_level=level,
        execution_id=lambda _: "exec_1_abc",
    )
    with recorder.execution("60B3RNTB") as log:
        log.claim()
        log.completed("initialization", "Started\nfor Acme")
        log.failed("pdf_generation", "PDF generation failed", error_code="NO_TEMPLATE")


def lines(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_names_the_execution_and_holds_the_event() -> None:
    stream = StringIO()
    record(stream)

    first, second = lines(stream)
    event = first.pop("event")
    assert first == {
        "level": "INFO",
        "timestamp": "2026-11-23T10:00:00.000Z",
        "tracking_id": "60B3RNTB",
        "execution_id": "exec_1_abc",
        "attempt": 1,
    }
    assert event["message"] == "Started\nfor Acme"  # type: ignore[index]
    assert second["level"] == "ERROR"


@pytest.mark.parametrize(
    ("level", "printed"),
    [("debug", 2), ("INFO", 2), ("warn", 1), ("WARNING", 1), ("fatal", 0), ("CRITICAL", 0)],
)
def test_the_log_level_decides_what_is_printed(level: str, printed: int) -> None:
    stream = StringIO()
    record(stream, level)

    assert len(lines(stream)) == printed


def test_a_log_level_that_is_another_librarys_does_not_break_the_job() -> None:
    stream = StringIO()
    record(stream, "TRACE")

    assert len(lines(stream)) == 2


def test_a_stdout_that_is_gone_does_not_stop_the_recording() -> None:
    record(Closed())
