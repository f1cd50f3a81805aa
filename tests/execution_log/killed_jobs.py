"""Runs jobs in processes of their own, kills them, and looks at what is left."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from execution_log import DynamoStore, Execution
from tests.execution_log.dynamodb_server import serve_dynamodb
from tests.execution_log.job_process import Order, client
from tests.tables import LOG_TABLE

ROOT = Path(__file__).parents[2]

PATIENCE_S = 120
"""Far beyond what a busy machine needs: whoever waits so long has found a hang."""

Event = dict[str, Any]


@dataclass(frozen=True)
class Jobs:
    """A running job_process and the store its jobs write to. One job runs at a time."""

    process: subprocess.Popen[str]
    store: DynamoStore

    def start(self, order: Order) -> "Job":
        assert self.process.stdin
        self.process.stdin.write(json.dumps(asdict(order)) + "\n")
        self.process.stdin.flush()
        return Job(order, self, self._answer())

    def exit_code(self) -> int:
        """Waits for the end of the job that runs."""
        return self._answer()

    def _answer(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())


@contextmanager
def job_processes() -> Iterator[Jobs]:
    with serve_dynamodb() as url:
        command = [sys.executable, "-m", "tests.execution_log.job_process", url]
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'lambdas'}"}
        with subprocess.Popen(  # noqa: S603 (our own program)
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield Jobs(process, DynamoStore(LOG_TABLE, client(url)))
            finally:
                process.kill()


@dataclass(frozen=True)
class Mark:
    """A line of the ground truth, such as ``started 3 1234.5``."""

    word: str
    number: int
    moment: float

    @classmethod
    def of(cls, line: str) -> "Mark":
        word, *number, moment = line.split()
        return cls(word, int(number[0]) if number else 0, float(moment))


@dataclass(frozen=True)
class Job:
    """A job's process, and what can be known of it afterwards. Steps are known by page number."""

    order: Order
    jobs: Jobs
    pid: int

    def kill(self) -> float:
        """Returns the moment, by the clock of the marks."""
        moment = time.monotonic()
        os.kill(self.pid, signal.SIGKILL)
        assert self.jobs.exit_code() == -signal.SIGKILL
        return moment

    def wait_for(self, word: str) -> None:
        """Until the ground truth has it."""
        until = time.monotonic() + PATIENCE_S
        while all(mark.word != word for mark in self.marks):
            assert time.monotonic() < until, f"{self.order.tracking_id}: no {word}: {self.marks}"
            time.sleep(0.001)

    @property
    def marks(self) -> list[Mark]:
        """The ground truth, in order."""
        truth = self.order.truth
        return [Mark.of(line) for line in truth.read_text().splitlines()] if truth.exists() else []

    def marked(self, word: str) -> dict[int, float]:
        """The moments of a word's marks, by their number."""
        return {mark.number: mark.moment for mark in self.marks if mark.word == word}

    @cached_property
    def execution(self) -> Execution | None:
        return next(iter(self.jobs.store.executions(self.order.tracking_id, limit=1)), None)

    @cached_property
    def stored(self) -> list[Event]:
        execution = self.execution
        return [json.loads(line) for line in self.jobs.store.events(execution)] if execution else []

    @cached_property
    def printed(self) -> list[Event]:
        """What CloudWatch would have."""
        lines = self.order.stdout.read_text().splitlines()
        return [json.loads(line)["event"] for line in lines]


def pages(events: list[Event], status: str = "in_progress") -> set[int]:
    return {event["metadata"]["page"] for event in events if event["status"] == status}
