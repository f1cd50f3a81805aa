"""Execution Log itself."""

from typing import TextIO

import boto3

from bench.settings import TABLE, open_lines, store_url
from bench.ways import Work, message
from execution_log import DynamoStore, Recorder
from execution_log.dynamo import CLIENT_CONFIG


class Ours:
    """Events go to the store alone: the log level is above theirs."""

    level = "fatal"
    durable = False
    stdout: TextIO | None = None

    def __init__(self) -> None:
        client = boto3.client("dynamodb", endpoint_url=store_url(), config=CLIENT_CONFIG)
        self._recorder = Recorder(
            DynamoStore(TABLE, client), log_level=self.level, stdout=self.stdout
        )

    def run(self, job: str, steps: int, work: Work) -> None:
        with self._recorder.execution(job, company="Acme Corp", tier="basic") as log:
            for number in range(steps):
                with log.step("render_page", message(number), durable=self.durable, page=number):
                    work(number)


class OursWithLines(Ours):
    """As in Lambda: each event is a line on stdout too."""

    level = "info"

    def __init__(self) -> None:
        self.stdout = open_lines()
        super().__init__()


class OursDurable(Ours):
    """Each step waits until its start is stored."""

    durable = True
