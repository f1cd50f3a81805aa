"""How much longer a job takes when it is recorded: 100 steps of 2 ms."""

from bench.processes import Worker
from bench.report import Table

STEPS = 100
COLUMNS = {
    "sleeping: whole job": ("sleep", "job"),
    "sleeping: its steps": ("sleep", "steps"),
    "computing: whole job": ("compute", "job"),
    "computing: its steps": ("compute", "steps"),
}


def added_wall(ready: list[Worker], rounds: int) -> Table:
    """Each round compares with the bare job of that round. The ``floor`` way must be first."""
    rows: dict[str, dict[str, list[float]]] = {
        worker.name: {column: [] for column in COLUMNS} for worker in ready[1:]
    }
    for _ in range(rounds):
        times = {
            (worker.name, work): worker.run(STEPS, work)
            for work in ("sleep", "compute")
            for worker in ready
        }
        for name, cells in rows.items():
            for column, (work, span) in COLUMNS.items():
                added = times[name, work][span] - times["floor", work][span]
                cells[column].append(added / STEPS * 1e6)
    return Table(
        "B. Added wall time per step in µs, job of 100 steps of 2 ms, store 5 ms away",
        list(COLUMNS),
        rows,
        "Whole job with begin, end and everything stored, then only its steps. One round trip is "
        "50 µs and more of it.",
    )
