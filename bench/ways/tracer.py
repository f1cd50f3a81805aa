"""Powertools' Tracer: an X-Ray subsegment per step, sent over UDP to a daemon that is deaf."""

import os
import secrets
import socket
import time

from bench.ways import Work, message

_daemon = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
_daemon.bind(("127.0.0.1", 0))
# Read at import. Outside of Lambda the Tracer switches itself off.
os.environ["AWS_XRAY_DAEMON_ADDRESS"] = f"127.0.0.1:{_daemon.getsockname()[1]}"
os.environ["LAMBDA_TASK_ROOT"] = "/var/task"

from aws_lambda_powertools import Tracer  # noqa: E402


class PowertoolsTracer:
    """In Lambda's mode, each job with a trace of its own."""

    def __init__(self) -> None:
        self._tracer = Tracer(service="bench", auto_patch=False)

    def run(self, job: str, steps: int, work: Work) -> None:
        trace = f"1-{int(time.time()):08x}-{secrets.token_hex(12)}"
        os.environ["_X_AMZN_TRACE_ID"] = f"Root={trace};Parent={secrets.token_hex(8)};Sampled=1"
        with self._tracer.provider.in_subsegment(name="job") as segment:
            segment.put_annotation("job", job)
            for number in range(steps):
                with self._tracer.provider.in_subsegment(name="render_page") as step:
                    step.put_metadata("message", message(number))
                    step.put_metadata("page", number)
                    work(number)
