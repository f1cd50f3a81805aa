"""A bad day: producers, duplicates, killed workers, faults of store and model, and bad messages.

What came of each message is read afterwards, from the log, the profiles and the dead-letter queue.
"""

import json
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from execution_log import DynamoStore, Execution, Reason, Status
from execution_log.lifecycle import GRACE_MS
from local import aws
from processor.retries import AFTER_DEATH_MS
from tests.end_to_end import chaos_worker
from tests.end_to_end.chaos_worker import LEASE_MS, Place
from tests.tables import make_log_table, make_profiles_table

PRODUCERS = 4
WORKERS = 4
BAD = 0.02
KILL_EVERY_S = (0.3, 1.2)
QUIET_S = (LEASE_MS + AFTER_DEATH_MS + GRACE_MS) / 1000
"""Whatever a dead worker held has come back by then."""


@dataclass
class Result:
    """What came of the messages: their number by reason, and what must not be."""

    sent: int
    seconds: float
    kills: int
    reasons: Counter[Reason] = field(default_factory=Counter)
    attempts: int = 0
    lost: list[str] = field(default_factory=list)
    """Messages without any log."""
    unexplained: list[str] = field(default_factory=list)
    """Failed, but not kept in the dead-letter queue; or succeeded, but without a stored result."""
    in_progress: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    """Processed successfully more than once."""


class Chaos:
    def __init__(self, endpoint_url: str, name: str, seed: int) -> None:
        self._sqs = aws.session().client("sqs", endpoint_url=endpoint_url)
        self._dynamodb = aws.session().client("dynamodb", endpoint_url=endpoint_url)
        make_log_table(f"{name}-log", self._dynamodb)
        make_profiles_table(f"{name}-profiles", self._dynamodb)
        self.place = Place(
            endpoint_url=endpoint_url,
            queue_url=self._queue(f"{name}-jobs", VisibilityTimeout="30"),
            dead_letter_queue_url=self._queue(f"{name}-dead"),
            log_table=f"{name}-log",
            profiles_table=f"{name}-profiles",
        )
        self._store = DynamoStore(self.place.log_table, self._dynamodb)
        self._chance = random.Random(seed)  # noqa: S311 (no secret)

    def run(self, messages: int) -> Result:
        """Sends the messages while workers die, and waits until the queue stays empty."""
        began = time.monotonic()
        bodies = [self._body(number) for number in range(messages)]
        with ThreadPoolExecutor(PRODUCERS) as producers, self._workers() as workers:
            sent = list(producers.map(self._send, bodies))
            kills = self._kill_until_quiet(workers)
        result = Result(messages, time.monotonic() - began, kills)
        kept = self._kept()
        for tracking_id, message_id in sent:
            self._judge(result, tracking_id, message_id in kept)
        return result

    def _body(self, number: int) -> tuple[str, str]:
        tracking_id = f"CHAOS-{number}"
        profile = {"tracking_id": tracking_id, "company_name": "Acme", "tier_level": "basic"}
        if self._chance.random() >= BAD:
            return tracking_id, json.dumps(profile)
        return self._chance.choice(
            [("", f"not JSON {number}"), (tracking_id, json.dumps(profile | {"tier_level": 7}))]
        )

    def _send(self, body: tuple[str, str]) -> tuple[str, str]:
        tracking_id, text = body
        answer = self._sqs.send_message(QueueUrl=self.place.queue_url, MessageBody=text)
        return tracking_id or f"message-{answer['MessageId']}", answer["MessageId"]

    @contextmanager
    def _workers(self) -> Iterator[list[Any]]:
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload(["tests.end_to_end.chaos_worker"])

        def start() -> Any:
            seed = self._chance.randrange(2**32)
            worker = processes.Process(
                target=chaos_worker.run, args=(self.place, seed), daemon=True
            )
            worker.start()
            return worker

        workers = [start() for _ in range(WORKERS)]
        self._start = start
        try:
            yield workers
        finally:
            for worker in workers:
                worker.kill()
                worker.join()

    def _kill_until_quiet(self, workers: list[Any]) -> int:
        kills, empty_since = 0, None
        while True:
            time.sleep(self._chance.uniform(*KILL_EVERY_S))
            now = time.monotonic()
            empty_since = (empty_since or now) if self._is_empty() else None
            if empty_since is not None:
                if now - empty_since > 1:
                    return kills
                continue
            victim = self._chance.randrange(len(workers))
            if self._waiting() > 0:  # the last messages are left in peace
                workers[victim].kill()
                workers[victim].join()
                workers[victim] = self._start()
                kills += 1

    def _is_empty(self) -> bool:
        return not any(self._counts())

    def _waiting(self) -> int:
        return self._counts()[0]

    def _counts(self) -> list[int]:
        names: list[Any] = [
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
        ]
        answer = self._sqs.get_queue_attributes(QueueUrl=self.place.queue_url, AttributeNames=names)
        return [int(answer["Attributes"][name]) for name in names]

    def _judge(self, result: Result, tracking_id: str, kept: bool) -> None:
        attempts = self._store.executions(tracking_id, limit=100)
        result.attempts += len(attempts)
        if not attempts:
            result.lost.append(tracking_id)
            return
        newest = attempts[0]
        result.reasons[newest.reason] += 1
        if any(attempt.status is Status.IN_PROGRESS for attempt in attempts):
            result.in_progress.append(tracking_id)
        done = [a for a in attempts if a.reason is Reason.SUCCEEDED]
        if len(done) > 1:
            result.double.append(tracking_id)
        if not (self._has_result(newest) if newest.reason is Reason.SUCCEEDED else kept):
            result.unexplained.append(tracking_id)

    def _has_result(self, execution: Execution) -> bool:
        key = {"tracking_id": {"S": execution.tracking_id}}
        item = self._dynamodb.get_item(TableName=self.place.profiles_table, Key=key)["Item"]
        return item["status"]["S"] == "completed" and "result" in item

    def _kept(self) -> set[str]:
        """The ids of the messages in the dead-letter queue."""
        kept: set[str] = set()
        while True:
            answer = self._sqs.receive_message(
                QueueUrl=self.place.dead_letter_queue_url,
                MaxNumberOfMessages=10,
                MessageAttributeNames=["All"],
            )
            found = answer.get("Messages", [])
            kept |= {m["MessageAttributes"]["original_message_id"]["StringValue"] for m in found}
            if not found:
                return kept

    def _queue(self, name: str, **attributes: str) -> str:
        answer = self._sqs.create_queue(QueueName=name, Attributes=attributes)  # type: ignore[arg-type]
        return answer["QueueUrl"]
