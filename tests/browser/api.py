"""The API as the browser sees it, answered from logs that a test holds in its hand."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zlib import crc32

from playwright.sync_api import BrowserContext, Route

from api import parameters
from api.errors import BadRequest
from execution_log import Reason, Status
from tests.browser.logs import Log, newer, summary

PATH = re.compile(r"^/api/execution-logs(?:/(?P<id>[^/]+))?(?P<attempts>/executions)?$")
NOT_FOUND = {"success": False, "error": "No execution log found for this tracking ID"}
OVERVIEW = {
    "running": {"count": 1, "exact": True},
    "failed_last_hour": {"count": 2, "exact": True},
    "waiting": {"messages": 12, "oldest_sent_after": "2024-01-15T10:30:30.000Z"},
    "dead_letters": 3,
}


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
    looked_through: int = 1_000_000
    """How many executions one answer may look through: then it says how far it came."""
    steps_per_answer: int = 10_000
    hold: bool = False
    held: list[Route] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    not_modified: int = 0
    overview: dict[str, Any] = field(default_factory=lambda: dict(OVERVIEW))
    counts: dict[str, Any] | None = None
    """Instead of what is counted, where a story wants other numbers."""
    numbers_fault: Fault | None = None
    numbers: list[str] = field(default_factory=list)
    """What was asked of counts and overview."""

    def attach(self, context: BrowserContext) -> "Api":
        context.route(re.compile(r"/api/execution-logs"), self._take)
        context.route(re.compile(r"/api/(counts|overview)"), self._tell_numbers)
        return self

    def lists(self) -> list[dict[str, str]]:
        """The parameters of each page of the list that was asked for."""
        parts = [urlsplit(url) for url in self.requests]
        return [_query(part.query) for part in parts if part.path == "/api/execution-logs"]

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
        query = _query(parts.query)
        match = PATH.match(parts.path)
        assert match, parts.path
        if match["id"] is None:
            try:
                data = self._list(query)
            except BadRequest as error:
                route.fulfill(status=400, json={"success": False, "error": str(error)})
                return
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
        begin = int(query.pop("cursor", 0))
        limit = min(self.page_size, parameters.limit(query))
        found: list[Log] = []
        for at in range(begin, len(self.logs)):
            if len(found) == limit:
                return _page(found, next_cursor=str(at), searched_until=None)
            if at - begin == self.looked_through:
                until = self.logs[at - 1]["started_at"]
                return _page(found, next_cursor=str(at), searched_until=until)
            found += [log for log in self.logs[at : at + 1] if fits(log, query)]
        return _page(found, next_cursor=None, searched_until=None)

    def _tell_numbers(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        self.numbers.append(route.request.url)
        fault = self.numbers_fault or (self.fault if self.faults_left else None)
        if fault and fault.status is None:
            route.abort("connectionrefused")
        elif fault:
            route.fulfill(status=fault.status, json=fault.body)
        elif parts.path.endswith("overview"):
            route.fulfill(json={"success": True, "data": self.overview})
        else:
            data = self.counts or self._count(_query(parts.query))
            route.fulfill(json={"success": True, "data": data})

    def _count(self, query: dict[str, str]) -> dict[str, Any]:
        assert not query.keys() & {"status", "limit", "cursor"}, query
        counted = Counter(log["final_status"] for log in self.logs if fits(log, query))
        statuses = ("completed", "failed", "in_progress")
        counts = {status: {"count": counted[status], "exact": True} for status in statuses}
        return {**counts, "counted_until": None}

    def _one(self, tracking_id: str, query: dict[str, str], *, attempts: bool) -> Any:
        found = [log for log in self.logs if log["tracking_id"] == tracking_id]
        if attempts:
            return {"tracking_id": tracking_id, "executions": [summary(log) for log in found]}
        wanted = query.get("execution_id")
        log = next((log for log in found if wanted in {None, log["execution_id"]}), None)
        return log and newer(log, int(query.get("after_seq", 0)), self.steps_per_answer)


def fits(log: Log, query: dict[str, str]) -> bool:
    """Whether the API's own filter takes it."""
    row = SimpleNamespace(
        **{**summary(log), "status": Status(log["final_status"]), "reason": Reason(log["reason"])}
    )
    wanted, until = parameters.wanted(query), parameters.until(query)
    is_in_time = wanted.since <= log["started_at"] and (not until or log["started_at"] < until)
    return is_in_time and wanted.matches(row)  # type: ignore[arg-type]


def _page(found: list[Log], **position: str | None) -> dict[str, Any]:
    return {"executions": [summary(log) for log in found], **position}


def _query(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}
