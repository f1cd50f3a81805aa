"""Exports of the list as admins ask for them, answered from what a test holds in its hand."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.browser import logs
from tests.browser.api import Fault

FILE = "company,status\r\nAcme Corp,failed\r\n"
LINK = "/made/executions.csv"
"""Of this very site, so that the page's policy is at work."""


@dataclass
class ExportsApi:
    """Change ``exports`` as the story goes on. Small results are files at once."""

    is_small: bool = True
    exports: list[dict[str, Any]] = field(default_factory=list)
    fault: Fault | None = None
    sent: list[dict[str, Any]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    lists: int = 0

    def attach(self, context: BrowserContext) -> "ExportsApi":
        context.route(re.compile(r"/api/exports"), self._take)
        context.route(re.compile(LINK), _send_file)
        return self

    def _take(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if self.fault:
            route.fulfill(status=self.fault.status, json=self.fault.body)
        elif route.request.method == "GET":
            self.lists += 1
            route.fulfill(json={"success": True, "data": {"exports": self.exports}})
        elif path.endswith("/link"):
            self.links.append(path)
            data = {
                "url": route.request.url.split("/api/")[0] + LINK,
                "expires_at": logs.iso(logs.NOW),
            }
            route.fulfill(json={"success": True, "data": data})
        else:
            self._begin(route)

    def _begin(self, route: Route) -> None:
        asked = json.loads(route.request.post_data or "")
        self.sent.append(asked)
        if self.is_small:
            _send_file(route)
            return
        begun = export(f"export_{len(self.sent)}", format=asked["format"], filter=asked["filter"])
        self.exports.insert(0, begun)
        route.fulfill(status=202, json={"success": True, "data": begun})


def export(export_id: str, **fields: Any) -> dict[str, Any]:
    return {
        "export_id": export_id,
        "format": "csv",
        "filter": {},
        "requested_by": "ada@example.com",
        "requested_at": logs.iso(logs.NOW),
        "state": "queued",
        "rows": 0,
        "searched_until": None,
        "bytes": None,
        "truncated": False,
        "error": None,
        "completed_at": None,
        "expires_at": "2024-01-16T10:35:00.000Z",
        **fields,
    }


def _send_file(route: Route) -> None:
    disposition = 'attachment; filename="executions.csv"'
    headers = {"Content-Disposition": disposition, "Content-Type": "text/csv"}
    route.fulfill(body=FILE, headers=headers)
