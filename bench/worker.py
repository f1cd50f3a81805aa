"""A process that records jobs in one way: reads an order per line, answers with its times."""

import json
import os
import sys
import time
import uuid
from typing import Any

from bench.ways import Work, make


def sleep(_: int) -> None:
    time.sleep(0.002)


def compute(_: int) -> None:
    """Some 2 ms of pure Python, by a fixed amount: a clock would hide what a thread takes away."""
    sum(range(ROUNDS))


def nothing(_: int) -> None:
    """Shows the recording alone."""


ROUNDS = 100_000
WORK: dict[str, Work] = {"none": nothing, "sleep": sleep, "compute": compute}


def main() -> None:
    way = make(sys.argv[1])
    _answer({"ready": True})
    for line in sys.stdin:
        order = json.loads(line)
        _answer(timed(way, order["steps"], WORK[order["work"]]))


def timed(way: Any, steps: int, work: Work) -> dict[str, float]:
    """Seconds of a whole job, and from its first step's work to its last one's.

    In between lie ``steps - 1`` ends and starts of steps, and as many times the work.
    ``thread``: the same, but only while the job's thread was computing.
    """
    began: list[float] = []
    computed: list[float] = []

    def timed_work(number: int) -> None:
        began.append(time.perf_counter())
        computed.append(time.thread_time())
        work(number)

    cpu, start = time.process_time(), time.perf_counter()
    way.run(f"job-{uuid.uuid4().hex[:8]}", steps, timed_work)
    return {
        "job": time.perf_counter() - start,
        "steps": began[-1] - began[0],
        "thread": computed[-1] - computed[0],
        "cpu": time.process_time() - cpu,
    }


def _answer(answer: dict[str, Any]) -> None:
    os.write(_ANSWERS, (json.dumps(answer) + "\n").encode())


if __name__ == "__main__":
    # Whatever a library prints must not mix with the answers.
    _ANSWERS = os.dup(1)
    os.dup2(2, 1)
    main()
