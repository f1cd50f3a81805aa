"""One demo per checkout."""

import os
import subprocess
import sys
from pathlib import Path

from local.lock import only_one
from local.paths import ROOT

HOLDER = """
import signal, sys
from pathlib import Path
from local.lock import only_one
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
with only_one(Path(sys.argv[1])):
    print("holds", flush=True)
    signal.pause()
"""


def test_a_new_demo_asks_the_running_one_to_end_and_takes_over(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-c", HOLDER, str(lock)], cwd=ROOT, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"holds\n"

        with only_one(lock):
            assert holder.wait() == 7
            assert int(lock.read_text()) == os.getpid()


def test_a_lock_left_by_a_killed_demo_is_free(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("1\n")

    with only_one(tmp_path / "lock"):
        assert int((tmp_path / "lock").read_text()) == os.getpid()
