"""Records what happens inside a background job, step by step, while it happens.

Needs nothing but the standard library and boto3, and reads no environment at import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from execution_log.decorator import step as step
    from execution_log.dynamo import DynamoStore as DynamoStore
    from execution_log.environment import from_environment as from_environment
    from execution_log.errors import AttemptContention as AttemptContention
    from execution_log.errors import BadPractice as BadPractice
    from execution_log.errors import ExecutionLogError as ExecutionLogError
    from execution_log.errors import InvalidSettings as InvalidSettings
    from execution_log.errors import StoreUnavailable as StoreUnavailable
    from execution_log.log import ExecutionLog as ExecutionLog
    from execution_log.log import current_log as current_log
    from execution_log.log_records import LogRecords as LogRecords
    from execution_log.model import Event as Event
    from execution_log.model import Execution as Execution
    from execution_log.model import Origin as Origin
    from execution_log.model import Reason as Reason
    from execution_log.model import Status as Status
    from execution_log.recorder import Recorder as Recorder
    from execution_log.redaction import Redactor as Redactor
    from execution_log.store import Page as Page
    from execution_log.store import Store as Store
    from execution_log.timed_step import Step as Step
    from execution_log.timed_step import current_step as current_step

_NAMES = {
    "decorator": ("step",),
    "dynamo": ("DynamoStore",),
    "environment": ("from_environment",),
    "errors": (
        *("AttemptContention", "BadPractice", "ExecutionLogError"),
        *("InvalidSettings", "StoreUnavailable"),
    ),
    "log": ("ExecutionLog", "current_log"),
    "log_records": ("LogRecords",),
    "model": ("Event", "Execution", "Origin", "Reason", "Status"),
    "recorder": ("Recorder",),
    "redaction": ("Redactor",),
    "store": ("Page", "Store"),
    "timed_step": ("Step", "current_step"),
}
"""By module, loaded when one of its names is asked for: who only reads logs needs no recorder."""

_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}

__all__ = list(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
