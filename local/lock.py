"""One demo per checkout: a new one asks the one that still runs to end, and waits for it."""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

END_SECONDS = 30.0


class StillRunningError(Exception):
    """The other demo was asked to end and did not."""


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Holds the lock file, with this process' id in it, until the block or the process ends."""
    with file.open("a+") as lock:
        if not _locked(lock):
            _take_over(lock)
        lock.truncate(0)
        print(os.getpid(), file=lock, flush=True)
        yield


def _locked(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_over(lock: TextIO) -> None:
    # The lock is held, so the id in the file is that of a living demo and of nothing else.
    lock.seek(0)
    holder = int(lock.read())
    print(f"Ending the demo that still runs (process {holder})", flush=True)
    os.kill(holder, signal.SIGTERM)
    deadline = time.monotonic() + END_SECONDS
    while not _locked(lock):
        if time.monotonic() > deadline:
            raise StillRunningError(f"The demo of process {holder} does not end: end it first.")
        time.sleep(0.1)
