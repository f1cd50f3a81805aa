"""How long the job's own thread is held by recording: steps without work, one after the other."""

from bench.processes import Worker
from bench.report import Table

FEW = 20
MANY = 1000
WAITING = {"ours, durable", "put per step", "item rewritten", "dbos sqlite", "aws durable sdk"}
"""Ways that wait for a store at each step: fewer steps, or the run would take minutes."""


def caller_time(ready: list[Worker], rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {
        worker.name: {"µs per step": [], "CPU µs per step": []} for worker in ready
    }
    for number in range(rounds + 1):
        for worker in ready:
            steps = FEW if worker.name in WAITING else MANY
            times = worker.run(steps, "none")
            if number:  # the first one warms up
                rows[worker.name]["µs per step"].append(times["steps"] / (steps - 1) * 1e6)
                rows[worker.name]["CPU µs per step"].append(times["cpu"] / steps * 1e6)
    return Table(
        "A. Caller's time per step (start + end), no work in between",
        ["µs per step", "CPU µs per step"],
        rows,
        f"{MANY:,} steps ({FEW} of the ways that wait for a store). CPU: the whole process, "
        "with its writer thread and the job's begin and end.",
    )
