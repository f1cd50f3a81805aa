"""Says which slow step runs, and for how long."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 58


@contextmanager
def step(title: str) -> Iterator[None]:
    """Prints the title and the seconds the block takes; on a terminal they count as it runs."""
    started = time.monotonic()
    ended = threading.Event()
    ticker = threading.Thread(target=_tick, args=(title, started, ended), daemon=True)
    ticker.start()
    try:
        yield
    finally:
        ended.set()
        ticker.join()
        _show(title, started, "\n")


def _tick(title: str, started: float, ended: threading.Event) -> None:
    if not sys.stdout.isatty():
        print(f"{title} ...", flush=True)
        return
    while not ended.is_set():
        _show(title, started, "\r")
        ended.wait(0.5)


def _show(title: str, started: float, end: str) -> None:
    print(f"{title:<{WIDTH}}{time.monotonic() - started:6.1f} s", end=end, flush=True)
