"""A program that runs recorded jobs, each in a process of its own that somebody will kill.

One order comes in as one line on stdin; the job's process id and then its exit code go out. Jobs
are forked from a process that has imported everything, so hundreds of them take little time.
"""

import itertools
import json
import os
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import boto3

from execution_log import DynamoStore, Execution, ExecutionLog, Recorder
from execution_log.dynamo import CLIENT_CONFIG

TEN_MINUTES_MS = 600_000

Mark = Callable[[str], None]
"""Puts a line into the ground truth, with the time: on disk before the job goes on."""


@dataclass(frozen=True)
class Order:
    """Which job to run, and at which request to the store it is to die (if at any)."""

    job: str
    tracking_id: str
    folder: str
    crash_event: str | None = None
    """The event of botocore: ``before-send``, or ``response-received`` for after the answer."""
    crash_request: int = 0

    @property
    def truth(self) -> Path:
        return Path(self.folder, f"{self.tracking_id}.truth")

    @property
    def stdout(self) -> Path:
        return Path(self.folder, f"{self.tracking_id}.stdout")


def client(url: str) -> Any:
    return boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=CLIENT_CONFIG,
    )


def four_pages(log: ExecutionLog, mark: Mark) -> None:
    """Every event is a request of its own."""
    for page in range(4):
        with log.step("page_rendering", f"Page {page}", durable=True, page=page):
            mark(f"started {page}")
            mark(f"finished {page}")
        log.flush()


def slow_pages(log: ExecutionLog, mark: Mark, *, durable: bool = False) -> None:
    """Steps 20 to 40 ms apart, for longer than anybody waits before the kill."""
    for page in range(1000):
        with log.step("page_rendering", f"Page {page}", durable=durable, page=page):
            mark(f"started {page}")
            time.sleep(random.uniform(0.02, 0.04))  # noqa: S311 (no secret)
            mark(f"finished {page}")


def slow_durable_pages(log: ExecutionLog, mark: Mark) -> None:
    slow_pages(log, mark, durable=True)


def stuck(log: ExecutionLog, mark: Mark, *, durable: bool = False) -> None:
    """C code that holds the interpreter for minutes: no other thread runs any more."""
    with log.step("name_check", "Checking the name", durable=durable, page=0):
        mark("started 0")
        re.match(r"(a+)+$", "a" * 32 + "b")


def stuck_durable(log: ExecutionLog, mark: Mark) -> None:
    stuck(log, mark, durable=True)


JOBS = {job.__name__: job for job in (four_pages, slow_pages, slow_durable_pages, stuck)} | {
    "stuck_durable": stuck_durable
}


class Context:
    """Lambda's context, with ten minutes left."""

    aws_request_id, log_group_name, log_stream_name = "request", "group", "stream"

    def get_remaining_time_in_millis(self) -> int:
        return TEN_MINUTES_MS


class WitnessedStore(DynamoStore):
    """The real store. The begin and the end of each write of events is marked."""

    def __init__(self, mark: Mark, dynamodb: Any) -> None:
        super().__init__("execution-log", dynamodb)
        self._mark = mark

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        self._mark(f"writing {first_seq}")
        super().append(execution, first_seq, events)
        self._mark(f"stored {first_seq}")


def run(order: Order, dynamodb: Any) -> None:
    os.dup2(_open(order.stdout), sys.stdout.fileno())
    truth = _open(order.truth)

    def mark(text: str) -> None:
        os.write(truth, f"{text} {time.monotonic()}\n".encode())

    def mark_on_disk(text: str) -> None:
        mark(text)
        os.fsync(truth)

    if order.crash_event:
        _die_at(order.crash_request, order.crash_event, dynamodb)
    mark("ready")
    recorder = Recorder(WitnessedStore(mark, dynamodb))
    with recorder.execution(order.tracking_id, lambda_context=Context()) as log:
        JOBS[order.job](log, mark_on_disk)
    mark("over")


def _run_and_exit(order: Order, dynamodb: Any) -> NoReturn:
    try:
        run(order, dynamodb)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _open(file: Path) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def _die_at(request: int, event: str, dynamodb: Any) -> None:
    requests = itertools.count(1)

    def count(**_: Any) -> None:
        if next(requests) == request:
            os.kill(os.getpid(), signal.SIGKILL)

    dynamodb.meta.events.register_first(f"{event}.dynamodb", count)


def main(url: str) -> None:
    dynamodb = client(url)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _run_and_exit(Order(**json.loads(line)), dynamodb)
        print(pid, flush=True)  # noqa: T201 (a program's answer)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
