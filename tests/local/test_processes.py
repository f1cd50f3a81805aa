"""What a killed demo left behind is found and ended, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

from local.processes import RECORD, Processes, end_leftovers

SLEEP = "import time; print('up', flush=True); time.sleep(60)"


def start_sleeper(state: Path) -> "subprocess.Popen[bytes]":
    """A program whose command line names the folder, as all those of a local stack do."""
    state.mkdir(exist_ok=True)
    command = [sys.executable, "-c", SLEEP, str(state)]
    return Processes(state).start(command, cwd=state, env=dict(os.environ), log=state / "log")


def test_all_that_a_stack_started_ends_with_it(tmp_path: Path) -> None:
    processes = Processes(tmp_path)
    command = [sys.executable, "-c", SLEEP, str(tmp_path)]
    started = [
        processes.start(command, cwd=tmp_path, env=dict(os.environ), log=tmp_path / "log")
        for _ in range(2)
    ]

    processes.end()

    assert all(process.poll() is not None for process in started)


def test_what_a_killed_run_left_behind_is_ended_and_its_folder_removed(tmp_path: Path) -> None:
    left = start_sleeper(tmp_path / "run-killed")

    assert end_leftovers(tmp_path / "run-killed") == [left.pid]

    assert left.wait() != 0
    assert not (tmp_path / "run-killed").exists()


def test_a_process_that_got_a_recorded_id_later_is_left_alone(tmp_path: Path) -> None:
    other = start_sleeper(tmp_path / "run-of-another")
    (tmp_path / "run-killed").mkdir()
    (tmp_path / "run-killed" / RECORD).write_text(f"{other.pid}\n")

    assert end_leftovers(tmp_path / "run-killed") == []

    assert other.poll() is None
    assert end_leftovers(tmp_path / "run-of-another") == [other.pid]
    other.wait()


def test_a_run_that_was_killed_before_it_started_anything_leaves_nothing_to_end(
    tmp_path: Path,
) -> None:
    (tmp_path / "run-killed").mkdir()

    assert end_leftovers(tmp_path / "run-killed") == []
