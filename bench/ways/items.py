"""What one writes first: plain boto3, items with maps."""

import time
from typing import Any

import boto3

from bench.settings import TABLE, store_url
from bench.ways import Work, message


class _Items:
    def __init__(self) -> None:
        self._table = boto3.resource("dynamodb", endpoint_url=store_url()).Table(TABLE)

    def _put(self, job: str, sort_key: str, **attributes: Any) -> None:
        self._table.put_item(Item={"pk": job, "sk": sort_key, **attributes})


def _step(number: int, started: float) -> dict[str, Any]:
    return {
        "step": "render_page",
        "status": "completed",
        "message": message(number),
        "started_at_ms": int(started * 1000),
        "duration_ms": int((time.time() - started) * 1000),
        "error_details": None,
        "metadata": {"page": number},
    }


class PutPerStep(_Items):
    """An item per step, put when the step is over, and one for the job's beginning and end."""

    def run(self, job: str, steps: int, work: Work) -> None:
        self._put(job, "header", company="Acme Corp", tier="basic", status="in_progress")
        for number in range(steps):
            started = time.time()
            work(number)
            self._put(job, f"step#{number:06d}", **_step(number, started))
        self._put(job, "header", company="Acme Corp", tier="basic", status="completed")


class ItemRewritten(_Items):
    """One item with a list of steps, put again after each step: live, and quadratic."""

    def run(self, job: str, steps: int, work: Work) -> None:
        recorded: list[dict[str, Any]] = []
        self._put(job, "log", status="in_progress", steps=recorded)
        for number in range(steps):
            started = time.time()
            work(number)
            recorded.append(_step(number, started))
            self._put(job, "log", status="in_progress", steps=recorded)
        self._put(job, "log", status="completed", steps=recorded)


class PutInFinally(_Items):
    """The steps in memory, one put when the job is over."""

    def run(self, job: str, steps: int, work: Work) -> None:
        recorded: list[dict[str, Any]] = []
        try:
            for number in range(steps):
                started = time.time()
                work(number)
                recorded.append(_step(number, started))
        finally:
            self._put(job, "log", status="completed", steps=recorded)
