"""Why executions fail, in plain words: a table from error codes and exception types to sentences.

To explain an error of your own, add a row. Its ``names`` are what the recorder stored as the
``error_code`` (the exception's own code, else its type), what an AWS service called the error, or
any exception type in the stack; ``*`` stands for any characters. A name that is spelled out wins
over a pattern, and an earlier row over a later one. ``code`` is what translations know a row by,
so it never changes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Cause:
    """One row: what the error means, and what a person can do about it."""

    code: str
    names: tuple[str, ...]
    meaning: str
    remedy: str


CAUSES = (
    Cause(
        "function_timeout",
        ("TIMEOUT", "TIMED_OUT"),
        "The job was not finished when its time was up.",
        "The stack shows where it hung. Make that step quicker, or give the function more time.",
    ),
    Cause(
        "no_sign_of_life",
        ("KILLED",),
        "The process ended without a word: it ran out of time or memory, or it crashed.",
        "Look at the end of its log stream, and at the memory and time the function may use.",
    ),
    Cause(
        "ai_generation_timeout",
        ("AI_GENERATION_TIMEOUT",),
        "The AI model did not answer in the time it may take.",
        "If it keeps happening, give the model more time or make the profile shorter.",
    ),
    Cause(
        "model_unavailable",
        ("MODEL_UNAVAILABLE",),
        "The AI model was too busy, broken or out of reach for a moment.",
        "Usually it passes. If not, check the model's quotas in Amazon Bedrock.",
    ),
    Cause(
        "model_refused",
        ("MODEL_REFUSED",),
        "The AI model does not take this request: no access, unknown model, or too long.",
        "Check in Amazon Bedrock that the account may use this model in this region.",
    ),
    Cause(
        "malformed_answer",
        ("MALFORMED_ANSWER",),
        "The AI model answered, but not in the form it was asked for.",
        "Process it again: answers differ. If that fails, look for odd text in the profile.",
    ),
    Cause(
        "invalid_profile",
        ("INVALID_PROFILE", "REJECTED"),
        "Something that every profile needs is missing, or is of the wrong kind.",
        "The error names the field. Correct it and send the profile again.",
    ),
    Cause(
        "profiles_unavailable",
        ("PROFILES_UNAVAILABLE",),
        "The table of profiles did not take the result.",
        "Usually it passes. If not, check the table and the function's access to it.",
    ),
    Cause(
        "log_unavailable",
        ("StoreUnavailable", "AttemptContention"),
        "The table of execution logs did not answer.",
        "Usually it passes. If not, check the table and the function's access to it.",
    ),
    Cause(
        "superseded",
        ("SUPERSEDED",),
        "A newer attempt has taken over, so this one may not store its result.",
        "Look at the newest attempt.",
    ),
    Cause(
        "never_started",
        ("NEVER_STARTED",),
        "The function never began with it: it could not start, or there was no capacity.",
        "Look at the function's errors and throttles, then put the message back.",
    ),
    Cause(
        "given_up",
        ("DEAD_LETTERED",),
        "Every try failed, so the queue has given the message up.",
        "Correct what the last try failed of, then put the message back.",
    ),
    Cause(
        "send_failed",
        ("SEND_FAILED",),
        "The message could not be put on the queue, so nothing has run.",
        "Process it again in a moment.",
    ),
    Cause(
        "cancelled",
        ("CANCELLED",),
        "A person has stopped it.",
        "Process it again if it is still wanted.",
    ),
    Cause(
        "throttled",
        (
            *("*Throttl*", "ProvisionedThroughputExceededException", "*TooManyRequests*"),
            *("RequestLimitExceeded", "SlowDown", "*RateLimit*", "RequestThrottled"),
        ),
        "A service had more requests than it takes at a time.",
        "Usually it passes. If not, spread the work out or ask for a higher quota.",
    ),
    Cause(
        "quota_exceeded",
        ("ServiceQuotaExceededException", "*QuotaExceeded*", "LimitExceededException"),
        "A limit of the account is used up.",
        "Remove what is not needed, or ask for a higher quota.",
    ),
    Cause(
        "no_credentials",
        (
            *("NoCredentialsError", "*CredentialsError", "ExpiredToken*", "InvalidClientTokenId"),
            *("UnrecognizedClientException", "*TokenExpired*", "InvalidSignatureException"),
        ),
        "A service did not know who was asking: credentials are missing or no longer valid.",
        "Check the role or the key that the step uses.",
    ),
    Cause(
        "access_denied",
        (
            *("*AccessDenied*", "*NotAuthorized*", "*Unauthorized*", "*Forbidden*"),
            *("PermissionError", "*PermissionDenied*"),
        ),
        "A service or file may not be used by this job.",
        "Grant the job's role the access that the error names.",
    ),
    Cause(
        "out_of_memory",
        ("MemoryError", "*OutOfMemory*"),
        "The job needed more memory than it has.",
        "Give the function more memory, or process the data in smaller parts.",
    ),
    Cause(
        "malformed_data",
        ("JSONDecodeError", "Unicode*Error", "*ParseError", "*ParserError", "BadZipFile"),
        "Data came in another form than expected.",
        "Look at what was received: it is often an error page or was cut off.",
    ),
    Cause(
        "invalid_input",
        (
            *("*ValidationError", "*ValidationException", "ParamValidationError"),
            *("InvalidParameter*", "SerializationException", "InvalidArgument*"),
        ),
        "A value is missing, or not of the kind that is needed.",
        "The error names the value. Correct it and process it again.",
    ),
    Cause(
        "timeout",
        ("*Timeout*", "*TimedOut*", "timeout"),
        "Something that the step waited for took too long.",
        "Usually it passes. If not, check the service that it waits for, and its time limit.",
    ),
    Cause(
        "connection_failed",
        (
            *("*ConnectionError", "Connection*Error", "*ConnectError", "gaierror", "herror"),
            *("*SSLError", "SSLCert*", "BrokenPipeError", "*ProtocolError", "RemoteDisconnected"),
            *("MaxRetryError", "URLError", "*ConnectionClosed*", "IncompleteRead"),
        ),
        "A service could not be reached, or the connection broke.",
        "Usually it passes. If not, check the address, and that the job may reach it.",
    ),
    Cause(
        "service_failed",
        (
            *("ServiceUnavailable*", "InternalServer*", "InternalError", "InternalFailure"),
            *("InternalServiceError*", "*BadGateway*", "*ServerError"),
        ),
        "A service had a fault of its own.",
        "Usually it passes. If not, look at the health of that service.",
    ),
    Cause(
        "not_found",
        ("*NotFound", "*NotFoundException", "*NotFoundError", "NoSuch*", "*DoesNotExist*"),
        "Something that the step needs does not exist.",
        "The error names it. Check its name, and that it was not deleted.",
    ),
    Cause(
        "conflict",
        (
            *("ConditionalCheckFailedException", "Transaction*Exception", "*Conflict*"),
            *("IntegrityError", "*AlreadyExists*", "FileExistsError", "*InUseException"),
        ),
        "Something else changed the same data at the same time, or it is there already.",
        "Process it again. If it fails again, look for another job that works on the same data.",
    ),
    Cause(
        "missing_package",
        ("ImportError", "ModuleNotFoundError"),
        "A part of the program is missing.",
        "Add the package that the error names, and deploy again.",
    ),
    Cause(
        "too_deep",
        ("RecursionError",),
        "The data is nested deeper than the program can follow.",
        "Look for a value that contains itself.",
    ),
    Cause(
        "interrupted",
        ("KeyboardInterrupt", "SystemExit", "CancelledError", "InterruptedError"),
        "The job was told to stop before it had finished.",
        "Process it again.",
    ),
    Cause(
        "program_error",
        (
            *("TypeError", "AttributeError", "NameError", "KeyError", "IndexError", "ValueError"),
            *("LookupError", "ZeroDivisionError", "ArithmeticError", "OverflowError"),
            *("AssertionError", "NotImplementedError", "UnboundLocalError", "StopIteration"),
        ),
        "The program met data that it does not expect, or has a mistake.",
        "Give the stack to the engineers: its last line of your own code shows the place.",
    ),
)

_SERVICE_ERROR = re.compile(r"An error occurred \((\w{1,100})\) when calling")
"""How botocore words every error of a service (ClientError.MSG_TEMPLATE)."""
_RAISED = re.compile(r"^[ |]*(?:\w{1,100}\.){0,20}(\w{1,100})(?::|$)", re.MULTILINE)
"""Where a stack names the exception: in a line of its own (Python documentation, traceback)."""


def cause_of(
    *, code: str | None, error: str | None, stack: str | None, reason: str
) -> Cause | None:
    """The row of the most telling name that is in the table; None if none is."""
    for name in _names(code, error or "", stack or "", reason):
        if found := _row(name):
            return found
    return None


def _names(code: str | None, error: str, stack: str, reason: str) -> Iterable[str]:
    """The error's own code, a service's, the exceptions from the last one back to the first."""
    if code:
        yield code
    yield from _SERVICE_ERROR.findall(error)
    yield from reversed(_RAISED.findall(stack))
    yield reason


def _row(name: str) -> Cause | None:
    spelled_out = (cause for cause in CAUSES if name in cause.names)
    alike = (c for c in CAUSES if any(fnmatchcase(name, pattern) for pattern in c.names))
    return next(spelled_out, None) or next(alike, None)
