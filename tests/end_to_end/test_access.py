"""Only a signed-in reader with an access token for this API reads anything."""

import json

import pytest

from local.stack import LocalStack
from tests.end_to_end.local_http import get
from tests.end_to_end.other_pool import token_of_another_pool
from tests.end_to_end.reader import Reader
from tests.end_to_end.sign_in import Tokens, sign_in

PATHS = [
    "/api/execution-logs",
    "/api/execution-logs/ANY",
    "/api/execution-logs/ANY/executions",
    "/api/openapi.json",
    "/api/unknown",
]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_read_without_a_token(stack: LocalStack, path: str) -> None:
    answer = get(f"{stack.endpoints.api_url}{path}")

    assert (answer.status, answer.json()) == (401, {"message": "Unauthorized"})


def test_a_tampered_token_is_refused(stack: LocalStack, tokens: Tokens) -> None:
    header, claims, signature = tokens.access.split(".")
    changed = "A" if claims[20] != "A" else "B"
    forged = f"{header}.{claims[:20]}{changed}{claims[21:]}.{signature}"

    assert get(f"{stack.endpoints.api_url}/api/execution-logs", token=forged).status == 401


def test_a_token_of_another_user_pool_is_refused(stack: LocalStack) -> None:
    other = token_of_another_pool(stack.emulator.port)

    assert get(f"{stack.endpoints.api_url}/api/execution-logs", token=other).status == 401


def test_an_id_token_is_refused(stack: LocalStack, tokens: Tokens) -> None:
    assert get(f"{stack.endpoints.api_url}/api/execution-logs", token=tokens.id).status == 403


def test_an_access_token_without_the_scope_is_refused(stack: LocalStack) -> None:
    narrow = sign_in(stack.endpoints.site_url, stack.admin, scope="openid email").access

    assert get(f"{stack.endpoints.api_url}/api/execution-logs", token=narrow).status == 403


def test_a_viewer_reads_too(stack: LocalStack) -> None:
    viewer = sign_in(stack.endpoints.site_url, stack.viewer).access

    assert get(f"{stack.endpoints.api_url}/api/execution-logs", token=viewer).status == 200


def test_an_unknown_tracking_id_is_not_found(reader: Reader) -> None:
    answer = reader.get("/api/execution-logs/NO-SUCH-ID")

    assert (answer.status, answer.json()) == (
        404,
        {
            "success": False,
            "error": "No execution log found for this tracking ID",
            "tracking_id": "NO-SUCH-ID",
        },
    )


def test_a_bad_parameter_is_named(reader: Reader) -> None:
    answer = reader.get("/api/execution-logs", limit="101")

    assert answer.status == 400
    assert "limit" in json.dumps(answer.json())
