"""What is published of the queue's messages is what checks and makes them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from docs.generate import DOCS, DOCUMENTS, EXAMPLE, asyncapi, message_schema, text_of
from execution_log.dead_letters import DeadLetters
from processor.errors import InvalidProfile, code_of, in_words
from processor.message import parse_profile

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

SPECIFICATION = (
    Path(__file__).parents[2] / "node_modules" / "@asyncapi" / "specs" / "schemas" / "3.0.0.json"
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_published_document_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text() == text_of(DOCUMENTS[name]()), "run: make docs"


def test_the_example_is_a_profile() -> None:
    assert parse_profile(json.dumps(EXAMPLE)).tracking_id == EXAMPLE["tracking_id"]


values = st.none() | st.integers() | st.text(max_size=210) | st.just("A") | st.just([])


@given(
    st.dictionaries(st.sampled_from(["tracking_id", "company_name", "tier_level", "more"]), values)
)
def test_the_schema_takes_what_the_processor_takes(fields: dict[str, object]) -> None:
    fits = Draft202012Validator(message_schema()).is_valid(fields)
    try:
        parse_profile(json.dumps(fields))
    except InvalidProfile:
        assert not fits
    else:
        assert fits


def test_the_asyncapi_document_is_one() -> None:
    specification = Draft7Validator(json.loads(SPECIFICATION.read_text()))

    assert [error.json_path for error in specification.iter_errors(asyncapi())] == []


def test_the_asyncapi_document_holds_the_published_schema() -> None:
    payload = asyncapi()["components"]["messages"]["profile"]["payload"]

    assert {"$schema": message_schema()["$schema"], **payload} == message_schema()


def test_a_dead_letter_is_as_published(moto_aws: None) -> None:
    published = asyncapi()["components"]["messages"]["deadLetter"]
    letter = dead_letter("not JSON")
    attributes = {
        name: attribute["StringValue"] for name, attribute in letter["MessageAttributes"].items()
    }

    Draft202012Validator(published["headers"]).validate(attributes)
    Draft202012Validator(published["payload"]).validate(letter["Body"])
    assert attributes.keys() == published["headers"]["properties"].keys()


def dead_letter(body: str) -> "MessageTypeDef":
    """What the processor makes of a message that is no profile."""
    sqs = boto3.client("sqs")
    queue = sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
    record = SQSRecord({"body": body, "messageId": "m-1"})
    with pytest.raises(InvalidProfile) as rejected:
        parse_profile(body)
    DeadLetters(queue, sqs).keep(
        record, "message-m-1", in_words(rejected.value), code_of(rejected.value)
    )
    (letter,) = sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"])["Messages"]
    return letter
