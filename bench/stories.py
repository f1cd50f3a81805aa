"""What one execution writes, measured on the real recorder and store over moto."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from typing import Any, cast

from moto import mock_aws

from bench.meter import TABLE, Meter
from execution_log import DynamoStore, Recorder
from execution_log.log import ExecutionLog
from tests.tables import LOG_TABLE, make_log_table

TRACKING_ID, COMPANY, TIER = "60B3RNTB", "Acme Corporation", "comprehensive"
TIMEOUT = "AI generation timeout after 480000ms: the model did not answer within its time limit"
LONG = "The model refused the request because " + "it was not what it expects, " * 200
WORST = "fails the 3rd time, long error"
STEPS = ("initialization", "data_validation", "orchestrator_execution", "result_storage")


class JobFailed(Exception):
    """How a job of a story fails."""


@dataclass(frozen=True)
class Story:
    """Write units of one execution when it begins, and from then until it has ended."""

    name: str
    begin: Counter[str]
    rest: Counter[str]

    @property
    def whole(self) -> Counter[str]:
        return self.begin + self.rest

    @property
    def indexes(self) -> int:
        return self.whole.total() - self.whole[TABLE]


def stories() -> list[Story]:
    """Of a job of four steps: which all go well, or of which the third fails."""
    return [
        _story("completes"),
        _story("completes, slow steps", slow=True),
        _story("fails", error=TIMEOUT),
        _story(WORST, error=LONG, tries=3),
    ]


def _story(name: str, *, tries: int = 1, error: str = "", slow: bool = False) -> Story:
    """Of the last try."""
    with _metered_recorder() as (recorder, meter):
        for _ in range(tries):
            meter.taken()
            with suppress(JobFailed):
                with recorder.execution(TRACKING_ID, company=COMPANY, tier=TIER) as log:
                    log.claim()
                    begin = meter.taken()
                    _job(log, error, slow=slow)
        return Story(name, begin, meter.taken())


def _job(log: ExecutionLog, error: str, *, slow: bool) -> None:
    """The steps are too fast to be stored one by one, or each start is stored by itself."""
    for name in STEPS:
        with log.step(name, f"Began {name} for {COMPANY}") as step:
            if slow:
                log.flush()
            if error and name == STEPS[2]:
                raise JobFailed(error)
            step.message = f"Ended {name} for {COMPANY} without a problem"


@contextmanager
def _metered_recorder() -> Iterator[tuple[Recorder, Meter]]:
    with mock_aws():
        meter = Meter(make_log_table())
        store = DynamoStore(LOG_TABLE, cast(Any, meter))
        yield Recorder(store, stdout=StringIO()), meter
