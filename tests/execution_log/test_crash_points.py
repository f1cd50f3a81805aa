"""A process that dies before or after any request to the store: what its log still says.

Rows S01, S02, S03.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from execution_log import Reason, Recorder
from execution_log.lifecycle import GRACE_MS, settled
from tests.execution_log.job_process import Order
from tests.execution_log.killed_jobs import Job, Jobs, job_processes, pages

BEGIN = 1
"""The request that puts the header."""
EVENTS = 2 * 4
END = BEGIN + EVENTS + 1


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    with job_processes() as jobs:
        yield jobs


@pytest.mark.parametrize("event", ["before-send", "response-received"])
def test_whatever_request_a_process_dies_at_no_step_that_ran_is_missing(
    jobs: Jobs, tmp_path: Path, event: str
) -> None:
    for request in itertools.count(1):
        job = jobs.start(Order("four_pages", f"CRASH-{request}", str(tmp_path), event, request))
        if jobs.exit_code() == 0:
            break
        answered = request if event == "response-received" else request - 1
        assert (job.execution is not None) == (answered >= BEGIN)
        assert_no_step_is_missing(job)
        assert_told_as_killed(job, ended=answered == END)
        assert_delivered_again_as_a_new_attempt(job)

    assert request == END + 1
    assert pages(job.stored, "completed") == set(range(4))


def assert_no_step_is_missing(job: Job) -> None:
    started, finished = set(job.marked("started")), set(job.marked("finished"))
    assert started <= pages(job.stored) <= pages(job.printed)
    assert pages(job.stored, "completed") <= finished
    assert len(finished - pages(job.stored, "completed")) <= 1
    assert [event["seq"] for event in job.stored] == list(range(1, len(job.stored) + 1))


def assert_told_as_killed(job: Job, *, ended: bool) -> None:
    if job.execution is None:
        return
    assert job.execution.reason is (Reason.SUCCEEDED if ended else Reason.RUNNING)
    assert job.execution.deadline_at_ms
    told = settled(job.execution, job.execution.deadline_at_ms + GRACE_MS + 1)
    assert told.reason is (Reason.SUCCEEDED if ended else Reason.KILLED)


def assert_delivered_again_as_a_new_attempt(job: Job) -> None:
    with Recorder(job.jobs.store).execution(job.order.tracking_id) as log:
        assert log.claim().attempt == (2 if job.execution else 1)
