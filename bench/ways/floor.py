"""What no recorder can be cheaper than."""

import json
import time
from typing import Any

from bench.settings import open_lines
from bench.ways import Work, message


class Floor:
    """Nothing is recorded: the steps alone."""

    def run(self, job: str, steps: int, work: Work) -> None:  # noqa: ARG002
        for number in range(steps):
            work(number)


class JsonLines:
    """One ``json.dumps`` line per event, flushed: the least that CloudWatch would keep."""

    def __init__(self) -> None:
        self._stream = open_lines()

    def run(self, job: str, steps: int, work: Work) -> None:
        for number in range(steps):
            self._line(job=job, status="in_progress", message=message(number), page=number)
            work(number)
            self._line(job=job, status="completed", message=message(number), page=number)

    def _line(self, **event: Any) -> None:
        self._stream.write(json.dumps({"time": time.time(), **event}) + "\n")
        self._stream.flush()
