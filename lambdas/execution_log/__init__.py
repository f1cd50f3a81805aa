"""Records what happens inside a background job, step by step, while it happens.

Needs nothing but the standard library and boto3, and reads no environment at import.
"""

from execution_log.dynamo import DynamoStore
from execution_log.environment import from_environment
from execution_log.errors import (
    AttemptContention,
    ExecutionLogError,
    InvalidSettings,
    StoreUnavailable,
)
from execution_log.log import ExecutionLog, Step
from execution_log.model import Event, Execution, Origin, Reason, Status
from execution_log.recorder import Recorder
from execution_log.store import Page, Store

__all__ = [
    "AttemptContention",
    "DynamoStore",
    "Event",
    "Execution",
    "ExecutionLog",
    "ExecutionLogError",
    "InvalidSettings",
    "Origin",
    "Page",
    "Reason",
    "Recorder",
    "Status",
    "Step",
    "Store",
    "StoreUnavailable",
    "from_environment",
]
