"""What can go wrong in the recorder library. Nothing here is raised into a recorded job."""


class ExecutionLogError(Exception):
    """Base of every error of this library."""


class InvalidSettings(ExecutionLogError):
    """Environment variables are missing or malformed."""


class StoreUnavailable(ExecutionLogError):
    """The execution-log table did not take or give the data: down, throttled, gone, forbidden."""


class AttemptContention(StoreUnavailable):
    """Too many attempts of one tracking id began at the same time."""


class BadPractice(ExecutionLogError):
    """Strict mode, for tests: a name, message or failure breaks the conventions."""
