"""A page of another origin reads a log through the gateway, as far as the template allows it."""

from collections.abc import Iterator

import pytest

from local import aws
from local.stack import LocalStack
from tests.end_to_end.local_http import Answer, ask
from tests.end_to_end.producer import Producer
from tests.end_to_end.reader import Reader
from tests.infra.templates import synthesize

ORIGIN = "https://admin.example.com"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    made = synthesize("dev", tmp_path_factory.mktemp("embedded"), embed_origins=ORIGIN)
    cors = made.properties("AWS::ApiGatewayV2::Api")["CorsConfiguration"]
    return dict(cors)


@pytest.fixture(autouse=True)
def embedding(stack: LocalStack, rules: dict[str, object]) -> Iterator[None]:
    """By a call of its own: the local AWS takes no such rules from a template."""
    gateway = aws.session().client("apigatewayv2", endpoint_url=stack.endpoints.aws_endpoint_url)
    api_id = stack.endpoints.api_host.partition(".")[0]
    gateway.update_api(ApiId=api_id, CorsConfiguration=rules)
    yield
    gateway.delete_cors_configuration(ApiId=api_id)


def test_a_log_is_read_and_its_tag_seen(producer: Producer, reader: Reader) -> None:
    producer.send_profile("E2E-EMBED", company_name="Acme", tier_level="basic")
    reader.finished_log("E2E-EMBED")

    preflight = options(reader, ORIGIN, "authorization,if-none-match")
    answer = ask("GET", log_url(reader), token=reader.token, Origin=ORIGIN)
    again = {"Origin": ORIGIN, "If_None_Match": answer.headers["ETag"]}

    assert preflight.status in {200, 204}
    assert preflight.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert allowed(preflight, "Headers") >= {"authorization", "if-none-match"}
    assert allowed(preflight, "Methods") == {"get"}
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, ORIGIN)
    assert "etag" in answer.headers["Access-Control-Expose-Headers"].lower()
    assert ask("GET", log_url(reader), token=reader.token, **again).status == 304


def test_pages_of_other_origins_are_not_let_in(reader: Reader) -> None:
    foreign = options(reader, "https://evil.example.com", "authorization")

    assert "Access-Control-Allow-Origin" not in foreign.headers


def options(reader: Reader, origin: str, headers: str) -> Answer:
    asked = {
        "Origin": origin,
        "Access_Control_Request_Method": "GET",
        "Access_Control_Request_Headers": headers,
    }
    return ask("OPTIONS", log_url(reader), token="", **asked)


def log_url(reader: Reader) -> str:
    return f"{reader.base_url}/api/execution-logs/E2E-EMBED"


def allowed(answer: Answer, what: str) -> set[str]:
    named = answer.headers[f"Access-Control-Allow-{what}"].lower()
    return {name.strip() for name in named.split(",")}
