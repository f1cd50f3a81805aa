"""HTTP to *.localhost names, which Python does not resolve: to 127.0.0.1, with the Host header."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


def get(url: str, *, token: str | None = None, **query: str) -> Answer:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return _request("GET", f"{url}?{urlencode(query)}" if query else url, headers)


def post_json(url: str, body: object, *, token: str, **headers: str) -> Answer:
    """Further headers by their names with underscores: ``idempotency_key="k"``."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **more}
    return _request("POST", url, sent, json.dumps(body))


def ask(method: str, url: str, *, token: str, **headers: str) -> Answer:
    """Further headers as ``post_json`` takes them."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return _request(method, url, {"Authorization": f"Bearer {token}", **more})


def post_form(url: str, fields: Mapping[str, str]) -> Answer:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return _request("POST", url, form, urlencode(fields))


def _request(method: str, url: str, headers: Mapping[str, str], body: str | None = None) -> Answer:
    """Follows no redirect and tries once."""
    parts = urlsplit(url)
    with urllib3.HTTPConnectionPool("127.0.0.1", parts.port, timeout=30) as server:
        answer = server.request(
            method,
            f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}",
            headers={"Host": parts.netloc, **headers},
            body=body,
            redirect=False,
            retries=False,
        )
        return Answer(answer.status, answer.headers, answer.data.decode())
