"""The model's stand-in answers as Bedrock would, as badly as a profile asks for."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ReadTimeoutError

from local.model.chat_completions import chat_completions
from local.model.converse import ModelError, Prompt, serve_converse
from local.model.stand_in import stand_in
from processor.brief import read_brief

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

PROFILE = {"tracking_id": "A1", "company_name": "Acme Corp", "tier_level": "basic"}


@pytest.fixture
def bedrock() -> Iterator["BedrockRuntimeClient"]:
    config = Config(read_timeout=1, retries={"mode": "standard", "total_max_attempts": 1})
    with serve_converse(stand_in) as url:
        client = boto3.client("bedrock-runtime", endpoint_url=url, config=config)
        yield client
        client.close()


def ask(bedrock: "BedrockRuntimeClient", **wish: object) -> str:
    profile: dict[str, Any] = {**PROFILE, "stand_in": wish}
    answer = bedrock.converse(
        modelId="us.amazon.nova-lite-v1:0",
        system=[{"text": "Write a brief."}],
        messages=[{"role": "user", "content": [{"text": json.dumps(profile)}]}],
    )
    return answer["output"]["message"]["content"][0]["text"]


def test_it_writes_a_brief_that_the_processor_takes(bedrock: "BedrockRuntimeClient") -> None:
    assert "Acme Corp" in read_brief(ask(bedrock)).executive_summary


def test_it_answers_rubbish_when_asked_to(bedrock: "BedrockRuntimeClient") -> None:
    assert not ask(bedrock, answer="rubbish").startswith("{")


@pytest.mark.parametrize(
    ("status", "name"), [(429, "ThrottlingException"), (500, "InternalServerException")]
)
def test_it_fails_with_bedrocks_own_errors_when_asked_to(
    bedrock: "BedrockRuntimeClient", status: int, name: str
) -> None:
    with pytest.raises(ClientError) as failure:
        ask(bedrock, status=status)

    assert failure.value.response["Error"]["Code"] == name
    assert failure.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


def test_it_hangs_past_any_limit_when_asked_to(bedrock: "BedrockRuntimeClient") -> None:
    with pytest.raises(ReadTimeoutError):
        ask(bedrock, answer="hang")


def test_a_model_server_of_yours_answers_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_MODEL_NAME", "small-one")
    prompt = Prompt(model_id="m", instructions="Be brief.", text="{}", max_tokens=9)
    asked: list[dict[str, Any]] = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"choices": [{"message": {"content": "Grow."}}]}')

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.handle_request, daemon=True).start()
        answer = chat_completions(f"http://127.0.0.1:{server.server_port}/v1")(prompt)

    assert answer == "Grow."
    assert asked == [
        {
            "model": "small-one",
            "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": "{}"},
            ],
            "max_tokens": 9,
        }
    ]


def test_a_model_server_that_does_not_answer_is_unavailable() -> None:
    prompt = Prompt(model_id="m", instructions="", text="{}", max_tokens=None)

    with pytest.raises(ModelError) as failure:
        chat_completions("http://127.0.0.1:9/v1")(prompt)

    assert (failure.value.status, failure.value.name) == (503, "ServiceUnavailableException")
