"""A message that is no profile is recorded, kept and not tried again."""

import json

from tests.end_to_end.producer import Producer, profile
from tests.end_to_end.reader import Log, Reader


def assert_rejected(log: Log) -> None:
    assert log["final_status"] == "failed"
    assert log["verdict"]["reason"] == "REJECTED"
    assert log["verdict"]["failed_step"] == "data_validation"


def test_an_invalid_profile_is_rejected_under_its_tracking_id(
    producer: Producer, reader: Reader
) -> None:
    body = json.dumps(profile("E2E-INVALID", company_name="", tier_level=7))
    message_id = producer.send(body)

    log = reader.finished_log("E2E-INVALID")

    assert_rejected(log)
    assert "company_name must be text of 1 to 200 characters" in log["verdict"]["cause"]
    assert "tier_level must be text of 1 to 64 characters, not 7" in log["verdict"]["cause"]
    letter = producer.dead_letter(message_id)
    assert letter["Body"] == body
    assert letter["MessageAttributes"]["reason"]["StringValue"] == log["verdict"]["cause"]


def test_an_unreadable_message_is_rejected_under_its_message_id(
    producer: Producer, reader: Reader
) -> None:
    message_id = producer.send("tracking_id: E2E-NOT-JSON")

    log = reader.finished_log(f"message-{message_id}")

    assert_rejected(log)
    assert "not JSON" in log["verdict"]["cause"]
    assert producer.dead_letter(message_id)["Body"] == "tracking_id: E2E-NOT-JSON"


def test_a_job_whose_failure_is_final_is_kept_with_the_reason(
    producer: Producer, reader: Reader
) -> None:
    message_id = producer.send(json.dumps(profile("E2E-FINAL", stand_in={"answer": "rubbish"})))
    log = reader.finished_log("E2E-FINAL")

    letter = producer.dead_letter(message_id)

    assert letter["MessageAttributes"]["error_code"]["StringValue"] == "MALFORMED_ANSWER"
    assert letter["MessageAttributes"]["reason"]["StringValue"] == log["verdict"]["cause"]
