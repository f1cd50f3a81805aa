"""Calls the API in process, and holds every answer against the OpenAPI document."""

import base64
import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from api.app import Resolver

OPENAPI = json.loads((Path(__file__).parents[2] / "lambdas/api/openapi.json").read_text())

ADMIN = {"token_use": "access", "cognito:groups": "[admin]", "sub": "u-1", "username": "ada"}
VIEWER = {**ADMIN, "cognito:groups": "[viewer]", "sub": "u-2", "username": "vic"}
JSON = {"content-type": "application/json"}


class Context:
    aws_request_id = "request-1"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    body: Any = field(init=False)

    def __post_init__(self) -> None:
        is_json = self.headers.get("content-type") == "application/json"
        self.body = json.loads(self.text) if is_json else self.text or None

    @property
    def data(self) -> Any:
        assert self.status in {200, 202}, self.text
        return self.body["data"]

    @property
    def steps(self) -> list[dict[str, Any]]:
        return self.data["steps"]  # type: ignore[no-any-return]


@dataclass
class Client:
    """A signed-in reader."""

    app: Resolver
    claims: dict[str, str] = field(default_factory=lambda: dict(ADMIN))

    def get(self, path: str, *, headers: dict[str, str] | None = None, **query: str) -> Answer:
        return self._ask(event("GET", path, self.claims, headers=headers or {}, query=query))

    def post(
        self, path: str, body: Any = None, *, text: str | None = None, **headers: str
    ) -> Answer:
        """Sends the body as JSON, or a text as it is. Headers: ``idempotency_key="k"``."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = json.dumps(body) if text is None else text
        return self._ask(event("POST", path, self.claims, headers=JSON | more, body=sent))

    def ask(self, method: str, path: str) -> Answer:
        return self._ask(event(method, path, self.claims))

    def _ask(self, event: dict[str, Any]) -> Answer:
        raw = self.app.resolve(event, Context())
        answer = Answer(raw["statusCode"], _headers(raw), _text(raw))
        http = event["requestContext"]["http"]
        assert_documented(http["method"], http["path"], answer)
        return answer


def event(
    method: str,
    path: str,
    claims: dict[str, str],
    *,
    headers: dict[str, str] | None = None,
    query: dict[str, str] | None = None,
    body: str | None = None,
) -> dict[str, Any]:
    """What API Gateway sends for an HTTP API (payload format 2.0)."""
    return {
        "version": "2.0",
        "routeKey": "ANY /api/{proxy+}",
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers or {},
        **({"queryStringParameters": query} if query else {}),
        **({} if body is None else {"body": body}),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "api",
            "authorizer": {"jwt": {"claims": claims, "scopes": ["execution-log/read"]}},
            "domainName": "localhost",
            "http": {
                "method": method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": "test",
            },
            "requestId": "gateway-1",
            "routeKey": "ANY /api/{proxy+}",
            "stage": "$default",
            "time": "23/Nov/2026:10:00:00 +0000",
            "timeEpoch": 1795341600000,
        },
        "isBase64Encoded": False,
    }


def assert_documented(method: str, path: str, answer: Answer) -> None:
    """The answer is one that openapi.json promises for its address."""
    operations = _operations(path)
    if method.lower() not in operations:
        assert answer.status == (405 if operations else 404)
        return
    documented = operations[method.lower()]["responses"][str(answer.status)]
    if "$ref" in documented:
        documented = OPENAPI["components"]["responses"][documented["$ref"].rsplit("/", 1)[1]]
    if "content" in documented:
        kind = answer.headers["content-type"].partition(";")[0]
        schema = documented["content"][kind]["schema"]
        Draft202012Validator({**schema, "components": OPENAPI["components"]}).validate(
            answer.body if kind == "application/json" else answer.text
        )


def _operations(path: str) -> dict[str, Any]:
    """By method."""
    parts = path.split("/")
    for template, operations in OPENAPI["paths"].items():
        pattern = template.split("/")
        if len(pattern) == len(parts) and all(
            wanted.startswith("{") or wanted == part
            for wanted, part in zip(pattern, parts, strict=True)
        ):
            return operations  # type: ignore[no-any-return]
    return {}


def _headers(raw: dict[str, Any]) -> dict[str, str]:
    return {name.lower(): value for name, value in raw["headers"].items()}


def _text(raw: dict[str, Any]) -> str:
    if not raw.get("isBase64Encoded"):
        return raw.get("body") or ""
    body = base64.b64decode(raw["body"])
    compressed = raw["headers"].get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if compressed else body).decode()
