"""Records what happens inside a background job, step by step, while it happens.

Needs nothing but the standard library and boto3, and reads no environment at import.
"""

from execution_log.decorator import step
from execution_log.dynamo import DynamoStore
from execution_log.environment import from_environment
from execution_log.errors import (
    AttemptContention,
    BadPractice,
    ExecutionLogError,
    InvalidSettings,
    StoreUnavailable,
)
from execution_log.log import ExecutionLog, current_log
from execution_log.log_records import LogRecords
from execution_log.model import Event, Execution, Origin, Reason, Status
from execution_log.recorder import Recorder
from execution_log.redaction import Redactor
from execution_log.store import Page, Store
from execution_log.timed_step import Step, current_step

__all__ = [
    "AttemptContention",
    "BadPractice",
    "DynamoStore",
    "Event",
    "Execution",
    "ExecutionLog",
    "ExecutionLogError",
    "InvalidSettings",
    "LogRecords",
    "Origin",
    "Page",
    "Reason",
    "Recorder",
    "Redactor",
    "Status",
    "Step",
    "Store",
    "StoreUnavailable",
    "current_log",
    "current_step",
    "from_environment",
    "step",
]
