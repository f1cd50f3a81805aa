"""Real processes that die by SIGKILL at random moments: no step that had begun is forgotten.

Rows S01, S02, S05. ``python -m bench.kill`` does the same 200 times, and prints the figures.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from execution_log import Reason
from execution_log.lifecycle import GRACE_MS, settled
from tests.execution_log.job_process import Order
from tests.execution_log.killed_jobs import Job, Jobs, job_processes, pages
from tests.execution_log.losses import Loss, kill_at_random

KILLS = 6


@pytest.fixture
def seed() -> int:
    """Of the moments of the kills; pytest shows it beside a failure."""
    seed = random.randrange(2**32)  # noqa: S311 (no secret)
    print(f"seed {seed}")  # noqa: T201
    return seed


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    with job_processes() as jobs:
        yield jobs


def losses(jobs: Jobs, job: str, folder: Path, seed: int) -> Iterator[Loss]:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    for number in range(KILLS):
        yield kill_at_random(jobs, Order(job, f"{job}-{number}", str(folder)), chance)


def test_every_step_that_had_begun_is_in_the_store_or_on_stdout(
    jobs: Jobs, tmp_path: Path, seed: int
) -> None:
    for loss in losses(jobs, "slow_pages", tmp_path, seed):
        assert loss.everywhere == set()
        assert_no_gap(loss.job)
        assert_only_the_last_writes_are_missing(loss)


def test_a_durable_step_that_had_begun_is_in_the_store(
    jobs: Jobs, tmp_path: Path, seed: int
) -> None:
    for loss in losses(jobs, "slow_durable_pages", tmp_path, seed):
        assert loss.from_store == {}
        assert_no_gap(loss.job)


def assert_no_gap(job: Job) -> None:
    assert [event["seq"] for event in job.stored] == list(range(1, len(job.stored) + 1))
    assert [event["seq"] for event in job.printed] == list(range(1, len(job.printed) + 1))
    assert job.stored == job.printed[: len(job.stored)]


def assert_only_the_last_writes_are_missing(loss: Loss) -> None:
    """What had begun before the last write but one was acknowledged was in the last one."""
    acknowledged = sorted(loss.job.marked("stored").values())
    for page in loss.from_store:
        assert len(acknowledged) < 2 or loss.started[page] > acknowledged[-2]


@pytest.mark.parametrize("job", ["stuck", "stuck_durable"])
def test_a_job_that_is_stuck_in_c_code_is_named_though_nothing_else_can_run(
    jobs: Jobs, tmp_path: Path, job: str
) -> None:
    stuck = jobs.start(Order(job, "STUCK", str(tmp_path)))
    stuck.wait_for("started")
    stuck.kill()

    assert pages(stuck.printed) == {0}
    assert pages(stuck.stored) == {0} or job == "stuck"
    assert stuck.execution
    assert stuck.execution.deadline_at_ms
    told = settled(stuck.execution, stuck.execution.deadline_at_ms + GRACE_MS + 1)
    assert told.reason is Reason.KILLED
