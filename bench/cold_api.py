"""How long the API's function takes to load in a fresh process, over an empty Python."""

import os
import subprocess
import sys
from pathlib import Path

from bench.processes import ROOT, EndedError, environment
from bench.reader import SETTINGS
from bench.report import Table

EMPTY = "an empty Python"
COLUMN = "CPU ms over an empty Python"
PROGRAMS = {
    EMPTY: "",
    "ours: import": "import api.handler",
    "ours: import, first app": "import api.handler; api.handler.app()",
    "boto3 + Logger + resolver: import": "import boto3, aws_lambda_powertools; "
    "from aws_lambda_powertools.event_handler import APIGatewayHttpResolver",
    "the same, made": "import boto3; from aws_lambda_powertools import Logger; "
    "from aws_lambda_powertools.event_handler import APIGatewayHttpResolver; "
    "boto3.client('dynamodb'), Logger(), APIGatewayHttpResolver()",
}


def cold_api(rounds: int) -> Table:
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for number in range(rounds + 1):
        for name, program in PROGRAMS.items():
            took = _fresh_process(program)
            if number:  # the first one compiles
                times[name].append(took)
    rows = {
        name: {COLUMN: [t - e for t, e in zip(took, times[EMPTY], strict=True)]}
        for name, took in times.items()
        if name != EMPTY
    }
    return Table("H. The API's cold start in a fresh process", [COLUMN], rows)


def _fresh_process(program: str) -> float:
    """Milliseconds of CPU time, which on an idle machine is all the time it takes."""
    env = {**environment("", Path("/dev/null")), **dict.fromkeys(SETTINGS, "x")}
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise EndedError(program)
    return (usage.ru_utime + usage.ru_stime) * 1000
