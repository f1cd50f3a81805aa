"""`make demo`: the whole product on this machine, with sample profiles, until Ctrl-C.

PORT in the environment chooses the port (4566). Run as `python -m local.demo`.
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

from local import paths
from local.cdk import CdkError
from local.emulator import EmulatorError, PortTakenError
from local.endpoints import ENDPOINTS
from local.lock import StillRunningError, only_one
from local.processes import end_leftovers
from local.samples import send_samples
from local.stack import LocalStack, local_stack

DEFAULT_PORT = "4566"
RUN_PREFIX = "run-"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Runs the demo; 0 when it was asked to end, 1 when it could not go on."""
    for number in ENDING:
        signal.signal(number, _end)
    try:
        _run(_port(os.environ.get("PORT", DEFAULT_PORT)))
    except KeyboardInterrupt:
        print("\nEnded the local AWS and all else that the demo started.")
        return 0
    except (CdkError, EmulatorError, StillRunningError) as error:
        print(f"\n{error}", file=sys.stderr)
    except PortTakenError as error:
        print(f"\n{error} Choose another: make demo PORT=4600", file=sys.stderr)
    return 1


def _end(_signal: int, _frame: FrameType | None) -> None:
    """Interrupts the demo once; what ends it must not be interrupted in turn."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise SystemExit(f"PORT must be a number from 1 to 65535, not {text!r}")


def _run(port: int) -> None:
    started = time.monotonic()
    paths.DEMO.mkdir(exist_ok=True)
    with only_one(paths.DEMO / "lock"):
        _clear_killed_runs()
        folder = Path(tempfile.mkdtemp(prefix=RUN_PREFIX, dir=paths.DEMO))
        try:
            with local_stack(port, folder) as stack:
                _show(stack, started)
                stack.emulator.wait()
        except KeyboardInterrupt:
            # After a failure the folder stays, for a look at its logs, until the next demo.
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            ENDPOINTS.unlink(missing_ok=True)


def _clear_killed_runs() -> None:
    ENDPOINTS.unlink(missing_ok=True)
    for folder in paths.DEMO.glob(f"{RUN_PREFIX}*"):
        for process in end_leftovers(folder):
            print(f"Ended what an earlier demo left behind (process {process})", flush=True)


def _show(stack: LocalStack, started: float) -> None:
    here = stack.endpoints
    here.write(ENDPOINTS)
    samples = send_samples(here)
    print(f"\nExecution Log is ready after {time.monotonic() - started:.1f} s.\n")
    print(f"  Open      {here.site_url}/")
    for role, person in (("admin", stack.admin), ("viewer", stack.viewer)):
        print(f"  Sign in   {person.username}   password {person.password}   ({role})")
    print("\nSample profiles sent to the queue:")
    for sample in samples:
        print(f"  {sample.tracking_id}  {sample.story}")
    print("\nSend another:  make send PROFILE=file.json")
    print("Ctrl-C ends the local AWS and all else that this started.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
