"""Whatever a job raises is recorded within bounds, and goes on to the caller as it is.

Rows S07, S09, S10.
"""

import json
from typing import Any

import pytest

from execution_log import Reason
from execution_log.testing import Capture

LINE_LIMIT = 70_000
"""Bytes of an event with all its caps reached: far below DynamoDB's 400 KB."""


def failed_with(captured: Capture, error: BaseException) -> dict[str, Any]:
    """What is recorded of a step that raises it, after it has come out again."""
    with pytest.raises(type(error)) as caught, captured.recorder.execution("60B3RNTB") as log:
        with log.step("pdf_generation", "Generating"):
            raise error

    assert caught.value is error
    failed = next(s for s in captured.steps("60B3RNTB") if s["status"] == "failed")
    assert len(json.dumps(failed)) < LINE_LIMIT
    return failed


def test_the_cause_of_an_error_is_part_of_its_stack(captured: Capture) -> None:
    error = ValueError("no report")
    error.__cause__ = KeyError("template")

    details = failed_with(captured, error)["error_details"]

    assert "KeyError: 'template'" in details
    assert "direct cause" in details


def test_an_error_with_a_text_of_ten_megabytes_is_cut(captured: Capture) -> None:
    failed = failed_with(captured, ValueError("x" * 10_000_000))

    assert "characters cut" in failed["message"]
    assert "characters cut" in failed["error_details"]


def test_a_header_holds_the_two_ends_of_a_long_error(captured: Capture) -> None:
    failed = failed_with(captured, ValueError("begin " + "x" * 3000 + " end"))
    error = captured.execution("60B3RNTB").error

    assert len(failed["message"]) > 3000
    assert error is not None
    assert len(error) < 600
    assert "characters cut" in error
    assert error.endswith(" end")


def test_an_error_whose_every_method_raises_is_named(captured: Capture) -> None:
    class Hostile(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no")

        __repr__ = __str__

        @property
        def error_code(self) -> str:
            raise RuntimeError("no code")

    assert "Hostile" in failed_with(captured, Hostile())["message"]


@pytest.mark.parametrize("value", ["invalid start byte", 404, None, Reason, object()])
def test_what_an_error_of_another_library_means_by_our_words_is_left_alone(
    captured: Capture, value: object
) -> None:
    """UnicodeDecodeError, URLError and SSLError have a ``reason``; boto's have codes elsewhere."""
    error = ValueError("no")
    for name in ("reason", "error_code", "retry_possible"):
        setattr(error, name, value)

    failed = failed_with(captured, error)

    assert failed["error_code"] == (value if isinstance(value, str) else "ValueError")
    assert failed["retry_possible"] is None
    assert captured.execution("60B3RNTB").reason is Reason.FAILED


def test_an_error_code_of_ten_megabytes_does_not_cost_the_end(captured: Capture) -> None:
    with captured.recorder.execution("60B3RNTB") as log:
        log.failed("pdf_generation", "No template", error_code="E" * 10_000_000)

    assert len(captured.execution("60B3RNTB").error_code or "") < 300


def test_a_group_of_errors_shows_its_members(captured: Capture) -> None:
    group = ExceptionGroup("3 of 9 pages", [ValueError(f"page {n}") for n in (2, 5, 7)])

    failed = failed_with(captured, group)

    assert failed["message"] == "3 of 9 pages (3 sub-exceptions)"
    assert all(f"ValueError: page {n}" in failed["error_details"] for n in (2, 5, 7))


def test_a_group_of_a_thousand_nested_errors_is_cut(captured: Capture) -> None:
    error: Exception = ValueError("innermost")
    for level in range(1000):
        error = ExceptionGroup(f"level {level}", [error])

    assert "level 999" in failed_with(captured, error)["error_details"]


def test_a_thousand_causes_are_cut_in_the_middle(captured: Capture) -> None:
    error: Exception = ValueError("innermost")
    for number in range(1000):
        outer = ValueError(f"number {number}")
        outer.__cause__, error = error, outer

    details = failed_with(captured, error)["error_details"]

    assert "characters cut" in details
    assert details.endswith("ValueError: number 999")
