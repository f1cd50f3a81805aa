"""What a request may look like. Rows H25, H26, H31."""

import base64
import json

import pytest

from tests.api.administration import World
from tests.api.http import ADMIN, JSON, Client, Context, event

DISCARD = "/api/dead-letters/discard"
POSTS = [
    DISCARD,
    "/api/dead-letters/put-back",
    "/api/execution-logs/60B3RNTB/reprocess",
    "/api/execution-logs/60B3RNTB/cancel",
    "/api/exports",
    "/api/exports/export_1795428000000_0123456789/link",
]


@pytest.mark.parametrize(
    "headers",
    [
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_type": "multipart/form-data; boundary=application/json"},
        {"content_type": ""},
        {"content_encoding": "gzip"},
        {"content_encoding": "identity, br"},
    ],
)
@pytest.mark.parametrize("path", POSTS)
def test_what_is_not_plain_json_is_refused_by_its_headers(
    client: Client, path: str, headers: dict[str, str]
) -> None:
    answer = client.post(path, {}, **headers)

    assert answer.status == 415
    assert "application/json" in answer.body["error"]


def test_json_may_name_its_charset(admin: Client) -> None:
    body = {"message_ids": ["m-1"], "reason": "obsolete"}

    assert admin.post(DISCARD, body, content_type="Application/JSON; charset=utf-8").status == 200


@pytest.mark.parametrize("path", POSTS)
def test_a_body_over_256_kb_is_refused(client: Client, path: str) -> None:
    answer = client.post(path, {"reason": "é" * 131_072})

    assert answer.status == 413
    assert answer.body["error"] == "The body may have at most 262,144 bytes"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"reason": NaN}',
        '{"reason": "a", "reason": "b"}',
        '{"reason": ' + "9" * 5_000 + "}",
    ],
)
def test_a_body_that_is_no_json_object_is_refused(client: Client, text: str) -> None:
    assert client.post(DISCARD, text=text).status == 400


def test_a_body_that_is_no_text_is_refused(client: Client) -> None:
    sent = event("POST", DISCARD, ADMIN, headers=JSON, body=base64.b64encode(b"\xff{}").decode())
    sent["isBase64Encoded"] = True

    raw = client.app.resolve(sent, Context())

    assert raw["statusCode"] == 400
    assert json.loads(raw["body"])["error"] == "The body is not text in UTF-8"


def test_a_field_that_nobody_knows_is_refused_by_name(client: Client) -> None:
    answer = client.post(DISCARD, {"messageIds": ["m-1"], "reason": "obsolete"})

    assert answer.status == 400
    assert answer.body["error"] == 'The field "messageIds" is unknown'


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/api/execution-logs/60B3RNTB", "GET"),
        ("DELETE", "/api/dead-letters", "GET"),
        ("GET", "/api/dead-letters/put-back", "POST"),
        ("PUT", "/api/audit", "GET"),
        ("OPTIONS", "/api/execution-logs", "GET"),
    ],
)
def test_a_wrong_method_is_refused_and_the_right_one_named(
    client: Client, method: str, path: str, allowed: str
) -> None:
    answer = client.ask(method, path)

    assert answer.status == 405
    assert answer.headers["allow"] == allowed
    assert answer.body == {"success": False, "error": f"This address takes {allowed} only"}
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_a_wrong_address_is_not_found_whatever_the_method(client: Client) -> None:
    assert client.ask("POST", "/api/nothing").status == 404


def test_what_breaks_on_our_side_is_told_by_class_and_request_id_only(
    world: World, admin: Client
) -> None:
    world.give_up()
    (letter,) = admin.get("/api/dead-letters").data["messages"]
    world.drop_audit_table()

    answer = admin.post(DISCARD, {"message_ids": [letter["message_id"]], "reason": "obsolete"})

    assert answer.status == 500
    assert answer.body == {
        "success": False,
        "error": "The request could not be completed",
        "details": "StoreUnavailable (request request-1)",
    }
