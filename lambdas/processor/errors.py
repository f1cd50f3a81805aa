"""Why a profile could not be processed. Each error tells whether another try can help."""

from typing import ClassVar

from execution_log import Reason, Redactor
from execution_log.values import summary

_REDACTOR = Redactor()


class ProcessingError(Exception):
    """Base. The recorder reads the three attributes; the queue handler reads the second."""

    error_code: ClassVar[str] = "PROCESSING_FAILED"
    retry_possible: ClassVar[bool] = True
    reason: ClassVar[Reason] = Reason.FAILED


class InvalidProfile(ProcessingError):
    """The message is not a profile; the text says what is wrong, field by field."""

    error_code = "INVALID_PROFILE"
    retry_possible = False
    reason = Reason.REJECTED


class GenerationTimeout(ProcessingError):
    """The model gave no answer in the time it may take."""

    error_code = "AI_GENERATION_TIMEOUT"


class ModelUnavailable(ProcessingError):
    """The model is throttled, broken or out of reach for now."""

    error_code = "MODEL_UNAVAILABLE"


class ModelRefused(ProcessingError):
    """The model will not take this request: no access, unknown model, input too long."""

    error_code = "MODEL_REFUSED"
    retry_possible = False


class MalformedAnswer(ProcessingError):
    """The model's answer is not the strategic brief it was asked for."""

    error_code = "MALFORMED_ANSWER"
    retry_possible = False


class ProfilesUnavailable(ProcessingError):
    """The profiles table did not take the update."""

    error_code = "PROFILES_UNAVAILABLE"


class Superseded(ProcessingError):
    """A newer attempt has taken over this profile, so this one may not write to it."""

    error_code = "SUPERSEDED"
    retry_possible = False


class Cancelled(ProcessingError):
    """Somebody has asked to end it."""

    error_code = "CANCELLED"
    retry_possible = False
    reason = Reason.CANCELLED


class TooLate(Exception):
    """The job was done after its log had ended as timed out. What that says holds."""


def code_of(error: BaseException) -> str:
    """The error's code, or else its type."""
    return error.error_code if isinstance(error, ProcessingError) else type(error).__name__


def in_words(error: BaseException) -> str:
    """The error's own words without secrets, for what is stored outside of the log."""
    return _REDACTOR.text(summary(error))
