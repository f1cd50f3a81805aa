"""``python -m bench.messages``: what the processor itself costs a message, the model at 0 ms.

Beside it a handler that makes one ``PutItem`` per message. The store is the stub, 5 ms away.
"""

import argparse
import itertools
import json
import time
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, cast

import boto3

from bench.processes import stub_store
from bench.report import Table
from execution_log import DynamoStore, Recorder
from execution_log.clock import SYSTEM_CLOCK
from execution_log.dead_letters import DeadLetters
from execution_log.dynamo import CLIENT_CONFIG
from execution_log.notes import Notes
from local import aws
from processor.handler import Processor, logger, respond
from processor.job_queue import JobQueue
from processor.orchestrator import Orchestrator
from processor.process_profile import Services
from processor.profiles import Profiles
from processor.retries import RetryPolicy
from processor.settings import Settings
from tests.processor.model import FakeModel
from tests.processor.world import Context, sqs_record

STORE_DELAY_S = 0.005
MESSAGES = 200
SETTINGS = Settings(
    execution_log_table="log",
    profiles_table="profiles",
    job_queue_url="http://queue",
    dead_letter_queue_url="http://queue",
    default_model_id="default-model",
    comprehensive_model_id="llama4-scout",
)

Handle = Callable[[dict[str, Any]], None]
"""Handles one SQS record."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.messages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    logger.setLevel("WARNING")
    rows: dict[str, dict[str, list[float]]] = {}
    numbers = itertools.count()
    with stub_store(STORE_DELAY_S) as store:
        ways = {"ours": _ours(store.url), "one PutItem": _one_put(store.url)}
        for number in range(options.rounds + 1):
            for name, handle in ways.items():
                cpu_ms, per_second = _measured(handle, numbers)
                if number:  # the first one warms up
                    cells = rows.setdefault(name, {"CPU ms a message": [], "messages/s": []})
                    cells["CPU ms a message"].append(cpu_ms)
                    cells["messages/s"].append(per_second)
    Table(
        f"A message through the processor, {MESSAGES} a round, one after the other",
        ["CPU ms a message", "messages/s"],
        rows,
        "The store is 5 ms away; ours asks it 5 times and SQS once. Its lines stay in memory.",
    ).show()


def _measured(handle: Handle, numbers: Iterator[int]) -> tuple[float, float]:
    records = [_record(next(numbers)) for _ in range(MESSAGES)]
    wall, cpu = time.perf_counter(), time.process_time()
    for record in records:
        handle(record)
    took = time.perf_counter() - wall
    return (time.process_time() - cpu) / MESSAGES * 1000, MESSAGES / took


def _record(number: int) -> dict[str, Any]:
    profile = {"tracking_id": f"B-{number}", "company_name": "Acme Corp", "tier_level": "basic"}
    return sqs_record(f"m-{number}", json.dumps(profile), SYSTEM_CLOCK.now_ms())


def _ours(url: str) -> Handle:
    dynamodb, sqs = _client("dynamodb", url), _client("sqs", url)
    store = DynamoStore("log", dynamodb)
    processor = Processor(
        recorder=Recorder(store, stdout=StringIO()),
        store=store,
        services=Services(
            Profiles("profiles", dynamodb),
            Orchestrator(SETTINGS, FakeModel().client),
            RetryPolicy(3, 30_000, SYSTEM_CLOCK),
        ),
        job_queue=JobQueue("http://queue", sqs),
        dead_letters=DeadLetters("http://queue", sqs),
        notes=Notes("log", dynamodb),
    )

    def handle(record: dict[str, Any]) -> None:
        answer = respond({"Records": [record]}, cast(Any, Context()), processor)
        if answer["batchItemFailures"]:
            raise AssertionError(f"{record['messageId']} was not processed")

    return handle


def _one_put(url: str) -> Handle:
    dynamodb = _client("dynamodb", url)

    def handle(record: dict[str, Any]) -> None:
        profile = json.loads(record["body"])
        item = {"pk": {"S": profile["tracking_id"]}, "sk": {"S": record["messageId"]}}
        dynamodb.put_item(TableName="log", Item=item | {"body": {"S": record["body"]}})

    return handle


def _client(service: Any, url: str) -> Any:
    return cast(Any, boto3.client)(
        service,
        endpoint_url=url,
        region_name=aws.REGION,
        aws_access_key_id=aws.ACCESS_KEY,
        aws_secret_access_key="unused",  # noqa: S106 (nobody checks it)
        config=CLIENT_CONFIG,
    )


if __name__ == "__main__":
    main()
