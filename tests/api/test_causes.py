"""The table of causes: from error codes and exception types to plain words."""

import re

import botocore.exceptions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.causes import CAUSES, cause_of
from execution_log import Reason
from processor import errors

CHAIN = """Traceback (most recent call last):
  File "/var/task/orders.py", line 3, in load
    return json.loads(text)
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/var/task/orders.py", line 5, in load
    raise OrderUnreadable(text) from error
shop.orders.OrderUnreadable: <html>"""

GROUP = """  + Exception Group Traceback (most recent call last):
  |   File "/var/task/orders.py", line 3, in load
  | ExceptionGroup: two failed (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/var/task/orders.py", line 2, in load
    | MemoryError
    +------------------------------------"""


def code_of(
    code: str | None = None,
    error: str | None = None,
    stack: str | None = None,
    reason: str = "FAILED",
) -> str | None:
    cause = cause_of(code=code, error=error, stack=stack, reason=reason)
    return cause and cause.code


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("TIMEOUT", "function_timeout"),
        ("StoreUnavailable", "log_unavailable"),
        ("ThrottlingException", "throttled"),
        ("ProvisionedThroughputExceededException", "throttled"),
        ("TooManyRequestsException", "throttled"),
        ("SlowDown", "throttled"),
        ("AccessDeniedException", "access_denied"),
        ("AccessDenied", "access_denied"),
        ("NoCredentialsError", "no_credentials"),
        ("ExpiredTokenException", "no_credentials"),
        ("ReadTimeoutError", "timeout"),
        ("TimeoutError", "timeout"),
        ("ConnectTimeout", "timeout"),
        ("ConnectionResetError", "connection_failed"),
        ("EndpointConnectionError", "connection_failed"),
        ("SSLError", "connection_failed"),
        ("ValidationError", "invalid_input"),
        ("ValidationException", "invalid_input"),
        ("MemoryError", "out_of_memory"),
        ("JSONDecodeError", "malformed_data"),
        ("UnicodeDecodeError", "malformed_data"),
        ("ResourceNotFoundException", "not_found"),
        ("FileNotFoundError", "not_found"),
        ("NoSuchKey", "not_found"),
        ("ConditionalCheckFailedException", "conflict"),
        ("ServiceUnavailableException", "service_failed"),
        ("InternalServerError", "service_failed"),
        ("RecursionError", "too_deep"),
        ("ModuleNotFoundError", "missing_package"),
        ("KeyError", "program_error"),
        ("OrderUnreadable", None),
    ],
)
def test_an_error_is_known_by_its_code_or_type(code: str, expected: str | None) -> None:
    assert code_of(code) == expected


@pytest.mark.parametrize("error", errors.ProcessingError.__subclasses__())
def test_every_error_of_the_processor_has_a_cause_of_its_own(
    error: type[errors.ProcessingError],
) -> None:
    cause = cause_of(code=error.error_code, error=None, stack=None, reason="FAILED")

    assert cause is not None
    assert error.error_code in cause.names


@pytest.mark.parametrize(
    "reason", [r for r in Reason if r.status == "failed" and r is not Reason.FAILED]
)
def test_every_reason_to_fail_that_says_why_has_a_cause(reason: Reason) -> None:
    assert code_of(reason=reason.value) is not None


def test_what_a_service_called_its_error_is_found_in_botocores_words() -> None:
    error = botocore.exceptions.ClientError(
        {"Error": {"Code": "AccessDeniedException", "Message": "no"}}, "Converse"
    )

    assert code_of(type(error).__name__, error=str(error)) == "access_denied"


def test_the_cause_of_an_unknown_error_is_looked_for_in_its_chain_from_the_last_to_the_first() -> (
    None
):
    assert code_of("OrderUnreadable", stack=CHAIN) == "malformed_data"
    assert code_of("OrderUnreadable", stack=f"{CHAIN}\nTimeoutError: late") == "timeout"


def test_exceptions_in_a_group_are_found() -> None:
    assert code_of("ExceptionGroup", stack=GROUP) == "out_of_memory"


def test_an_errors_own_code_says_more_than_what_lies_behind_it() -> None:
    assert code_of("MODEL_UNAVAILABLE", stack="ThrottlingException: slow") == "model_unavailable"


def test_a_name_that_is_spelled_out_wins_over_a_pattern() -> None:
    assert code_of("AI_GENERATION_TIMEOUT") == "ai_generation_timeout"
    assert code_of("ParamValidationError") == "invalid_input"


@given(st.text(), st.text(), st.text())
def test_no_text_makes_it_fail(code: str, error: str, stack: str) -> None:
    assert code_of(code, error, stack) in {None, *(cause.code for cause in CAUSES)}


def test_long_hostile_texts_are_read_in_time_that_grows_no_faster_than_they_do() -> None:
    stacks = ["a." * 100_000, "a" * 200_000, "| " * 100_000, "An error occurred (" * 10_000]

    assert [code_of("X", error=text, stack=text) for text in stacks] == [None] * 4


def test_codes_are_unique_stable_words_and_sentences_end_like_sentences() -> None:
    codes = [cause.code for cause in CAUSES]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", code) for code in codes)
    for cause in CAUSES:
        for sentence in (cause.meaning, cause.remedy):
            assert re.fullmatch(r"[A-Z].+\.", sentence)


def test_no_name_is_in_two_rows() -> None:
    names = [name for cause in CAUSES for name in cause.names]

    assert len(set(names)) == len(names)
