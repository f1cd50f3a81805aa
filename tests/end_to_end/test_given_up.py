"""What never ran, or died, is explained all the same.

Rows M21, M22, I14, H24, S25.
"""

import json
import time
from dataclasses import replace

import pytest

from execution_log import DynamoStore, Execution, Reason
from local import aws
from local.stack import LocalStack
from tests.end_to_end.producer import Producer, profile
from tests.end_to_end.reader import PATIENCE_SECONDS, Reader
from tests.end_to_end.resources import Resources

LONG_AGO_MS = 1_700_000_000_000
"""Far down in every list, where other tests do not look."""
NEVER = 4_000_000_000
NEVER_STARTED = (
    "Never started: the function did not run in 5 deliveries "
    "(throttled, or it crashed when it started)"
)


@pytest.fixture
def resources(stack: LocalStack) -> Resources:
    return Resources(stack)


@pytest.fixture
def store(stack: LocalStack) -> DynamoStore:
    client = aws.session().client("dynamodb", endpoint_url=stack.endpoints.aws_endpoint_url)
    return DynamoStore(stack.endpoints.log_table, client)


def begun(store: DynamoStore, tracking_id: str, reason: Reason) -> Execution:
    execution = Execution(
        tracking_id=tracking_id,
        execution_id=f"exec_{LONG_AGO_MS}_{tracking_id}",
        attempt=0,
        company="Acme Corp",
        tier="basic",
        started_at_ms=LONG_AGO_MS,
        expires_at=NEVER,
        reason=reason,
    )
    is_running = reason is Reason.RUNNING
    return store.begin(
        replace(execution, deadline_at_ms=LONG_AGO_MS + 600_000 if is_running else None)
    )


def test_a_message_whose_function_crashes_at_its_start_is_explained_kept_and_put_back(
    producer: Producer, reader: Reader, resources: Resources
) -> None:
    body = json.dumps(profile("E2E-CRASHES"))
    with resources.processor_that_can_not_start():
        message_id = producer.send(body)
        log = reader.finished_log("E2E-CRASHES")

    assert log["verdict"]["reason"] == "DEAD_LETTERED"
    assert log["verdict"]["code"] == "never_started"
    assert log["verdict"]["cause"] == NEVER_STARTED
    assert log["company"] == json.loads(body)["company_name"]
    letter = kept(reader, message_id)
    assert letter["body"] == body
    assert (letter["reason"], letter["error_code"]) == (NEVER_STARTED, "NEVER_STARTED")

    reader.post("/api/dead-letters/put-back", {"message_ids": [letter["message_id"]]})
    assert reader.finished_log("E2E-CRASHES", attempt=2)["final_status"] == "completed"


def kept(reader: Reader, message_id: str) -> dict[str, object]:
    """The dead letter that was this message, as soon as admins see it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        letters = reader.get("/api/dead-letters").json()["data"]["messages"]
        for letter in letters:
            if letter["original_message_id"] == message_id:
                return dict(letter)
        time.sleep(0.1)
    raise AssertionError(f"no dead letter of {message_id}")


def test_an_execution_that_was_killed_is_stored_as_that(
    store: DynamoStore, reader: Reader, resources: Resources
) -> None:
    begun(store, "E2E-KILLED", Reason.RUNNING)

    resources.invoke("Sweeper")

    verdict = reader.log("E2E-KILLED")["verdict"]
    assert (verdict["reason"], verdict["derived"]) == ("KILLED", False)


def test_an_execution_whose_message_was_never_sent_has_failed(
    store: DynamoStore, reader: Reader, resources: Resources
) -> None:
    begun(store, "E2E-UNSENT", Reason.QUEUED)

    resources.invoke("Sweeper")

    verdict = reader.log("E2E-UNSENT")["verdict"]
    assert verdict["reason"] == "SEND_FAILED"
    assert verdict["cause"] == "No message reached the queue within 5 minutes"
