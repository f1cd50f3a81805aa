"""What is left of a log when its process is killed with SIGKILL at a random moment."""

import base64
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.processes import StubStore, environment, started
from bench.report import Table
from bench.write_units import Item
from execution_log.packing import unpack

WAYS = ["ours + stdout", "ours, durable", "put per step", "put in finally", "otel batch"]

STARTED_IN_STORE = "started, not in store"
OLDEST = "oldest of them, ms"
STARTED_ANYWHERE = "… nor on stdout"
FINISHED = "finished, not in store"

_PAGE = re.compile(r"Rendered page (\d+) of")


def lost_steps(store: StubStore, kills: int) -> Table:
    """Sums over all kills."""
    rows: dict[str, dict[str, list[float]]] = {}
    for name in WAYS:
        found = [_killed(name, store) for _ in range(kills)]
        rows[name] = {
            column: [sum(one[column] for one in found)]
            for column in ("started", STARTED_IN_STORE, STARTED_ANYWHERE, FINISHED)
        }
        rows[name][OLDEST] = [max(one[OLDEST] for one in found)]
    return Table(
        f"E. Steps lost at kill -9: {kills} kills, steps of 20 to 40 ms, store 5 ms away",
        ["started", STARTED_IN_STORE, OLDEST, STARTED_ANYWHERE, FINISHED],
        rows,
        "Only ours tells of a step that has started; the others' items and spans are of ended "
        "ones.",
    )


def _killed(name: str, store: StubStore) -> dict[str, float]:
    store.reset()
    with tempfile.TemporaryDirectory() as folder:
        truth, lines = Path(folder, "truth"), Path(folder, "lines")
        env = environment(store.url, lines)
        with started("bench.victim", name, str(truth), env=env) as process:
            process.answer()  # that it is ready
            time.sleep(random.uniform(0.1, 0.7))  # noqa: S311
            killed_at = time.monotonic()
            process.kill()
        time.sleep(0.05)  # a request that was sent is still answered
        began = _began(truth)
        return _missing(began, killed_at, store.state(), lines)


def _began(truth: Path) -> dict[int, float]:
    """When each step's work began, by a clock that all processes share."""
    if not truth.exists():
        return {}
    notes = (line.split() for line in truth.read_text().splitlines())
    return {int(number): float(moment) for number, moment in notes}


def _missing(
    began: dict[int, float], killed_at: float, state: dict[str, Any], lines: Path
) -> dict[str, float]:
    stored = _stored(state)
    printed = _pages(lines.read_text()) if lines.exists() else set()
    lost = began.keys() - stored["seen"]
    finished = {number for number in began if number + 1 in began}
    return {
        "started": len(began),
        STARTED_IN_STORE: len(lost),
        OLDEST: max(((killed_at - began[number]) * 1000 for number in lost), default=0),
        STARTED_ANYWHERE: len(lost - printed),
        FINISHED: len(finished - stored["completed"]),
    }


def _stored(state: dict[str, Any]) -> dict[str, set[int]]:
    """The steps the backend knows of, and those whose end it knows."""
    stored: dict[str, set[int]] = defaultdict(set)
    for text in (text for item in state["items"] for text in _records(item)):
        stored["seen"] |= _pages(text)
        if "completed" in text:
            stored["completed"] |= _pages(text)
    for body in state["otlp"]:
        pages = _pages(base64.b64decode(body).decode("latin-1"))
        stored["seen"] |= pages
        stored["completed"] |= pages
    return stored


def _records(item: Item) -> list[str]:
    """Our chunks hold many events, all other items are one record."""
    if "events" not in item:
        return [json.dumps(item)]
    ((kind, value),) = item["events"].items()
    return unpack({kind: base64.b64decode(value) if kind == "B" else value})


def _pages(text: str) -> set[int]:
    return {int(number) for number in _PAGE.findall(text)}
