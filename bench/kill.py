"""``python -m bench.kill``: the steps that 200 processes lost when SIGKILL hit them.

Part E's figure for our recorder alone, held against the real store's rules: moto behind HTTP, in
this process. What happened is on disk before a step goes on.
"""

import argparse
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator

from bench.report import Table
from tests.execution_log.job_process import Order
from tests.execution_log.killed_jobs import job_processes, pages
from tests.execution_log.losses import Loss, kill_at_random

JOBS = {"durable=False": "slow_pages", "durable=True": "slow_durable_pages"}


def main() -> None:
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="of each kind (default: 200)")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))  # noqa: S311
    options = parser.parse_args()
    rows = {name: _sums(job, options.kills, options.seed) for name, job in JOBS.items()}
    Table(
        f"Steps lost at {options.kills} kills (seed {options.seed}), steps 20 to 40 ms apart",
        list(next(iter(rows.values()))),
        rows,
        "Age: from the step's begin to the kill. A step's start is written at once: a round trip.",
    ).show()


def _sums(job: str, kills: int, seed: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for loss in _losses(job, kills, seed):
        for column, number in _row(loss):
            found[column].append(number)
        found["age of those, ms"] += [age * 1000 for age in loss.from_store.values()]
        found["round trip, ms"] += [seconds * 1000 for seconds in loss.round_trips]
    spread = {name: found.pop(name) for name in ("age of those, ms", "round trip, ms")}
    return {column: [sum(numbers)] for column, numbers in found.items()} | spread


def _row(loss: Loss) -> Iterator[tuple[str, float]]:
    yield "started", len(loss.started)
    yield "in neither", len(loss.everywhere)
    yield "not in store", len(loss.from_store)
    yield "end not in store", len(loss.job.marked("finished").keys() - _ended(loss))


def _ended(loss: Loss) -> set[int]:
    return pages(loss.job.stored, "completed")


def _losses(job: str, kills: int, seed: int) -> Iterator[Loss]:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    with tempfile.TemporaryDirectory() as folder, job_processes() as jobs:
        for number in range(kills):
            yield kill_at_random(jobs, Order(job, f"{job}-{number}", folder), chance)


if __name__ == "__main__":
    main()
