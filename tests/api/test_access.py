"""Only signed-in readers get an answer, and only admins may do anything.

Rows H02, H03, H04.
"""

import pytest

from api.access import groups
from tests.api.http import ADMIN, OPENAPI, VIEWER, Client

FOR_READERS = [
    "/api/execution-logs",
    "/api/execution-logs/60B3RNTB",
    "/api/execution-logs/60B3RNTB/executions",
    "/api/execution-logs/60B3RNTB/export",
    "/api/openapi.json",
]
FOR_ADMINS = [
    ("GET", "/api/execution-logs/60B3RNTB/profile"),
    ("POST", "/api/execution-logs/60B3RNTB/reprocess"),
    ("POST", "/api/execution-logs/60B3RNTB/cancel"),
    ("GET", "/api/dead-letters"),
    ("POST", "/api/dead-letters/put-back"),
    ("POST", "/api/dead-letters/discard"),
    ("GET", "/api/audit"),
]
NO_READERS: list[dict[str, str]] = [
    {},
    {**ADMIN, "token_use": "id"},
    {"token_use": "access"},
    {**ADMIN, "cognito:groups": "[not-admin]"},
    {**ADMIN, "cognito:groups": "[]"},
    {**ADMIN, "cognito:groups": "[administrators editors]"},
]
NO_ADMINS = [*NO_READERS, VIEWER, {**ADMIN, "cognito:groups": "[viewer Admin]"}]


def test_every_address_is_for_readers_or_for_admins() -> None:
    documented = {
        (method.upper(), path.replace("{tracking_id}", "60B3RNTB"))
        for path, operations in OPENAPI["paths"].items()
        for method in operations
    }
    assert documented == {*(("GET", path) for path in FOR_READERS), *FOR_ADMINS}


@pytest.mark.parametrize("path", FOR_READERS)
@pytest.mark.parametrize("claims", NO_READERS)
def test_whoever_is_no_reader_is_refused(client: Client, path: str, claims: dict[str, str]) -> None:
    client.claims = claims

    answer = client.get(path)

    assert answer.status == 403
    assert answer.body["success"] is False


@pytest.mark.parametrize(("method", "path"), FOR_ADMINS)
@pytest.mark.parametrize("claims", NO_ADMINS)
def test_whoever_is_no_admin_may_do_nothing_whatever_they_send(
    client: Client, method: str, path: str, claims: dict[str, str]
) -> None:
    client.claims = claims

    answer = client.ask(method, path)

    assert answer.status == 403
    assert answer.body["success"] is False


@pytest.mark.parametrize("group", ["[admin]", "admin", "[viewer admin]", "[admin other]"])
def test_an_admin_is_known_by_the_exact_name_of_the_group(admin: Client, group: str) -> None:
    admin.claims = {**ADMIN, "cognito:groups": group}

    assert admin.get("/api/audit").status == 200


@pytest.mark.parametrize("group", ["[admin]", "[viewer]", "[viewer admin]", "[other viewer]"])
def test_members_of_either_group_may_read(client: Client, group: str) -> None:
    client.claims = {**ADMIN, "cognito:groups": group}

    assert client.get("/api/execution-logs").status == 200


def test_a_group_counts_only_by_its_whole_name() -> None:
    assert groups("[not-admin viewers]") == {"not-admin", "viewers"}


def test_the_openapi_document_is_served(client: Client) -> None:
    assert client.get("/api/openapi.json").body["info"]["title"] == "Execution Log API"
