"""Kills jobs at random moments, and counts which steps their logs have lost."""

import random
import time
from dataclasses import dataclass

from tests.execution_log.job_process import Order
from tests.execution_log.killed_jobs import Job, Jobs, pages

LONGEST_S = 0.5
"""From the beginning of a job until it is killed, at most."""


@dataclass(frozen=True)
class Loss:
    """What a killed job's log lacks. Steps are known by page number."""

    job: Job
    killed_at: float

    @property
    def started(self) -> dict[int, float]:
        """When each step had begun to work, by the ground truth."""
        return self.job.marked("started")

    @property
    def from_store(self) -> dict[int, float]:
        """The started steps that the store lacks, and their age when the job was killed."""
        stored = pages(self.job.stored)
        return {
            page: self.killed_at - moment
            for page, moment in self.started.items()
            if page not in stored
        }

    @property
    def everywhere(self) -> set[int]:
        """The started steps that neither the store nor stdout has."""
        return set(self.from_store) - pages(self.job.printed)

    @property
    def round_trips(self) -> list[float]:
        """How long each write of the job took, in seconds; the last one maybe until the kill."""
        ends = self.job.marked("stored")
        begins = self.job.marked("writing").items()
        return [ends.get(seq, self.killed_at) - begin for seq, begin in begins]


def kill_at_random(jobs: Jobs, order: Order, chance: random.Random) -> Loss:
    """Kills the job at a random moment of its life; the seed decides how long that is."""
    job = jobs.start(order)
    job.wait_for("ready")
    time.sleep(chance.uniform(0, LONGEST_S))
    return Loss(job, job.kill())
