"""Durations read as the specification writes them."""

import pytest

from execution_log.durations import from_start, readable


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "0ms"),
        (450, "450ms"),
        (999, "999ms"),
        (1000, "1s"),
        (12_300, "12.3s"),
        (12_349, "12.3s"),
        (59_999, "59.9s"),
        (60_000, "1m 0s"),
        (150_000, "2m 30s"),
        (3_599_999, "59m 59s"),
        (3_750_000, "1h 2m 30s"),
    ],
)
def test_durations_are_readable(milliseconds: int, text: str) -> None:
    assert readable(milliseconds) == text
    assert from_start(milliseconds) == f"+{text}"
