"""Whole executions on the local AWS, which stores what it is given and checks conditions."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import workers
from bench.report import Table
from bench.settings import TABLE
from local.aws import endpoint, session
from local.emulator import running_emulator
from tests.tables import make_log_table

WAYS = ["ours", "ours + stdout", "put per step", "item rewritten", "put in finally"]
STEPS = (10, 100)


def local_aws(rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {
        name: {f"{steps} steps, ms": [] for steps in STEPS} for name in WAYS
    }
    with _store() as url, workers(WAYS, url) as ready:
        for number in range(rounds + 1):
            for worker in ready:
                for steps in STEPS:
                    times = worker.run(steps, "none")
                    if number:  # the first one warms up
                        rows[worker.name][f"{steps} steps, ms"].append(times["job"] * 1000)
    return Table(
        "F. A whole execution of fast steps, on the local AWS",
        [f"{steps} steps, ms" for steps in STEPS],
        rows,
        "The emulator's own CPU time is in it: compare, but take no number for DynamoDB's.",
    )


@contextmanager
def _store() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        with running_emulator(port, Path(folder), model_url="http://127.0.0.1:9"):
            make_log_table(TABLE, session().client("dynamodb", endpoint_url=endpoint(port)))
            yield endpoint(port)
