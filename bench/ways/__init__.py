"""The ways to record a job: ours and the peers, each driven through its own public interface."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

Work = Callable[[int], None]
"""What a step does; gets the step's number."""


class Way(Protocol):
    """Records whole jobs. Made once per process, which records nothing else."""

    def run(self, job: str, steps: int, work: Work) -> None:
        """Begins the log of a job, does its steps, ends the log and stores all of it."""


WAYS = {
    "floor": ("floor", "Floor"),
    "json lines": ("floor", "JsonLines"),
    "ours": ("ours", "Ours"),
    "ours + stdout": ("ours", "OursWithLines"),
    "ours, durable": ("ours", "OursDurable"),
    "put per step": ("items", "PutPerStep"),
    "item rewritten": ("items", "ItemRewritten"),
    "put in finally": ("items", "PutInFinally"),
    "otel batch": ("otel", "OtelBatch"),
    "otel, not sent": ("otel", "OtelNotSent"),
    "powertools tracer": ("tracer", "PowertoolsTracer"),
    "dbos sqlite": ("dbos_sqlite", "DbosSqlite"),
    "aws durable sdk": ("durable_sdk", "DurableSdk"),
}
"""By name: the module and class. Imported only in the process that runs it."""


def make(name: str) -> Way:
    module, kind = WAYS[name]
    way: Way = getattr(import_module(f"bench.ways.{module}"), kind)()
    return way


def message(number: int) -> str:
    """What each way tells about a step: the same words everywhere."""
    return f"Rendered page {number} of the report"
