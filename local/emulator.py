"""The AWS emulator (MiniStack): one process on one port of 127.0.0.1, with IAM enforced."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import urllib3

from local.aws import ACCESS_KEY, endpoint
from local.paths import EMULATOR_PYTHON, SHIMS
from local.processes import Processes
from local.progress import step

START_SECONDS = 30.0


class PortTakenError(Exception):
    """Another program listens on the port."""


class EmulatorError(Exception):
    """The emulator ended, or did not get ready in time; the message names its log."""


@dataclass(frozen=True)
class Emulator:
    """A running emulator, and the programs and files of the stack it carries."""

    port: int
    state: Path
    processes: Processes
    process: subprocess.Popen[bytes]

    def wait(self) -> NoReturn:
        """Waits until the emulator ends, which it never should, and raises EmulatorError."""
        code = self.process.wait()
        raise EmulatorError(f"The local AWS ended by itself (code {code}).")


@contextmanager
def running_emulator(port: int, state: Path, model_url: str) -> Iterator[Emulator]:
    """Starts an emulator that answers, and at the end of the block ends it and all beside it.

    state: an empty folder whose path no other run ever had; everything is kept in it.
    model_url: where the functions find Amazon Bedrock's runtime API.
    """
    _refuse_taken_port(port)
    processes, log = Processes(state), state / "emulator.log"
    # Python ignores -X options it does not know; this one marks the process as this run's.
    command = [str(EMULATOR_PYTHON), "-X", f"execution_log={state}", "-m", "ministack"]
    environment = _environment(port, state, model_url)
    try:
        process = processes.start(command, cwd=state, env=environment, log=log)
        with step(f"Starting the local AWS on 127.0.0.1:{port}"):
            _wait_until_ready(process, port, log)
        yield Emulator(port, state, processes, process)
    finally:
        processes.end()


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTakenError(
                f"Port {port} of 127.0.0.1 is taken by another program."
            ) from error


def _environment(port: int, state: Path, model_url: str) -> dict[str, str]:
    """Only what the emulator needs, because its whole environment reaches the functions."""
    temporary = state / "tmp"
    temporary.mkdir()
    return {
        "PATH": os.defpath,
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "STATE_DIR": str(state / "emulator"),
        "S3_DATA_DIR": str(state / "buckets"),
        "PYTHONPATH": str(SHIMS),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        # It tidies up Docker containers, other runs' too. There are none of ours.
        "DOCKER_HOST": f"unix://{state}/no-docker",
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": model_url,
    }


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EmulatorError(f"The local AWS ended with code {process.returncode}: see {log}")
        if _answers(port):
            return
        time.sleep(0.05)
    raise EmulatorError(f"The local AWS was not ready after {START_SECONDS:.0f} s: see {log}")


def _answers(port: int) -> bool:
    url = f"{endpoint(port)}/_ministack/ready"
    try:
        return urllib3.request("GET", url, retries=False, timeout=1).status == 200
    except urllib3.exceptions.HTTPError:
        return False
