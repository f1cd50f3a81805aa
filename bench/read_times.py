"""How long the API's handler takes for a log: warm, without the network."""

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.processes import Process, environment, started
from bench.reader import WAYS
from bench.report import Table

ENTRIES = (10, 1_000, 10_000)
MAPS_LIMIT = 1_000
"""An item of DynamoDB holds no more maps than this (400 KB)."""
REQUESTS = 15
"""Of one log in a round; their median counts."""


def read_times(rounds: int) -> Table:
    """Each way and length of log has a process of its own, alive for all rounds."""
    columns = [f"CPU ms, {entries:,} entries" for entries in ENTRIES]
    rows: dict[str, dict[str, list[float]]] = {name: {} for name in WAYS}
    with ExitStack() as stack:
        lines = Path(stack.enter_context(tempfile.TemporaryDirectory()), "lines")
        readers = [
            (name, column, _reader(stack, name, entries, lines))
            for name in WAYS
            for column, entries in zip(columns, ENTRIES, strict=True)
            if name != "powertools + maps" or entries <= MAPS_LIMIT
        ]
        for number in range(rounds + 1):
            for name, column, reader in readers:
                took = _round(reader)
                if number:  # the first one warms up
                    rows[name].setdefault(column, []).append(took)
    return Table(
        "G. The API's answer for one log, warm, handler only",
        columns,
        rows,
        "With the SDK's part of the reads (ours: three calls, the peer: one), without the network.",
    )


def _reader(stack: ExitStack, name: str, entries: int, lines: Path) -> Process:
    env = environment("", lines)
    reader = stack.enter_context(started("bench.reader", name, str(entries), env=env))
    if reader.answer().strip() != "200":
        raise RuntimeError(f"{name} does not answer")
    return reader


def _round(reader: Process) -> float:
    reader.ask(str(REQUESTS))
    times: list[float] = json.loads(reader.answer())
    return median(times)
