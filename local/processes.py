"""The programs a local stack starts: each is remembered and ended with all its children.

Every program's command line carries the stack's state folder, a name no other run has. So what a
killed run left behind can be told from everything else on the machine.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

GRACE_SECONDS = 5.0
RECORD = "processes"


class Processes:
    """Starts programs, each as the leader of a process group of its own, and ends them."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._started: list[subprocess.Popen[bytes]] = []

    def start(
        self, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path
    ) -> subprocess.Popen[bytes]:
        """Starts a program whose command line must name the state folder; it writes to log."""
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started.append(process)
        with (self._state / RECORD).open("a") as record:
            print(process.pid, file=record)
        return process

    def end(self) -> None:
        """Ends whatever still runs, newest first."""
        for process in reversed(self._started):
            if process.poll() is None:
                _end_group(process.pid, still_runs=partial(_still_runs, process))
                process.wait()
        self._started.clear()


def end_leftovers(state: Path) -> list[int]:
    """Ends what a killed run with this state folder left behind, and removes the folder.

    Returns the ids of the processes it ended. A recorded id that now belongs to another program is
    left alone: its command line does not name the folder.
    """
    record = state / RECORD
    recorded = record.read_text().split() if record.exists() else []
    left = [pid for pid in map(int, recorded) if _is_leftover(state, pid)]
    for pid in left:
        _end_group(pid, still_runs=partial(_is_leftover, state, pid))
    shutil.rmtree(state, ignore_errors=True)
    return left


def _still_runs(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is None


def _is_leftover(state: Path, pid: int) -> bool:
    """True if the process lives and its command line names the folder."""
    found = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return str(state) in found.stdout


def _end_group(leader: int, *, still_runs: Callable[[], bool]) -> None:
    """Asks a process group to end, and ends by force what is left of it.

    That is when its leader has ended, or after GRACE_SECONDS.
    """
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < deadline and still_runs():
            time.sleep(0.05)
        os.killpg(leader, signal.SIGKILL)
