"""Messages that are not tried again are kept whole, with the reason.

Rows M11, M12.
"""

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from execution_log.dead_letters import ATTRIBUTES, REASON_BYTES, DeadLetters
from execution_log.profile import BODY_BYTES

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

OURS = {"reason", "error_code", "tracking_id", "original_message_id"}


def record(body: str, **own: Mapping[str, str]) -> dict[str, Any]:
    return {"messageId": "m-1", "body": body, "messageAttributes": own}


class RecordedQueue:
    """Notes what is sent, since moto has the limits of years ago."""

    def send_message(self, **sent: Any) -> None:
        self.body: str = sent["MessageBody"]
        self.attributes: dict[str, Any] = sent["MessageAttributes"]

    @property
    def bytes(self) -> int:
        parts = (part for name, a in self.attributes.items() for part in (name, *a.values()))
        return len(self.body.encode()) + sum(len(part.encode()) for part in parts)


@pytest.fixture
def queue() -> RecordedQueue:
    return RecordedQueue()


def keep(queue: RecordedQueue, message: Mapping[str, Any], reason: str = "no") -> None:
    DeadLetters("url", queue).keep(message, "T1", reason, "E1")  # type: ignore[arg-type]


def kept_by_sqs(message: Mapping[str, Any], reason: str = "no") -> "MessageTypeDef":
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
    DeadLetters(url, sqs).keep(message, "T1", reason, "E1")
    (letter,) = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"])["Messages"]
    return letter


def test_a_message_is_kept_whole_with_the_reason(moto_aws: None) -> None:
    letter = kept_by_sqs(record("not JSON"), "Not\nJSON\x00 at all \ud800")

    assert letter["Body"] == "not JSON"
    told = {name: a["StringValue"] for name, a in letter["MessageAttributes"].items()}
    assert told == {
        "reason": "Not JSON  at all  ",
        "error_code": "E1",
        "tracking_id": "T1",
        "original_message_id": "m-1",
    }


def test_what_the_message_was_sent_with_is_kept_beside_it(moto_aws: None) -> None:
    letter = kept_by_sqs(
        record(
            "{}",
            execution_id={"dataType": "String", "stringValue": "exec_1"},
            priority={"dataType": "Number.small", "stringValue": "3"},
            seal={"dataType": "Binary", "binaryValue": b64encode(b"\x00\xff").decode()},
        )
    )

    attributes = letter["MessageAttributes"]
    assert attributes["execution_id"]["StringValue"] == "exec_1"
    assert attributes["priority"] == {"DataType": "Number.small", "StringValue": "3"}
    assert attributes["seal"]["BinaryValue"] == b"\x00\xff"


def test_the_newest_reason_counts_of_a_message_that_was_put_back(queue: RecordedQueue) -> None:
    keep(queue, record("{}", reason={"dataType": "String", "stringValue": "older"}), "newer")

    assert queue.attributes["reason"]["StringValue"] == "newer"


def test_the_reason_comes_before_attributes_that_sqs_has_no_room_for(queue: RecordedQueue) -> None:
    own = {f"own_{n}": {"dataType": "String", "stringValue": str(n)} for n in range(10)}

    keep(queue, record("{}", **own))

    assert len(queue.attributes) == ATTRIBUTES
    assert queue.attributes.keys() >= OURS


def test_a_long_reason_is_cut_between_characters(queue: RecordedQueue) -> None:
    keep(queue, record("{}"), "€" * 1_000)

    reason = queue.attributes["reason"]["StringValue"]
    assert REASON_BYTES - 3 < len(reason.encode()) <= REASON_BYTES
    assert set(reason) == {"€"}


@pytest.mark.parametrize(
    ("free_bytes", "attributes"),
    [(0, set()), (200, OURS - {"reason"}), (2_000, OURS)],
)
def test_a_message_as_large_as_sqs_allows_is_kept_with_the_attributes_that_still_fit(
    queue: RecordedQueue, free_bytes: int, attributes: set[str]
) -> None:
    keep(queue, record("x" * (BODY_BYTES - free_bytes)), "y" * REASON_BYTES)

    assert queue.attributes.keys() == attributes
    assert queue.bytes <= BODY_BYTES
