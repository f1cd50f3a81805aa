"""Python's own log records as events of the step that is running."""

import logging

from execution_log.log import current_log
from execution_log.model import Status
from execution_log.timed_step import current_step
from execution_log.values import stack


class LogRecords(logging.Handler):
    """Put it on any logger: what that logger says becomes part of the execution log.

    logging.getLogger("myjob").addHandler(LogRecords(logging.INFO))
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Records the message; outside of an execution, and for our own logger, nothing."""
        log, step = current_log(), current_step()
        if log is None or record.name.startswith("execution_log"):
            return
        error = record.exc_info[1] if record.exc_info else None
        log.event(
            step.name if step else "log_record",
            Status.IN_PROGRESS if step else Status.COMPLETED,
            record.getMessage(),
            span=step.span if step else None,
            parent=step.parent if step else None,
            metadata={"level": record.levelname.lower(), "logger": record.name},
            error_details=stack(error) if error else None,
        )
