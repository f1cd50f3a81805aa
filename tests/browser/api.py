"""The API as the browser sees it, answered from logs that a test holds in its hand."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zlib import crc32

from playwright.sync_api import BrowserContext, Route

from tests.browser.logs import Log, newer, summary

PATH = re.compile(r"^/api/execution-logs(?:/(?P<id>[^/]+))?(?P<attempts>/executions)?$")
NOT_FOUND = {"success": False, "error": "No execution log found for this tracking ID"}


@dataclass
class Fault:
    """What goes wrong: a status with a body, or no connection at all."""

    status: int | None = None
    body: Any = None


@dataclass
class Api:
    """Change ``logs`` and ``fault`` as the story goes on; ``held`` keeps answers back."""

    logs: list[Log] = field(default_factory=list)
    fault: Fault | None = None
    faults_left: int = 1_000_000
    page_size: int = 100
    steps_per_answer: int = 10_000
    hold: bool = False
    held: list[Route] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    not_modified: int = 0

    def attach(self, context: BrowserContext) -> "Api":
        context.route(re.compile(r"/api/execution-logs"), self._take)
        return self

    def release(self) -> None:
        """Answers what was held back."""
        self.hold = False
        for route in self.held:
            self.answer(route)
        self.held.clear()

    def _take(self, route: Route) -> None:
        self.requests.append(route.request.url)
        self.tokens.append(route.request.headers.get("authorization"))
        if self.hold:
            self.held.append(route)
        else:
            self.answer(route)

    def answer(self, route: Route) -> None:
        if self.fault is None or self.faults_left == 0:
            self._success(route)
            return
        self.faults_left -= 1
        if self.fault.status is None:
            route.abort("connectionrefused")
        else:
            route.fulfill(status=self.fault.status, json=self.fault.body)

    def _success(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match = PATH.match(parts.path)
        assert match, parts.path
        if match["id"] is None:
            data = self._list(query)
        else:
            data = self._one(unquote(match["id"]), query, attempts=bool(match["attempts"]))
        if data is None:
            route.fulfill(status=404, json=NOT_FOUND)
        else:
            self._tagged(route, data)

    def _tagged(self, route: Route, data: dict[str, Any]) -> None:
        """304 to who has this very answer already, as the API does it."""
        etag = f'W/"{crc32(json.dumps(data).encode("utf-8", "surrogatepass"))}"'
        if route.request.headers.get("if-none-match") == etag:
            self.not_modified += 1
            route.fulfill(status=304, headers={"ETag": etag})
        else:
            route.fulfill(json={"success": True, "data": data}, headers={"ETag": etag})

    def _list(self, query: dict[str, str]) -> dict[str, Any]:
        begin = int(query.get("cursor", 0))
        end = begin + self.page_size
        return {
            "executions": [summary(log) for log in self.logs[begin:end]],
            "next_cursor": str(end) if end < len(self.logs) else None,
        }

    def _one(self, tracking_id: str, query: dict[str, str], *, attempts: bool) -> Any:
        found = [log for log in self.logs if log["tracking_id"] == tracking_id]
        if attempts:
            return {"tracking_id": tracking_id, "executions": [summary(log) for log in found]}
        wanted = query.get("execution_id")
        log = next((log for log in found if wanted in {None, log["execution_id"]}), None)
        return log and newer(log, int(query.get("after_seq", 0)), self.steps_per_answer)
