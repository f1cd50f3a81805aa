"""The processes of a benchmark: a store, and one worker per way, alive for all rounds."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


@contextmanager
def started(
    module: str, *arguments: str, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A Python module as a process with pipes; ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@dataclass(frozen=True)
class StubStore:
    """The store of a run, with its meter."""

    url: str

    def reset(self) -> None:
        urllib.request.urlopen(f"{self.url}/reset", data=b"").close()

    def state(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/state") as answer:
            state: dict[str, Any] = json.load(answer)
        return state


@contextmanager
def stub_store(delay_s: float) -> Iterator[StubStore]:
    with started("bench.stub", str(delay_s)) as process:
        assert process.stdout
        yield StubStore(f"http://127.0.0.1:{int(process.stdout.readline())}")


def environment(store_url: str, lines: Path) -> dict[str, str]:
    """Of a process that records: where to, and credentials that no one checks."""
    return {
        "BENCH_STORE": store_url,
        "BENCH_LINES": str(lines),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'lambdas'}",
        "AWS_ACCESS_KEY_ID": "benchmark",
        "AWS_SECRET_ACCESS_KEY": "benchmark",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


class Worker:
    """One way to record, ready in a process of its own."""

    def __init__(self, name: str, process: subprocess.Popen[str]) -> None:
        self.name = name
        self._process = process
        self._read()

    def run(self, steps: int, work: str) -> dict[str, float]:
        """Records one job; what comes back: ``bench.worker.timed``."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"steps": steps, "work": work}) + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, float]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended: see its error above")
        answer: dict[str, float] = json.loads(line)
        return answer


@contextmanager
def workers(names: list[str], store_url: str) -> Iterator[list[Worker]]:
    """One ready worker per way."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ready = []
        for number, name in enumerate(names):
            env = environment(store_url, folder / f"{number}.jsonl")
            process = stack.enter_context(started("bench.worker", name, env=env))
            ready.append(Worker(name, process))
        yield ready
