"""Lets the emulator's workers find the AWS CLI of CDK's bucket-deployment function.

On Lambda a layer appears under /opt; the emulator unpacks it elsewhere and lists the folders in
_LAMBDA_LAYERS_DIRS. The bucket-deployment function starts the fixed path /opt/awscli/aws, so that
one path is looked up here. Python imports a module of this name at start when it finds one:
https://docs.python.org/3/library/site.html
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LAMBDA_AWS_CLI = "/opt/awscli/aws"
_check_call = subprocess.check_call


def _unpacked_aws_cli() -> str:
    layers = os.environ.get("_LAMBDA_LAYERS_DIRS", "").split(os.pathsep)
    found = [path for layer in layers if (path := Path(layer, "awscli", "aws")).is_file()]
    return str(found[0]) if found else LAMBDA_AWS_CLI


def check_call(command: list[str], *args: Any, **kwargs: Any) -> int:
    if command[0] == LAMBDA_AWS_CLI:
        command = [sys.executable, _unpacked_aws_cli(), *command[1:]]
        # A worker's stdout is the emulator's protocol; the CLI's progress would break it.
        kwargs.setdefault("stdout", sys.stderr)
    return _check_call(command, *args, **kwargs)


if "_LAMBDA_LAYERS_DIRS" in os.environ:
    subprocess.check_call = check_call  # type: ignore[assignment]
