"""The API as a WSGI application: what API Gateway does between HTTP and the function."""

import base64
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from api.app import Resolver
from tests.api.http import Context, event

Environ = Mapping[str, Any]
Headers = list[tuple[str, str]]


@dataclass
class Gateway:
    """Lets in whose bearer token is one of ``people``, with the claims that it stands for."""

    people: Mapping[str, dict[str, str]]
    app: Resolver = field(init=False)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        status, headers, body = self._answer(environ)
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [body]

    def _answer(self, environ: Environ) -> tuple[int, Headers, bytes]:
        headers = _headers(environ)
        token = headers.pop("authorization", "").removeprefix("Bearer ")
        if token not in self.people:
            return 401, [("Content-Type", "application/json")], b'{"message":"Unauthorized"}'
        raw = self.app.resolve(_event(environ, self.people[token], headers), Context())
        body = raw.get("body") or ""
        content = base64.b64decode(body) if raw.get("isBase64Encoded") else body.encode()
        if raw["headers"].pop("Content-Encoding", "") == "gzip":
            content = gzip.decompress(content)  # as HTTP clients do
        return raw["statusCode"], list(raw["headers"].items()), content


def _event(environ: Environ, claims: dict[str, str], headers: dict[str, str]) -> dict[str, Any]:
    # WSGI hands bytes on as if they were Latin-1.
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    sent = event(environ["REQUEST_METHOD"], path, claims, headers=headers, query=_query(environ))
    if body := environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)):
        sent |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    return sent


def _query(environ: Environ) -> dict[str, str]:
    """API Gateway joins the values of a name by commas (payload format 2.0)."""
    query: dict[str, str] = {}
    text = environ["QUERY_STRING"].encode("latin-1").decode("utf-8", "replace")
    for name, value in parse_qsl(text, keep_blank_values=True):
        query[name] = f"{query[name]},{value}" if name in query else value
    return query


def _headers(environ: Environ) -> dict[str, str]:
    named = {k.removeprefix("HTTP_"): v for k, v in environ.items() if k.startswith("HTTP_")}
    if "CONTENT_TYPE" in environ:
        named["CONTENT_TYPE"] = environ["CONTENT_TYPE"]
    return {name.lower().replace("_", "-"): value for name, value in named.items()}
