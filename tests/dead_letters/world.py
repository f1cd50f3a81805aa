"""The dead-letter function with everything around it, on moto."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boto3

from dead_letters.handler import GivenUp, respond
from dead_letters.judge import Judge
from execution_log import DynamoStore, Execution, Origin, Reason
from execution_log.dead_letters import DeadLetters
from execution_log.notes import Notes
from tests.clock import HandClock
from tests.processor.world import Context, sqs_record
from tests.tables import LOG_TABLE, make_log_table

DELIVERIES = 5
HOUR_MS = 3_600_000
TRACKING_ID = "60B3RNTB"


class World:
    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.sqs = boto3.client("sqs")
        self.dead_letter_queue = self.sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
        self.dynamodb = make_log_table()
        self.store = DynamoStore(LOG_TABLE, self.dynamodb, clock.clock)
        self.notes = Notes(LOG_TABLE, self.dynamodb, clock=clock.clock)
        self.function = GivenUp(
            Judge(self.store, self.notes, DELIVERIES, 7 * 86_400, clock.clock),
            DeadLetters(self.dead_letter_queue, self.sqs),
        )

    def give_up(self, body: str, message_id: str = "m-1", **attributes: str) -> list[str]:
        """A message that was sent an hour ago; returns the ids of those to deliver again."""
        sent = self.clock.now_ms - HOUR_MS
        return self.respond(sqs_record(message_id, body, sent, receives=6, **attributes))

    def respond(self, *records: dict[str, Any]) -> list[str]:
        answer = respond({"Records": list(records)}, Context(), self.function)  # type: ignore[arg-type]
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def attempt(self, message_id: str | None = "m-1", **fields: Any) -> Execution:
        """An attempt that began half an hour ago and has run out of its ten minutes."""
        started = self.clock.now_ms - HOUR_MS // 2
        execution = Execution(
            tracking_id=TRACKING_ID,
            execution_id=f"exec_{started}_abcdefghi",
            attempt=0,
            company="Acme Corp",
            tier="basic",
            started_at_ms=started,
            expires_at=started // 1000 + 7 * 86_400,
            deadline_at_ms=started + 600_000,
            origin=Origin(message_id=message_id, request_id="r-1"),
            first_events=('{"seq":1}',),
        )
        return self.store.begin(replace(execution, **fields))

    def failed(self, **fields: Any) -> Execution:
        """A try that failed after a second; its next one is due."""
        fields = {
            "reason": Reason.FAILED,
            "completed_at_ms": self.clock.now_ms - HOUR_MS // 2 + 1_000,
            "duration_ms": 1_000,
            "failed_step": "orchestrator_execution",
            "error": "The model is busy",
            "error_code": "MODEL_UNAVAILABLE",
            "retry_possible": True,
            "next_try_at_ms": self.clock.now_ms - HOUR_MS // 3,
            **fields,
        }
        return self.attempt(**fields)

    def executions(self, tracking_id: str = TRACKING_ID) -> list[Execution]:
        return self.store.executions(tracking_id, limit=99)

    def letters(self) -> list[dict[str, Any]]:
        """The dead letters, each with the texts of its attributes; taken off the queue."""
        answer = self.sqs.receive_message(
            QueueUrl=self.dead_letter_queue, MessageAttributeNames=["All"], MaxNumberOfMessages=10
        )
        return [
            {
                "body": message["Body"],
                **{n: a["StringValue"] for n, a in message["MessageAttributes"].items()},
            }
            for message in answer.get("Messages", [])
        ]


class Intruder(DynamoStore):
    """Another process that writes between this one's look at the log and its verdict."""

    meanwhile: Callable[[], object] | None = None

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        found = super().executions(tracking_id, limit=limit, before_attempt=before_attempt)
        act, self.meanwhile = self.meanwhile, None
        if act:
            act()
        return found
