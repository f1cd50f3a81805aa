"""What DynamoDB would bill for writing one execution."""

from bench.processes import StubStore, Worker
from bench.report import Table

STEPS = (10, 100, 1000)


def billed(ready: list[Worker], store: StubStore, rounds: int, *, full: bool) -> Table:
    """A whole item rewritten a thousand times takes most of a minute: only in full runs."""
    rows: dict[str, dict[str, list[float]]] = {worker.name: {} for worker in ready}
    for worker in ready:
        for steps in STEPS:
            if worker.name == "item rewritten" and steps == 1000 and not full:
                continue
            for _ in range(rounds if worker.name == "ours" else 1):
                store.reset()
                worker.run(steps, "none")
                state = store.state()
                rows[worker.name].setdefault(f"{steps:,} steps", []).append(state["table_units"])
                rows[worker.name].setdefault("indexes", []).append(state["index_units"])
    return Table(
        "C. Write units of one execution of fast steps",
        [*(f"{steps:,} steps" for steps in STEPS), "indexes"],
        rows,
        "Base table; the two indexes of our table (each holds what lists show) come on top. "
        "Only 'put in finally' is not live.",
    )
