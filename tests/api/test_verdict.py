"""The verdict: what became of an execution, why, and what to do. Rows H12, H13, M21, M22, U08."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.course import Course
from api.spans import Slowest
from api.verdict import ADVICE, SENTENCES, verdict
from execution_log import Reason
from tests.api.http import OPENAPI
from tests.api.logs import STARTED, execution

MINUTE = 60_000
NOW = STARTED + 20 * MINUTE

SCHEMA = Draft202012Validator(
    {"$ref": "#/components/schemas/Verdict", "components": OPENAPI["components"]}
)


def told(reason: Reason, course: Course | None = None, **fields: Any) -> dict[str, Any]:
    found: Any = verdict(execution(reason, **fields), course or Course(events=3), NOW)
    SCHEMA.validate(found)
    return found  # type: ignore[no-any-return]


def in_step(step: str = "orchestrator_execution", **fields: Any) -> Course:
    """The course of an execution that is in a step, or was when it stopped."""
    return Course(**{"events": 3, "open_step": step, "last_event_ms": STARTED + 150_000, **fields})


@pytest.mark.parametrize(
    ("reason", "fields", "course", "code", "sentence"),
    [
        (Reason.SUCCEEDED, {}, None, "completed", "Completed in 2m 30s"),
        (Reason.RUNNING, {}, None, "running", "In progress for 20m 0s"),
        (
            Reason.RUNNING,
            {},
            in_step(),
            "running_in_step",
            "In progress for 20m 0s, now in orchestrator_execution",
        ),
        (
            Reason.QUEUED,
            {"queued_at_ms": NOW - 5_000},
            Course(),
            "queued",
            "Waiting in the queue for 5s",
        ),
        (Reason.FAILED, {}, None, "failed", "Failed after 2m 30s"),
        (
            Reason.FAILED,
            {"failed_step": "orchestrator_execution"},
            None,
            "failed_in_step",
            "Failed after 2m 30s in orchestrator_execution",
        ),
        (Reason.TIMED_OUT, {}, None, "timed_out", "Timed out after 2m 30s"),
        (
            Reason.TIMED_OUT,
            {"failed_step": "orchestrator_execution"},
            None,
            "timed_out_in_step",
            "Timed out after 2m 30s in orchestrator_execution",
        ),
        (
            Reason.KILLED,
            {},
            None,
            "stopped",
            "Stopped without finishing: no sign of life since 10:00 UTC",
        ),
        (
            Reason.KILLED,
            {"next_try_at_ms": NOW + 5 * MINUTE},
            in_step(),
            "stopped_in_step",
            "Stopped without finishing in orchestrator_execution: "
            "no sign of life since 10:02 UTC, next try about 10:25 UTC",
        ),
        (
            Reason.KILLED,
            {"next_try_at_ms": NOW - 5 * MINUTE},
            in_step(),
            "stopped_in_step",
            "Stopped without finishing in orchestrator_execution: "
            "no sign of life since 10:02 UTC, next try was due about 10:15 UTC",
        ),
        (
            Reason.REJECTED,
            {"failed_step": "data_validation"},
            None,
            "rejected",
            "Rejected: the message is not a valid profile",
        ),
        (
            Reason.SUPERSEDED,
            {},
            in_step(),
            "superseded",
            "Overtaken by a newer attempt after 2m 30s in orchestrator_execution",
        ),
        (
            Reason.DEAD_LETTERED,
            {"max_attempts": 5},
            in_step(),
            "dead_lettered",
            "Given up after 5 tries, the last one in orchestrator_execution",
        ),
        (
            Reason.DEAD_LETTERED,
            {},
            Course(),
            "never_started",
            "Given up: the function never started",
        ),
        (
            Reason.SEND_FAILED,
            {},
            Course(),
            "send_failed",
            "Never started: it could not be put on the queue",
        ),
        (
            Reason.CANCELLED,
            {"cancel_requested_by": "ada"},
            in_step(),
            "cancelled",
            "Cancelled by ada after 2m 30s in orchestrator_execution",
        ),
        (Reason.CANCELLED, {}, None, "cancelled", "Cancelled after 2m 30s"),
    ],
)
def test_one_sentence_tells_what_happened_in_which_step_after_how_long(
    reason: Reason, fields: dict[str, Any], course: Course | None, code: str, sentence: str
) -> None:
    found = told(reason, course, **fields)

    assert (found["code"], found["sentence"]) == (code, sentence)
    assert found["reason"] == reason.value


def test_every_reason_has_a_sentence() -> None:
    assert {reason.value for reason in Reason} < set(SENTENCES)


def test_another_days_times_are_told_with_their_date() -> None:
    course = in_step(last_event_ms=STARTED - 24 * 3600 * 1000)

    assert "no sign of life since 2026-11-22 10:00 UTC" in told(Reason.KILLED, course)["sentence"]


def test_a_step_with_braces_in_its_name_is_told_as_it_is() -> None:
    found = told(Reason.FAILED, failed_step="{took} {0} {")

    assert found["sentence"] == "Failed after 2m 30s in {took} {0} {"


def test_the_values_of_the_sentence_come_beside_it_for_other_languages() -> None:
    found = told(
        Reason.KILLED,
        in_step(newest_attempt=2),
        attempt=2,
        next_try_at_ms=NOW + 5 * MINUTE,
        retry_attempt=2,
        max_attempts=5,
        deadline_at_ms=STARTED + 150_000,
    )

    assert found["params"] == {
        "step": "orchestrator_execution",
        "duration_ms": 150_000,
        "duration_readable": "2m 30s",
        "by": None,
        "last_sign_at": "2026-11-23T10:02:30.000Z",
        "next_try_at": "2026-11-23T10:25:00.000Z",
        "attempt": 2,
        "of": 5,
        "newest_attempt": 2,
    }


def test_a_known_error_is_explained_in_plain_words_with_what_to_do() -> None:
    found = told(
        Reason.FAILED,
        failed_step="orchestrator_execution",
        error="AI generation timeout after 300000ms",
        error_code="AI_GENERATION_TIMEOUT",
        retry_possible=True,
    )

    assert found["cause"] == "AI generation timeout after 300000ms"
    assert found["cause_code"] == "ai_generation_timeout"
    assert found["cause_plain"] == "The AI model did not answer in the time it may take."
    assert found["advice"].endswith(found["remedy"])


def test_an_error_that_nobody_knows_is_told_in_its_own_words_only() -> None:
    found = told(Reason.FAILED, error="odd", error_code="OrderUnreadable")

    assert (found["cause"], found["cause_code"], found["cause_plain"]) == ("odd", None, None)
    assert (found["advice"], found["remedy"]) == (None, None)


def test_the_stack_helps_to_know_an_error() -> None:
    course = Course(events=3, stack="shop.errors.Odd: x\n\nMemoryError")

    assert told(Reason.FAILED, course, error="x")["cause_code"] == "out_of_memory"


@pytest.mark.parametrize("reason", [Reason.RUNNING, Reason.QUEUED, Reason.SUCCEEDED])
def test_what_has_not_failed_has_no_cause(reason: Reason) -> None:
    found = told(reason, Course(events=1, stack="MemoryError"), error_code="MemoryError")

    assert (found["cause_code"], found["remedy"], found["failed_step"]) == (None, None, None)


@pytest.mark.parametrize(
    ("reason", "fields", "code", "advice"),
    [
        (Reason.SUCCEEDED, {}, None, None),
        (Reason.RUNNING, {"retry_attempt": 1, "max_attempts": 5}, None, None),
        (
            Reason.RUNNING,
            {"retry_attempt": 2, "max_attempts": 5},
            "another_try",
            "This is try 2 of 5.",
        ),
        (
            Reason.FAILED,
            {"retry_possible": True},
            "will_retry",
            "The queue tries it again by itself.",
        ),
        (
            Reason.FAILED,
            {"retry_attempt": 2, "max_attempts": 5, "next_try_at_ms": NOW + MINUTE},
            "will_retry",
            "The queue tries it again by itself about 10:21 UTC, try 3 of 5.",
        ),
        (
            Reason.FAILED,
            {"retry_attempt": 2, "max_attempts": 5, "next_try_at_ms": NOW - MINUTE},
            "will_retry",
            "The queue tries it again by itself, due about 10:19 UTC, try 3 of 5.",
        ),
        (
            Reason.FAILED,
            {"retry_attempt": 5, "max_attempts": 5, "retry_possible": True},
            "last_try",
            "That was the last try: the message goes to the dead-letter queue, which keeps it.",
        ),
        (
            Reason.FAILED,
            {"retry_attempt": 1, "max_attempts": 5, "retry_possible": False},
            "no_retry",
            ADVICE["no_retry"],
        ),
        (Reason.FAILED, {"attempt": 1}, None, None),
    ],
)
def test_the_advice_says_whether_and_when_it_is_tried_again(
    reason: Reason, fields: dict[str, Any], code: str | None, advice: str | None
) -> None:
    found = told(reason, **fields)

    assert (found["advice_code"], found["advice"]) == (code, advice)


@pytest.mark.parametrize(
    ("reason", "course", "code"),
    [
        (Reason.KILLED, Course(events=1), "will_retry"),
        (Reason.DEAD_LETTERED, Course(events=1), "put_back"),
        (Reason.CANCELLED, Course(events=1), None),
        (Reason.SUPERSEDED, Course(events=1), None),
        (Reason.SEND_FAILED, Course(), None),
        (Reason.FAILED, Course(events=1, newest_attempt=2), "tried_again"),
        (Reason.KILLED, Course(events=1, newest_attempt=2), "tried_again"),
    ],
)
def test_every_end_comes_with_what_happens_next_or_what_to_do(
    reason: Reason, course: Course, code: str | None
) -> None:
    found = told(reason, course)

    assert found["advice_code"] == code
    assert found["advice"]


def test_where_the_cause_is_known_what_to_do_is_said_once() -> None:
    found = told(
        Reason.REJECTED, retry_attempt=1, retry_possible=False, error_code="INVALID_PROFILE"
    )

    assert found["advice_code"] == "put_back"
    assert found["advice"] == f"{ADVICE['put_back']} {found['remedy']}"
    assert found["cause_plain"] not in found["sentence"]


def test_the_slowest_step_is_named_with_its_share() -> None:
    course = Course(events=2, slowest=Slowest("orchestrator_execution", 150_000, 0.97))

    assert told(Reason.SUCCEEDED, course)["slowest"] == {
        "step": "orchestrator_execution",
        "duration_ms": 150_000,
        "duration_readable": "2m 30s",
        "share": 0.97,
    }


def test_only_an_end_that_nobody_recorded_is_derived() -> None:
    stored = {"completed_at_ms": STARTED + 150_000, "duration_ms": 150_000}

    assert told(Reason.KILLED)["derived"] is True
    assert told(Reason.KILLED, **stored)["derived"] is False
    assert told(Reason.FAILED)["derived"] is False


def test_the_examples_of_the_documented_codes_are_all_there_are() -> None:
    documented = OPENAPI["components"]["schemas"]["Verdict"]["properties"]["code"]["examples"]
    with_step = {"running", "failed", "timed_out", "stopped"}
    codes = {code for code, _ in SENTENCES.values()}

    assert set(documented) == codes | {f"{code}_in_step" for code in with_step}
