"""Every event as one JSON line on stdout, the moment it is recorded.

CloudWatch keeps what a process printed before it was killed, so these lines hold the few events
that were not stored yet. Lambda filters JSON lines by ``level`` and ``timestamp`` (AWS Lambda
Developer Guide, "Log level filtering").
"""

import logging
import sys
from typing import TextIO

from execution_log.clock import timestamp
from execution_log.model import Event, Execution, Status
from execution_log.values import encode


class Lines:
    """Prints the events of one execution; a broken stdout ends only the printing."""

    def __init__(self, execution: Execution, level: str, stream: TextIO | None = None) -> None:
        """``level`` is the lowest that is printed: failures are ``error``, all others ``info``.

        LOG_LEVEL may be meant for another library: a word that is not known here means ``info``.
        """
        self._least = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        self._stream = stream
        self._broken = False
        self.name(execution)

    def name(self, execution: Execution) -> None:
        """Whose events these are. The attempt's number is known once the execution is stored."""
        self._identity = (
            f'"tracking_id":{encode(execution.tracking_id)}'
            f',"execution_id":{encode(execution.execution_id)}'
            f',"attempt":{execution.attempt or "null"}'
        )

    def write(self, event: Event, encoded: str) -> None:
        """Prints the event, which ``encoded`` holds as JSON."""
        failed = event.status is Status.FAILED
        if self._broken or (logging.ERROR if failed else logging.INFO) < self._least:
            return
        try:
            stream = self._stream or sys.stdout
            stream.write(
                f'{{"level":"{"ERROR" if failed else "INFO"}"'
                f',"timestamp":"{timestamp(event.timestamp_ms)}"'
                f',{self._identity},"event":{encoded}}}\n'
            )
            stream.flush()
        except (OSError, ValueError):
            self._broken = True
