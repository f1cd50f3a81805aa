"""Markdown: fit for a ticket, and no text of a job becomes markup. Rows U01, U02, U14."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.course import failing_event
from api.export_markdown import STEPS_LIMIT, code, fence, markdown_file, words
from api.links import Console
from api.queries import Log
from api.reading import read
from api.views import details
from execution_log import Execution, Origin, Reason
from execution_log.values import ERROR_LIMIT, cut
from tests.api.logs import EXECUTION_ID, STARTED, execution, line

STACK = 'Traceback (most recent call last):\n  File "/var/task/x.py", line 3\nTimeoutError: late'
FAILED = execution(
    Reason.FAILED,
    failed_step="orchestrator_execution",
    error="AI generation timeout after 480000ms",
    error_code="AI_GENERATION_TIMEOUT",
    retry_possible=True,
    origin=Origin(message_id="m-1", request_id="r-1", log_group="/aws/lambda/p", log_stream="s"),
)
LINES = [
    line(1, "initialization", message="Started processing for Acme Corp (basic tier)"),
    line(2, "orchestrator_execution", "in_progress", 2_000, message="Starting"),
    line(
        3,
        "orchestrator_execution",
        "failed",
        150_000,
        span=2,
        message="AI generation timeout after 480000ms",
        error_code="AI_GENERATION_TIMEOUT",
        error_details=STACK,
    ),
]


def markdown(execution: Execution = FAILED, lines: list[str] = LINES) -> str:
    reading = read(Log(execution, 1, lines, []))
    facts = details(reading, STARTED + 200_000, Console("eu-central-1"))
    failing = failing_event(execution, reading.events)
    return "".join(markdown_file(execution, facts, failing, list(reading.spans.as_json().values())))


def test_an_error_too_long_for_a_header_is_still_known_by_its_message() -> None:
    told = "The model says: " + "no, " * 1000
    lines = [
        line(1, "pdf_generation", "failed", message=told, error_details=STACK),
        line(2, "error_handling", "failed", message="Gave up", error_details="another"),
    ]

    for held in (told, cut(told, ERROR_LIMIT)):
        reading = read(Log(execution(Reason.FAILED, error=held), 1, lines, []))
        failing = failing_event(reading.execution, reading.events)
        assert failing is not None
        assert failing["error_details"] == STACK


def test_a_ticket_begins_with_the_verdict_its_cause_and_what_to_do() -> None:
    title, _, cause, _, advice, *_ = markdown().split("\n")

    assert title == "# Failed after 2m 30s in orchestrator\\_execution"
    assert cause == "The AI model did not answer in the time it may take\\."
    assert advice.startswith("The queue tries it again by itself\\.")


@pytest.mark.parametrize(
    "fact",
    [
        "| Tracking id | ` 60B3RNTB ` |",
        f"| Execution id | ` {EXECUTION_ID} ` |",
        "| Attempt | 1 of 1 |",
        "| Status | ` failed (FAILED) ` |",
        "| Duration | 2m 30s |",
        "| Slowest step | ` orchestrator_execution ` took 2m 28s, 99 % of the run |",
        "| Message id | ` m-1 ` |",
        "| Request id | ` r-1 ` |",
        "| Kept until | 2026-11-30T10:00:00.000Z |",
    ],
)
def test_it_tells_the_facts_and_all_ids(fact: str) -> None:
    assert fact in markdown().split("\n")


def test_it_links_to_the_log_stream() -> None:
    assert "| Log stream | ` /aws/lambda/p s ` [open](<https://eu-central-1.console" in markdown()


def test_it_shows_the_failing_step_with_its_error_and_stack() -> None:
    text = markdown()

    assert "## Failing step: ` orchestrator_execution `" in text
    assert "At +2m 30s, error code ` AI_GENERATION_TIMEOUT `" in text
    assert f"```text\n{STACK}\n```" in text


def test_it_lists_the_steps_with_their_times() -> None:
    assert (
        "| +2s | ` orchestrator_execution ` | failed | 2m 28s "
        "| ` AI generation timeout after 480000ms ` |"
    ) in markdown().split("\n")


def test_of_a_long_log_it_lists_the_last_steps_and_says_so() -> None:
    lines = [line(n, "item_import", message=f"Item {n}.") for n in range(1, 1_001)]

    text = markdown(execution(Reason.SUCCEEDED), lines)

    assert f"The last {STEPS_LIMIT} of 1000 steps." in text
    assert text.count("item_import") == STEPS_LIMIT
    assert "Item 1000." in text


def test_an_error_without_an_event_of_its_own_is_shown_too() -> None:
    assert "## Error\n\n```text\nlost its last event\n```" in markdown(
        execution(Reason.FAILED, error="lost its last event"), []
    )


def test_a_log_without_events_is_a_ticket_all_the_same() -> None:
    assert markdown(execution(Reason.RUNNING), []).startswith("# In progress for 3m 20s")


@pytest.mark.parametrize(
    "text",
    ["```", "````\n# Title", "a\n```\n<script>", "`" * 100, "\u2028```\u2028x", "a\r```\rb"],
)
def test_nothing_breaks_out_of_a_fence(text: str) -> None:
    first, *inside, last = fence(text).split("\n")

    assert first == f"{last}text"
    assert set(last) == {"`"}
    assert all(last not in inner for inner in inside)


@given(st.text())
def test_no_text_breaks_out_of_code_or_its_line(text: str) -> None:
    shown = code(text)

    assert len(shown.splitlines()) <= 1
    if shown:
        ticks = shown.partition(" ")[0]
        assert ticks not in shown[len(ticks) : -len(ticks)]
        assert "|" not in shown.replace("\\|", "")


@given(st.text())
def test_no_text_has_a_meaning_as_words(text: str) -> None:
    shown = words(text)

    assert len(shown.splitlines()) <= 1
    plain = shown
    for mark in "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~":
        plain = plain.replace(f"\\{mark}", "")
    assert not set(plain.replace("\\\\", "")) & set("<>[]()`*_#|!&~\\")


def test_hostile_text_stays_text_in_every_place() -> None:
    hostile = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) | `a` \u202e \x1b[31m"
    failed = execution(
        Reason.FAILED, failed_step=hostile, error=hostile, company=hostile, tier=hostile
    )
    lines = [line(1, hostile, "failed", message=hostile, error_details=hostile)]

    text = markdown(failed, lines)

    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "\\u202e" in text
    outside_of_code = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$|(?<![\\`])(`+) .*? \2(?!`)", "", text)
    assert "img" in outside_of_code  # in the title
    assert not re.search(r"(?<!\\)<|(?<!\\)\[x|(?<!\\)`", outside_of_code)
