"""Sends messages to the queue, as a producer does, and looks into the dead-letter queue."""

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from local import aws
from local.endpoints import Endpoints
from local.paths import SAMPLES
from local.send import send

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Producer:
    endpoints: Endpoints

    def send(self, body: str) -> str:
        """Returns the message id."""
        return send(self.endpoints, body)

    def send_profile(self, tracking_id: str, **fields: object) -> None:
        self.send(json.dumps(profile(tracking_id, **fields)))

    def stored_profile(self, tracking_id: str) -> dict[str, Any]:
        """The profile's item as the processor left it."""
        dynamodb = aws.session().client("dynamodb", endpoint_url=self.endpoints.aws_endpoint_url)
        found = dynamodb.get_item(
            TableName=self.endpoints.profiles_table,
            Key={"tracking_id": {"S": tracking_id}},
            ConsistentRead=True,
        )
        return dict(found["Item"])

    def dead_letter(self, message_id: str) -> "MessageTypeDef":
        """The dead letter that was this message, as soon as it is there; taken off the queue."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for letter in self._dead_letters():
                if letter["MessageAttributes"]["original_message_id"]["StringValue"] == message_id:
                    return letter
        raise AssertionError(f"no dead letter of {message_id} in {PATIENCE_SECONDS:.0f} s")

    def _dead_letters(self) -> "list[MessageTypeDef]":
        queue = self.endpoints.dead_letter_queue_url
        sqs: SQSClient = aws.session().client("sqs", endpoint_url=self.endpoints.aws_endpoint_url)
        return sqs.receive_message(
            QueueUrl=queue,
            MessageAttributeNames=["All"],
            MaxNumberOfMessages=10,
            VisibilityTimeout=1,
            WaitTimeSeconds=1,
        ).get("Messages", [])


def profile(tracking_id: str, **fields: object) -> dict[str, Any]:
    """A real company's profile under a tracking id of the test's own."""
    company: dict[str, Any] = json.loads((SAMPLES / "completes.json").read_text())
    return company | {"tracking_id": tracking_id, "stand_in": {}} | fields
