"""A processor that works off a queue as Lambda would, on a bad day; it may be killed."""

import io
import json
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

from execution_log import DynamoStore, Recorder
from execution_log.clock import SYSTEM_CLOCK
from execution_log.dead_letters import DeadLetters
from execution_log.dynamo import CLIENT_CONFIG
from execution_log.notes import Notes
from local import aws
from processor.handler import Processor, respond
from processor.job_queue import JobQueue
from processor.orchestrator import Orchestrator
from processor.process_profile import Services
from processor.profiles import Profiles
from processor.retries import RetryPolicy
from processor.settings import Settings
from tests.processor.model import BRIEF, converse_answer

LEASE_MS = 4_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a worker works, and how bad its day is. Rates are chances from 0 to 1."""

    endpoint_url: str
    queue_url: str
    dead_letter_queue_url: str
    log_table: str
    profiles_table: str
    duplicates: float = 0.5
    store_faults: float = 0.05
    model_faults: float = 0.05


class Context:
    aws_request_id = "chaos"
    function_name = log_group_name = log_stream_name = "chaos"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:processor"

    def get_remaining_time_in_millis(self) -> int:
        return LEASE_MS


class Worker:
    def __init__(self, place: Place, seed: int) -> None:
        self._place = place
        self._chance = random.Random(seed)  # noqa: S311 (no secret)
        self._sqs = _client("sqs", place)
        dynamodb = _client("dynamodb", place)
        dynamodb.meta.events.register("before-send.dynamodb", self._store_fault)
        settings = Settings(
            execution_log_table=place.log_table,
            profiles_table=place.profiles_table,
            job_queue_url=place.queue_url,
            dead_letter_queue_url=place.dead_letter_queue_url,
            default_model_id="default-model",
            comprehensive_model_id="llama4-scout",
        )
        store = DynamoStore(place.log_table, dynamodb)
        self._processor = Processor(
            recorder=Recorder(store, log_level="fatal"),
            store=store,
            services=Services(
                Profiles(place.profiles_table, dynamodb),
                Orchestrator(replace(settings, ai_generation_timeout=60_000), lambda _: self),  # type: ignore[arg-type,return-value]
                RetryPolicy(3, 400, SYSTEM_CLOCK),
            ),
            job_queue=JobQueue(place.queue_url, self._sqs),
            dead_letters=DeadLetters(place.dead_letter_queue_url, self._sqs),
            notes=Notes(place.log_table, dynamodb),
        )

    def converse(self, **_: Any) -> dict[str, Any]:
        """The model."""
        if self._chance.random() < self._place.model_faults:
            error: Any = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
            raise ClientError(error, "Converse")
        return converse_answer(json.dumps(BRIEF))

    def work(self) -> None:
        """For ever, one message at a time, as the event source mapping would hand them over."""
        logging.disable()  # so many lines would hide what came of it
        while True:
            received = self._sqs.receive_message(
                QueueUrl=self._place.queue_url,
                WaitTimeSeconds=1,
                AttributeNames=["All"],
                MessageAttributeNames=["All"],
            )
            for message in received.get("Messages", []):
                self._process(message)

    def _process(self, message: Any) -> None:
        if self._chance.random() < self._place.duplicates:
            self._sqs.change_message_visibility(
                QueueUrl=self._place.queue_url,
                ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=0,
            )
        answer = respond(
            {"Records": [_record(message)]},
            Context(),  # type: ignore[arg-type]
            self._processor,
        )
        if not answer["batchItemFailures"]:
            self._delete(message)

    def _delete(self, message: Any) -> None:
        """A receipt is void once another worker has the message; then it comes again."""
        try:
            self._sqs.delete_message(
                QueueUrl=self._place.queue_url, ReceiptHandle=message["ReceiptHandle"]
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ReceiptHandleIsInvalid":
                raise

    def _store_fault(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse | None:
        if self._chance.random() >= self._place.store_faults:
            return None
        kind = self._chance.choice(["throttled", "broken", "timed out", "lost"])
        if kind == "lost":
            URLLib3Session().send(request)
        if kind in {"lost", "timed out"}:
            raise ReadTimeoutError(endpoint_url=request.url)
        throttled = kind == "throttled"
        code = "ProvisionedThroughputExceededException" if throttled else "InternalServerError"
        return _refusal(request, 400 if throttled else 500, code)


def _refusal(request: AWSPreparedRequest, status: int, code: str) -> AWSResponse:
    body = json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no"})
    return AWSResponse(request.url, status, HTTPHeaders(), _Raw(body.encode()))


class _Raw(io.BytesIO):
    """A body as botocore reads it."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def _record(message: Any) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "messageAttributes": {
            name: {"dataType": value["DataType"], "stringValue": value["StringValue"]}
            for name, value in message.get("MessageAttributes", {}).items()
        },
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:chaos",
        "awsRegion": "us-east-1",
    }


def _client(service: Any, place: Place) -> Any:
    return aws.session().client(service, endpoint_url=place.endpoint_url, config=CLIENT_CONFIG)


def run(place: Place, seed: int) -> None:
    """What a worker's process does."""
    Worker(place, seed).work()
