"""``python -m bench``: all parts, one table each, and ``.build/bench.json``."""

import argparse
import json
import os
import platform
import time
from collections.abc import Iterator

from bench.added_wall import added_wall
from bench.billed import billed
from bench.caller_time import caller_time
from bench.cold_api import cold_api
from bench.imports import imports
from bench.local_aws import local_aws
from bench.lost_steps import lost_steps
from bench.processes import ROOT, stub_store, workers
from bench.read_times import read_times
from bench.report import Table
from bench.ways import WAYS

STORE_DELAY_S = 0.005
RESULTS = ROOT / ".build" / "bench.json"
BILLED = ["ours", "put per step", "item rewritten", "put in finally"]
PARTS = "ABCDEFGH"


def main() -> None:
    options = _options()
    began = time.monotonic()
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at start")
    tables = []
    for table in _tables(options):
        table.show()
        tables.append(table.data())
    took = round(time.monotonic() - began)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"load": load, "seconds": took, "tables": tables}, indent=1))
    print(f"\n{took} s. Every round: {RESULTS.relative_to(ROOT)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--parts", default=PARTS, help=f"which of {PARTS} (default: all)")
    parser.add_argument("--rounds", type=int, default=7, help="interleaved rounds (default: 7)")
    parser.add_argument("--kills", type=int, default=12, help="of each way in part E")
    parser.add_argument("--ways", nargs="+", choices=WAYS, help="only these in parts A and B")
    parser.add_argument("--full", action="store_true", help="200 kills; slow cases too")
    return parser.parse_args()


def _tables(options: argparse.Namespace) -> Iterator[Table]:
    names = ["floor", *(name for name in options.ways or WAYS if name != "floor")]
    with stub_store(STORE_DELAY_S) as store:
        if {"A", "B"} & set(options.parts):
            with workers(names, store.url) as ready:
                if "A" in options.parts:
                    yield caller_time(ready, options.rounds)
                if "B" in options.parts:
                    yield added_wall(ready, options.rounds)
        if "C" in options.parts:
            with workers(BILLED, store.url) as ready:
                yield billed(ready, store, options.rounds, full=options.full)
        if "D" in options.parts:
            yield imports(options.rounds)
        if "E" in options.parts:
            yield lost_steps(store, 200 if options.full else options.kills)
    if "F" in options.parts:
        yield local_aws(options.rounds)
    yield from _reading(options)


def _reading(options: argparse.Namespace) -> Iterator[Table]:
    if "G" in options.parts:
        yield read_times(options.rounds)
    if "H" in options.parts:
        yield cold_api(options.rounds)


if __name__ == "__main__":
    main()
