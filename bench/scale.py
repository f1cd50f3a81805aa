"""``python -m bench.scale``: what a thousand executions a second do to the indexes, and what a page
of the list costs of ten million. Nothing is stored: docs/scale.md tells what it comes to.
"""

import argparse
import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.config import Config

from api.app import create_app, logger
from api.cursors import Cursors
from api.queries import ExecutionLogs
from api.requests import Resolver
from bench.faked_table import Answers, FakedTable
from bench.meter import TABLE
from bench.reader import Context, request
from bench.report import Rounds, Table
from bench.rows import START_MS, TRIAL, tracking_id
from bench.stored import response, text
from bench.stories import WORST, Story, stories
from execution_log import DynamoStore, aws, keys
from execution_log.clock import Clock
from local.aws import ACCESS_KEY, REGION

RATES = (1, 10, 100, 1_000, 10_000)
MORE_SHARDS = 32
SECONDS = 20
LASTS_S = 5
"""How long an execution lasts; only whose seconds its two ends fall into depends on it."""
BURST = 3
"""In its busiest second, so many times the rate."""
PARTITION_UNITS = 1_000
"""Write units a second of one partition:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html"""
WRITE_DOLLARS = 0.625
"""A million write units, on demand, us-east-1 (docs/scale.md)."""

COUNTS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
PAGES: dict[str, dict[str, str]] = {
    "any": {},
    "failed": {"status": "failed"},
    "1 in 100 matches": {"tier": TRIAL},
    "1 in 10,000": {"q": "needle"},
    "a company, 1 in 5": {"company": "bolt"},
    "the oldest's company": {"company": "oldest"},
}
STORE_DELAY_S = 0.005


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    os.environ |= {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": "unused"}
    os.environ["AWS_DEFAULT_REGION"] = REGION
    logger.setLevel("WARNING")
    told = stories()
    _cost(told).show()
    _heat({story.name: story for story in told}).show()
    _pages(options.rounds).show()


def _cost(told: list[Story]) -> Table:
    rows: dict[str, dict[str, Rounds]] = {
        story.name: {
            "table": [story.whole[TABLE]],
            "indexes": [story.indexes],
            "$ a million": [story.whole.total() * WRITE_DOLLARS],
        }
        for story in told
    }
    return Table(
        "Write units of an execution of four steps",
        ["table", "indexes", "$ a million"],
        rows,
        "The last row is one attempt of three: it also moves the header of the one before.",
    )


def _heat(told: dict[str, Story]) -> Table:
    steady, burst, worst = "all complete", f"a burst of {BURST}x", "all fail the 3rd time"
    rows: dict[str, dict[str, Rounds]] = {}
    for shards, rates in ((keys.SHARDS, RATES), (MORE_SHARDS, RATES[-1:])):
        with _shards(shards):
            for rate in rates:
                rows[f"{rate:,} a second, {shards} shards"] = {
                    steady: [hottest(told["completes"], [rate] * SECONDS)],
                    burst: [hottest(told["completes"], [rate] * SECONDS + [rate * BURST])],
                    worst: [hottest(told[WORST], [rate] * SECONDS)],
                }
    return Table(
        f"Write units of the hottest index partition in its hottest second, of {PARTITION_UNITS:,}",
        [steady, burst, worst],
        rows,
        "Half of the tracking ids are random, half are numbered one after the other.",
    )


def hottest(story: Story, rates: list[int]) -> float:
    """The most write units that one partition key of an index gets within a second.

    ``rates``: how many executions begin, second by second.
    """
    dice = random.Random(1)  # noqa: S311 (the same simulation each time)
    heat: Counter[tuple[int, str]] = Counter()
    number = 0
    for second, rate in enumerate(rates):
        for _ in range(rate):
            number += 1
            name = tracking_id(number) if number % 2 else f"{dice.getrandbits(40):010x}"
            shard = keys.shard(name)
            for part, at in ((story.begin, second), (story.rest, second + LASTS_S)):
                for partition, units in part.items():
                    if partition != TABLE:
                        heat[at, f"{partition.partition('#')[0]}#{shard}"] += units
    return max(heat.values())


@contextmanager
def _shards(number: int) -> Iterator[None]:
    before, keys.SHARDS = keys.SHARDS, number
    try:
        yield
    finally:
        keys.SHARDS = before


def _pages(rounds: int) -> Table:
    columns = ["requests", "rows read", "read units", "rows shown", "ms"]
    rows: dict[str, dict[str, Rounds]] = {}
    for kind, query in PAGES.items():
        for count in COUNTS:
            page = Page(count)
            shown = page.get(query)
            work = page.table.work
            rows[f"{kind}, of {count:,}"] = {
                "requests": [work.requests],
                "rows read": [work.rows],
                "read units": [work.read_units],
                "rows shown": [shown],
                "ms": [page.ms(query) for _ in range(rounds)],
            }
    return Table(
        "The newest 25 that match, of so many executions",
        columns,
        rows,
        "DynamoDB answers after 5 ms, whatever it is asked. A page that is not full says how far "
        "it has looked.",
    )


class Page:
    """The list API over a faked table: handler, store and botocore are real."""

    def __init__(self, count: int) -> None:
        self.table = FakedTable(count)
        self._answers = Answers(self.table)
        clock = Clock(now_ms=lambda: START_MS + count, monotonic_ms=lambda: START_MS + count)
        client = aws.client("dynamodb", Config(user_agent="execution-log-api"))
        client.meta.events.register("before-send.dynamodb.Query", self._answer)
        store = DynamoStore("log", client, clock)
        logs, cursors = ExecutionLogs(store, clock), Cursors(lambda _: b"a key", clock)
        self._app: Resolver = create_app(logs, clock, _nobody, cursors, _nobody)

    def get(self, query: dict[str, str]) -> int:
        """How many executions the newest page shows."""
        event = request("/api/execution-logs", {"limit": "25", **query}, gzip=False)
        answer = self._app.resolve(event, cast(Any, Context()))
        return len(json.loads(answer["body"])["data"]["executions"])

    def ms(self, query: dict[str, str]) -> float:
        began = time.perf_counter()
        self.get(query)
        return (time.perf_counter() - began) * 1000

    def _answer(self, request: AWSRequest, **_: Any) -> AWSResponse:
        answer = self._answers.to(text(request.body))
        time.sleep(STORE_DELAY_S)
        return response(request, answer)


def _nobody() -> Any:
    raise NotImplementedError("readers need no services of admins")


if __name__ == "__main__":
    main()
