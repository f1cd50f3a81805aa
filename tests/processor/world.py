"""The processor with everything around it: moto, and a model that is told what to answer."""

import json
from dataclasses import replace
from itertools import count
from typing import Any

import boto3

from execution_log import DynamoStore, Execution, Reason, Recorder
from execution_log.dead_letters import DeadLetters
from execution_log.notes import Notes
from processor.handler import Processor, respond
from processor.orchestrator import Orchestrator
from processor.process_profile import Services
from processor.profiles import Profiles
from processor.retries import RetryPolicy
from processor.settings import Settings
from tests.clock import HandClock
from tests.processor.model import FakeModel
from tests.tables import LOG_TABLE, PROFILES_TABLE, make_log_table, make_profiles_table

TEN_MINUTES_MS = 600_000
TRACKING_ID = "60B3RNTB"


class Context:
    function_name = "processor"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:processor"
    log_group_name = "/aws/lambda/processor"
    log_stream_name = "stream"

    def __init__(self, request_id: str = "request-1") -> None:
        self.aws_request_id = request_id

    def get_remaining_time_in_millis(self) -> int:
        return TEN_MINUTES_MS


class RecordedQueue:
    """Notes when each message is to come back, in milliseconds from then."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self.returns: list[tuple[str, int]] = []

    def return_at(self, record: Any, at_ms: int) -> None:
        self.returns.append((record.message_id, at_ms - self._clock.now_ms))


class World:
    """The processor with everything around it. No time passes but by ``clock``."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.model = FakeModel()
        self.sqs = boto3.client("sqs")
        self.dead_letter_queue = self.sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
        self.dynamodb = make_log_table()
        make_profiles_table()
        settings = Settings(
            execution_log_table=LOG_TABLE,
            profiles_table=PROFILES_TABLE,
            job_queue_url="https://queue",
            dead_letter_queue_url=self.dead_letter_queue,
            default_model_id="default-model",
            comprehensive_model_id="llama4-scout",
        )
        self.store = DynamoStore(LOG_TABLE, self.dynamodb, clock.clock)
        self.profiles = Profiles(PROFILES_TABLE, self.dynamodb)
        self.queue = RecordedQueue(clock)
        self.notes = Notes(LOG_TABLE, self.dynamodb, clock=clock.clock)
        self.processor = Processor(
            recorder=Recorder(self.store, clock=clock.clock),
            store=self.store,
            services=Services(
                self.profiles,
                Orchestrator(settings, self.model.client),
                RetryPolicy(3, 30_000, clock.clock, jitter=lambda _, high: high),
            ),
            job_queue=self.queue,  # type: ignore[arg-type]
            dead_letters=DeadLetters(self.dead_letter_queue, self.sqs),
            notes=self.notes,
            clock=clock.clock,
        )
        self._ids = (f"m-{number}" for number in count())

    def deliver(self, *bodies: str) -> list[str]:
        """Delivers new messages m-0, m-1, …; returns the ids of those to deliver again."""
        return self.respond(
            *(sqs_record(next(self._ids), text, self.clock.now_ms) for text in bodies)
        )

    def respond(self, *records: dict[str, Any]) -> list[str]:
        """Delivers these records; returns the ids of those to deliver again."""
        answer = respond({"Records": list(records)}, Context(), self.processor)  # type: ignore[arg-type]
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def steps(self, tracking_id: str = TRACKING_ID) -> list[dict[str, Any]]:
        (newest,) = self.store.executions(tracking_id, limit=1)
        return [json.loads(line) for line in self.store.events(newest)]

    def executions(self, tracking_id: str = TRACKING_ID) -> list[Execution]:
        return self.store.executions(tracking_id, limit=99)

    def reason(self, tracking_id: str = TRACKING_ID) -> Reason:
        return self.executions(tracking_id)[0].reason

    def told(self, tracking_id: str = TRACKING_ID) -> list[tuple[str, str]]:
        return [(note.kind, note.message) for note in self.notes.notes(tracking_id)]

    def running(self, message_id: str, **fields: Any) -> Execution:
        """An execution that some other process has begun and works on until its deadline."""
        now = self.clock.now_ms
        execution = Execution(
            tracking_id=TRACKING_ID,
            execution_id=f"exec_{now}_elsewhere",
            attempt=1,
            company="Acme Corp",
            tier="comprehensive",
            started_at_ms=now,
            expires_at=now // 1000 + 86_400,
            deadline_at_ms=now + TEN_MINUTES_MS,
            retry_attempt=1,
            max_attempts=3,
            next_try_at_ms=now + TEN_MINUTES_MS + 10_000,
        )
        origin = replace(execution.origin, message_id=message_id)
        return self.store.begin(replace(execution, origin=origin, **fields))

    def profile(self) -> dict[str, str]:
        key = {"tracking_id": {"S": TRACKING_ID}}
        item = self.dynamodb.get_item(TableName=PROFILES_TABLE, Key=key).get("Item", {})
        return {name: str(next(iter(value.values()))) for name, value in item.items()}

    def dead_letters(self) -> list[dict[str, Any]]:
        answer = self.sqs.receive_message(
            QueueUrl=self.dead_letter_queue, MessageAttributeNames=["All"], MaxNumberOfMessages=10
        )
        return answer.get("Messages", [])  # type: ignore[return-value]


def sqs_record(
    message_id: str, text: str, sent_at_ms: int, *, receives: int = 1, **attributes: str
) -> dict[str, Any]:
    """What the event source mapping delivers."""
    return {
        "messageId": message_id,
        "receiptHandle": f"receipt-{message_id}-{receives}",
        "body": text,
        "attributes": {
            "ApproximateReceiveCount": str(receives),
            "SentTimestamp": str(sent_at_ms),
        },
        "messageAttributes": {
            name: {"dataType": "String", "stringValue": value} for name, value in attributes.items()
        },
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:queue",
        "awsRegion": "us-east-1",
    }
