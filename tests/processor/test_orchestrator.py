"""The orchestrator: one call to the tier's model, its answer checked.

Rows S32, S33, S34.
"""

import json

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from botocore.stub import Stubber

from processor.errors import (
    GenerationTimeout,
    MalformedAnswer,
    ModelRefused,
    ModelUnavailable,
    ProcessingError,
)
from processor.message import Profile
from processor.orchestrator import Orchestrator, bedrock_client
from processor.settings import Settings
from tests.processor.model import BRIEF, FakeModel, converse_answer, failing

SETTINGS = Settings(
    execution_log_table="-",
    profiles_table="-",
    job_queue_url="q",
    dead_letter_queue_url="-",
    default_model_id="default-model",
    comprehensive_model_id="llama4-scout",
)
TEN_MINUTES = 600_000


def profile(tier: str = "comprehensive") -> Profile:
    return Profile(tracking_id="60B3RNTB", company_name="Acme Corp", tier_level=tier, country="DE")


def orchestrator(model: FakeModel) -> Orchestrator:
    return Orchestrator(SETTINGS, model.client)


def test_the_model_gets_the_instructions_and_the_whole_profile() -> None:
    model = FakeModel()

    answer = orchestrator(model).execute(profile(), TEN_MINUTES)

    (request,) = model.requests
    assert "strategic brief" in request["system"][0]["text"]
    assert json.loads(request["messages"][0]["content"][0]["text"])["country"] == "DE"
    assert answer.brief.model_dump() == BRIEF
    assert (answer.input_tokens, answer.output_tokens) == (812, 1247)


@pytest.mark.parametrize(
    ("tier", "model_id", "limit"),
    [
        ("comprehensive", "llama4-scout", 480_000),
        ("standard", "default-model", 300_000),
        ("anything", "default-model", 300_000),
    ],
)
def test_the_tier_decides_on_the_model_and_its_time(tier: str, model_id: str, limit: int) -> None:
    model = FakeModel()

    orchestrator(model).execute(profile(tier), TEN_MINUTES)

    assert model.requests[0]["modelId"] == model_id
    assert model.limits_ms == [limit]


def test_the_model_never_gets_more_time_than_the_function_has_left() -> None:
    model = FakeModel()

    orchestrator(model).execute(profile(), 100_000)

    assert model.limits_ms == [85_000]


def test_a_model_that_does_not_answer_is_a_timeout_in_the_specifications_words() -> None:
    model = FakeModel(failing(ReadTimeoutError(endpoint_url="https://bedrock")))

    with pytest.raises(GenerationTimeout, match=r"^AI generation timeout after 480000ms$"):
        orchestrator(model).execute(profile(), TEN_MINUTES)


def refusal(code: str, status: int) -> ClientError:
    response = {
        "Error": {"Code": code, "Message": "said the service"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(response, "Converse")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (refusal("ThrottlingException", 429), ModelUnavailable),
        (refusal("ServiceUnavailableException", 503), ModelUnavailable),
        (refusal("SomethingNew", 502), ModelUnavailable),
        (refusal("ModelTimeoutException", 408), ModelUnavailable),
        (EndpointConnectionError(endpoint_url="https://bedrock"), ModelUnavailable),
        (refusal("AccessDeniedException", 403), ModelRefused),
        (refusal("ValidationException", 400), ModelRefused),
        (refusal("ResourceNotFoundException", 404), ModelRefused),
    ],
)
def test_a_fault_of_the_model_tells_whether_it_may_pass(
    error: Exception, expected: type[ProcessingError]
) -> None:
    with pytest.raises(expected) as caught:
        orchestrator(FakeModel(failing(error))).execute(profile(), TEN_MINUTES)

    assert caught.value.retry_possible is (expected is ModelUnavailable)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I can't help with that.",
        "<html>",
        "[]",
        json.dumps(BRIEF | {"strengths": []}),
        json.dumps(BRIEF | {"risks": [""]}),
        json.dumps({k: v for k, v in BRIEF.items() if k != "executive_summary"}),
        '{"executive_summary": ' + '"x' * 10_000_000,
    ],
    ids=["empty", "prose", "html", "list", "no entry", "empty entry", "missing", "10 MB"],
)
def test_an_answer_that_is_no_brief_is_malformed(text: str) -> None:
    model = FakeModel(lambda: converse_answer(text))

    with pytest.raises(MalformedAnswer) as caught:
        orchestrator(model).execute(profile(), TEN_MINUTES)

    assert len(str(caught.value)) < 500


def test_an_answer_without_text_is_malformed() -> None:
    answer = converse_answer("") | {"output": {"message": {"role": "assistant", "content": []}}}

    with pytest.raises(MalformedAnswer, match="no text"):
        orchestrator(FakeModel(lambda: answer)).execute(profile(), TEN_MINUTES)


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "  {}  "])
def test_a_brief_in_a_code_fence_is_taken(fence: str) -> None:
    model = FakeModel(lambda: converse_answer(fence.replace("{}", json.dumps(BRIEF))))

    assert orchestrator(model).execute(profile(), TEN_MINUTES).brief.model_dump() == BRIEF


def test_the_request_is_one_that_bedrock_takes() -> None:
    client = boto3.client("bedrock-runtime")
    with Stubber(client) as stub:
        stub.add_response("converse", converse_answer(json.dumps(BRIEF)))

        Orchestrator(SETTINGS, lambda _: client).execute(profile(), TEN_MINUTES)


def test_the_model_client_waits_as_long_as_it_is_told_and_sends_once() -> None:
    config = bedrock_client(480_000).meta.config

    assert config.read_timeout == 480
    assert config.retries == {"mode": "standard", "total_max_attempts": 1}
