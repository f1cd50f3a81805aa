"""Jobs that never end by themselves, to see what their logs say all the same."""

import os
import re
import signal
import time
from typing import Any

from execution_log import ExecutionLog, Recorder

recorder = Recorder.from_environment()


def handler(job: dict[str, str], context: Any) -> None:
    with recorder.execution(job["tracking_id"], lambda_context=context) as log:
        log.completed("initialization", f"Started to end badly: {job['way']}")
        WAYS[job["way"]](log)


def wait_for_ever(log: ExecutionLog) -> None:
    """Its log names the line it waits in: recorded shortly before Lambda's deadline."""
    with log.step("answer_waiting", "Waiting for an answer that never comes"):
        time.sleep(3600)


def hold_the_interpreter(log: ExecutionLog) -> None:
    """No thread but this one gets to run, so only what was stored before can be read."""
    with log.step("pattern_search", "Matching a pattern that backtracks for ever", durable=True):
        re.match(r"(a+)+$", "a" * 64 + "b")


def be_killed(log: ExecutionLog) -> None:
    """As the kernel does when memory runs out."""
    with log.step("archive_unpacking", "Unpacking an archive that is too large for the memory"):
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGKILL)


WAYS = {
    "wait_for_ever": wait_for_ever,
    "hold_the_interpreter": hold_the_interpreter,
    "be_killed": be_killed,
}
