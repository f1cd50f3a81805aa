"""Importing the library costs its users nothing but the standard library and boto3."""

import subprocess
import sys
from pathlib import Path

LAMBDAS = Path(__file__).parents[2] / "lambdas"


def run(program: str) -> str:
    """What a fresh interpreter prints that finds the library on its path."""
    start = f"import sys; sys.path.append({str(LAMBDAS)!r})\n"
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-B", "-c", start + program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stderr == ""
    return found.stdout


def test_importing_brings_along_only_the_standard_library_and_boto3() -> None:
    brought_along = run(
        "import boto3\n"
        "before = set(sys.modules)\n"
        "from execution_log import *\nimport execution_log.testing\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )

    assert "execution_log" in brought_along.split()
    assert set(brought_along.split()) <= {"execution_log", "botocore", *sys.stdlib_module_names}


def test_a_producer_brings_along_no_more_and_the_library_no_producer() -> None:
    loaded = run(
        "import boto3\n"
        "before = set(sys.modules)\n"
        "from execution_log import *\n"
        "print('execution_log.producer' in sys.modules)\n"
        "import execution_log.producer\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )

    (producer_too, brought_along) = loaded.splitlines()
    assert producer_too == "False"
    assert set(brought_along.split()) <= {"execution_log", "botocore", *sys.stdlib_module_names}


def test_importing_reads_no_environment_and_starts_nothing() -> None:
    """boto3 itself reads some when it is imported."""
    threads = run(
        "import os, threading, boto3, botocore.config, botocore.exceptions\n"
        "class Unread:\n"
        "    def __getattribute__(self, name): raise AssertionError('environment was read')\n"
        "    def __getitem__(self, name): raise AssertionError('environment was read')\n"
        "os.environ = os.environb = Unread()\n"
        "from execution_log import *\nimport execution_log.testing\n"
        "print(threading.active_count(), boto3.DEFAULT_SESSION)"
    )

    assert threads == "1 None\n"
