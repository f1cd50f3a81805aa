"""How long the job's own thread is held by recording: steps without work, one after the other."""

from bench.processes import Worker
from bench.report import Table

COLUMNS = {"µs": "steps", "CPU µs of its thread": "thread", "CPU µs of the process": "cpu"}
FEW = 20
MANY = 1000
WAITING = {"ours, durable", "put per step", "item rewritten", "dbos sqlite", "aws durable sdk"}
"""Ways that wait for a store at each step: fewer steps, or the run would take minutes."""


def caller_time(ready: list[Worker], rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {
        worker.name: {column: [] for column in COLUMNS} for worker in ready
    }
    for number in range(rounds + 1):
        for worker in ready:
            steps = FEW if worker.name in WAITING else MANY
            times = worker.run(steps, "none")
            if number:  # the first one warms up
                for column, span in COLUMNS.items():
                    rows[worker.name][column].append(times[span] / (steps - 1) * 1e6)
    return Table(
        "A. Caller's time per step (start + end), no work in between",
        list(COLUMNS),
        rows,
        f"{MANY:,} steps ({FEW} of the ways that wait for a store). The process's CPU time "
        "includes other threads and the job's begin and end.",
    )
