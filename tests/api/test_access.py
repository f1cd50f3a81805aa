"""Who may do what stands in the OpenAPI document (``x-roles``), and nobody else gets an answer.

Rows H02, H03, H04.
"""

import re
from typing import Any, NamedTuple

import pytest

from api.access import READERS, groups
from tests.api.http import ADMIN, OPENAPI, VIEWER, Client

TRACKING_ID = "60B3RNTB"


class Operation(NamedTuple):
    method: str
    path: str
    roles: frozenset[str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def operation(method: str, template: str, documented: dict[str, Any]) -> Operation:
    path = re.sub(r"\{\w+\}", TRACKING_ID, template)
    return Operation(method.upper(), path, frozenset(documented.get("x-roles", ())))


OPERATIONS = [
    operation(method, template, documented)
    for template, operations in OPENAPI["paths"].items()
    for method, documented in operations.items()
]
FOR_ADMINS = [operation for operation in OPERATIONS if operation.roles == {"admin"}]
NOBODY: dict[str, dict[str, str]] = {
    "without claims": {},
    "with an id token": {**ADMIN, "token_use": "id"},
    "without a group": {"token_use": "access", "username": "ada"},
    "with no group": {**ADMIN, "cognito:groups": "[]"},
    "in a group named nearly so": {**ADMIN, "cognito:groups": "[not-admin]"},
    "in other groups": {**ADMIN, "cognito:groups": "[administrators editors Viewer]"},
}


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_operation_says_whom_it_is_for(operation: Operation) -> None:
    assert operation.roles in ({"admin"}, READERS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
@pytest.mark.parametrize("person", NOBODY)
def test_whoever_is_in_none_of_the_roles_is_refused_whatever_they_send(
    client: Client, operation: Operation, person: str
) -> None:
    client.claims = NOBODY[person]

    answer = client.ask(operation.method, operation.path)

    assert answer.status == 403
    assert answer.body["success"] is False


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
@pytest.mark.parametrize(
    ("role", "claims"),
    [
        ("viewer", VIEWER),
        ("viewer", {**VIEWER, "cognito:groups": "[viewer Admin]"}),
        ("admin", ADMIN),
    ],
    ids=["viewer", "viewer in another group too", "admin"],
)
def test_who_is_in_a_role_may_do_exactly_what_is_for_it(
    admin: Client, operation: Operation, role: str, claims: dict[str, str]
) -> None:
    admin.claims = claims

    answer = admin.ask(operation.method, operation.path)

    assert (answer.status != 403) is (role in operation.roles)


def test_what_changes_anything_is_for_admins_only() -> None:
    changing = {operation for operation in OPERATIONS if operation.method != "GET"}

    assert changing
    assert changing <= set(FOR_ADMINS)


def test_what_takes_data_along_is_for_admins_only() -> None:
    exports = {operation for operation in OPERATIONS if "export" in operation.path}

    assert exports
    assert exports <= set(FOR_ADMINS)


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
