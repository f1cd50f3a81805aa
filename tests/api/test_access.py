"""Only signed-in readers get an answer."""

import pytest

from api.access import groups
from tests.api.http import ADMIN, Client

PATHS = [
    "/api/execution-logs",
    "/api/execution-logs/60B3RNTB",
    "/api/execution-logs/60B3RNTB/executions",
    "/api/openapi.json",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "claims",
    [
        {},
        {**ADMIN, "token_use": "id"},
        {"token_use": "access"},
        {**ADMIN, "cognito:groups": "[not-admin]"},
        {**ADMIN, "cognito:groups": "[]"},
        {**ADMIN, "cognito:groups": "[administrators editors]"},
    ],
)
def test_whoever_is_no_reader_is_refused(client: Client, path: str, claims: dict[str, str]) -> None:
    client.claims = claims

    answer = client.get(path)

    assert answer.status == 403
    assert answer.body["success"] is False


@pytest.mark.parametrize("group", ["[admin]", "[viewer]", "[viewer admin]", "[other viewer]"])
def test_members_of_either_group_may_read(client: Client, group: str) -> None:
    client.claims = {**ADMIN, "cognito:groups": group}

    assert client.get("/api/execution-logs").status == 200


def test_a_group_counts_only_by_its_whole_name() -> None:
    assert groups("[not-admin viewers]") == {"not-admin", "viewers"}


def test_the_openapi_document_is_served(client: Client) -> None:
    assert client.get("/api/openapi.json").body["info"]["title"] == "Execution Log API"
