"""Calls the API in process, and holds every answer against the OpenAPI document."""

import base64
import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from api.app import Resolver
from api.spans import Event

OPENAPI = json.loads((Path(__file__).parents[2] / "lambdas/api/openapi.json").read_text())

ADMIN = {"token_use": "access", "cognito:groups": "[admin]", "sub": "u-1", "username": "ada"}


class Context:
    aws_request_id = "request-1"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    body: Any = field(init=False)

    def __post_init__(self) -> None:
        self.body = json.loads(self.text) if self.text else None

    @property
    def data(self) -> Any:
        assert self.status == 200, self.text
        return self.body["data"]

    @property
    def steps(self) -> list[Event]:
        return self.data["steps"]  # type: ignore[no-any-return]


@dataclass
class Client:
    """A signed-in reader."""

    app: Resolver
    claims: dict[str, str] = field(default_factory=lambda: dict(ADMIN))

    def get(self, path: str, *, headers: dict[str, str] | None = None, **query: str) -> Answer:
        raw = self.app.resolve(event(path, query, headers or {}, self.claims), Context())
        answer = Answer(raw["statusCode"], _headers(raw), _text(raw))
        assert_documented(path, answer)
        return answer


def event(
    path: str, query: dict[str, str], headers: dict[str, str], claims: dict[str, str]
) -> dict[str, Any]:
    """What API Gateway sends for an HTTP API (payload format 2.0)."""
    return {
        "version": "2.0",
        "routeKey": "GET /api/{proxy+}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        **({"queryStringParameters": query} if query else {}),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "authorizer": {"jwt": {"claims": claims, "scopes": ["execution-log/read"]}},
            "domainName": "localhost",
            "http": {
                "method": "GET",
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "test",
            },
            "requestId": "gateway-1",
            "routeKey": "GET /api/{proxy+}",
            "stage": "$default",
            "time": "23/Nov/2026:10:00:00 +0000",
            "timeEpoch": 1795341600000,
        },
        "isBase64Encoded": False,
    }


def assert_documented(path: str, answer: Answer) -> None:
    """The answer is one that openapi.json promises for its address."""
    operation = _operation(path)
    if operation is None:
        assert answer.status == 404
        return
    documented = operation["responses"][str(answer.status)]
    if "$ref" in documented:
        documented = OPENAPI["components"]["responses"][documented["$ref"].rsplit("/", 1)[1]]
    if "content" in documented:
        schema = documented["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": OPENAPI["components"]}).validate(answer.body)


def _operation(path: str) -> dict[str, Any] | None:
    parts = path.split("/")
    for template, operations in OPENAPI["paths"].items():
        pattern = template.split("/")
        if len(pattern) == len(parts) and all(
            wanted.startswith("{") or wanted == part
            for wanted, part in zip(pattern, parts, strict=True)
        ):
            return operations["get"]  # type: ignore[no-any-return]
    return None


def _headers(raw: dict[str, Any]) -> dict[str, str]:
    return {name.lower(): value for name, value in raw["headers"].items()}


def _text(raw: dict[str, Any]) -> str:
    if raw.get("isBase64Encoded"):
        return gzip.decompress(
            base64.b64decode(raw["body"]),
        ).decode()
    return raw.get("body") or ""
