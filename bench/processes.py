"""The processes of a benchmark: a store, and one worker per way, alive for all rounds."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import urllib3

from local.aws import ACCESS_KEY, REGION

ROOT = Path(__file__).parent.parent


class EndedError(Exception):
    """A process of the benchmark ended too early; what it said is above."""


class Process:
    """A Python module that is asked and answers, a line each."""

    def __init__(self, module: str, *arguments: str, env: dict[str, str] | None = None) -> None:
        self._name = " ".join([module, *arguments])
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, line: str) -> None:
        pipe = cast(IO[str], self._process.stdin)
        pipe.write(line + "\n")
        pipe.flush()

    def answer(self) -> str:
        line = cast(IO[str], self._process.stdout).readline()
        if not line:
            raise EndedError(self._name)
        return line

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


@contextmanager
def started(module: str, *arguments: str, env: dict[str, str] | None = None) -> Iterator[Process]:
    """A process that is killed with the block, if not before."""
    process = Process(module, *arguments, env=env)
    try:
        yield process
    finally:
        process.kill()


@dataclass(frozen=True)
class StubStore:
    """The store of a run, with its meter."""

    url: str

    def reset(self) -> None:
        urllib3.request("POST", f"{self.url}/reset")

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = urllib3.request("GET", f"{self.url}/state").json()
        return state


@contextmanager
def stub_store(delay_s: float) -> Iterator[StubStore]:
    with started("bench.stub", str(delay_s)) as process:
        yield StubStore(f"http://127.0.0.1:{int(process.answer())}")


def environment(store_url: str, lines: Path) -> dict[str, str]:
    """Of a process that records: where to, and made-up credentials."""
    return {
        "BENCH_STORE": store_url,
        "BENCH_LINES": str(lines),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'lambdas'}",
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_DEFAULT_REGION": REGION,
    }


@dataclass(frozen=True)
class Worker:
    """One way to record, in a process of its own."""

    name: str
    process: Process

    def run(self, steps: int, work: str) -> dict[str, float]:
        """Records one job; what comes back: ``bench.worker.timed``."""
        self.process.ask(json.dumps({"steps": steps, "work": work}))
        times: dict[str, float] = json.loads(self.process.answer())
        return times


@contextmanager
def workers(names: list[str], store_url: str) -> Iterator[list[Worker]]:
    """One ready worker per way."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ready = []
        for number, name in enumerate(names):
            env = environment(store_url, folder / f"{number}.jsonl")
            process = stack.enter_context(started("bench.worker", name, env=env))
            process.answer()  # that it is ready
            ready.append(Worker(name, process))
        yield ready
