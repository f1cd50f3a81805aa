"""How long a library takes to import when boto3 is loaded already, as in Lambda."""

import subprocess
import sys
from pathlib import Path

from bench.processes import ROOT, environment
from bench.report import Table

LIBRARIES = {
    "execution_log": "from execution_log import *",
    "opentelemetry sdk + otlp": "import opentelemetry.sdk.trace.export, "
    "opentelemetry.exporter.otlp.proto.http.trace_exporter",
    "powertools tracer": "import aws_lambda_powertools; aws_lambda_powertools.Tracer()",
    "dbos": "import dbos",
    "aws durable sdk": "import aws_durable_execution_sdk_python",
}


def imports(rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {name: {"ms": []} for name in LIBRARIES}
    for number in range(rounds + 1):
        for name, statement in LIBRARIES.items():
            took = _fresh_import(statement)
            if number:  # the first one compiles
                rows[name]["ms"].append(took)
    return Table("D. Import in a fresh process, boto3 already loaded", ["ms"], rows)


def _fresh_import(statement: str) -> float:
    """Milliseconds."""
    program = (
        "import boto3, time; start = time.perf_counter()\n"
        f"{statement}\n"
        "print((time.perf_counter() - start) * 1000)"
    )
    env = {**environment("", Path("/dev/null")), "LAMBDA_TASK_ROOT": "/var/task"}
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    return float(answer.stdout)
