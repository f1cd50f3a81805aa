"""AWS's durable execution SDK with its local runner: what Lambda durable functions run."""

import json
import logging
from collections.abc import Callable
from typing import Any

from aws_durable_execution_sdk_python import DurableContext, durable_execution
from aws_durable_execution_sdk_python_testing import DurableFunctionTestRunner

from bench.ways import Work, message

logging.disable(logging.INFO)


class DurableSdk:
    """Each step is a checkpoint, taken in this process: on AWS it is a call over the network."""

    def run(self, job: str, steps: int, work: Work) -> None:
        def handler(event: Any, context: DurableContext) -> None:  # noqa: ARG001
            for number in range(steps):
                context.step(_page(number, work), name="render_page")

        with DurableFunctionTestRunner(durable_execution(handler), poll_interval=0.001) as runner:
            result = runner.run(input=json.dumps({"job": job}), execution_timeout=60)
        if result.status.value != "SUCCEEDED":
            raise RuntimeError(f"the durable execution ended as {result.status}")


def _page(number: int, work: Work) -> Callable[[Any], str]:
    def rendered(_: Any) -> str:
        work(number)
        return message(number)

    return rendered
