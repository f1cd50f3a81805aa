"""From navigation to a painted list, beside an empty page that shows one answer of the same API."""

import json
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench.report import Rounds, Table
from bench.tab import visits
from tests.browser import logs, sign_in_host
from tests.browser.site import serve_site

EMPTY = ("empty_page.html", "empty_page.js")
ROWS = 25
FIRST_PAINT, LISTED = "ms to anything", "ms to the first row"
GOAL = 1.2

COUNT = {"count": ROWS, "exact": True}
NONE = {"count": 0, "exact": True}
ANSWERS: Mapping[str, Any] = {
    "/api/counts": {
        "completed": COUNT,
        "failed": NONE,
        "in_progress": NONE,
        "counted_until": None,
    },
    "/api/overview": {
        "running": NONE,
        "failed_last_hour": NONE,
        "waiting": {"messages": 0, "oldest_sent_after": None},
        "dead_letters": 0,
    },
    "/api/execution-logs": {
        "executions": [
            {**logs.summary(logs.completed()), "tracking_id": f"LIST{n:04d}", "error_code": None}
            for n in range(ROWS)
        ],
        "next_cursor": "next",
        "searched_until": "2024-01-15T10:00:00.000Z",
    },
}
READY = {
    path: json.dumps({"success": True, "data": data}).encode() for path, data in ANSWERS.items()
}


def list_arrival(browser: Browser, site: Path, rounds: int) -> Table:
    """``site`` holds both pages."""
    measures = {LISTED: "untilListed()", FIRST_PAINT: "firstPaint()"}
    with serve_site(site, connect_to=sign_in_host.HOST, answer=_answer) as url:
        addresses = {"the list": f"{url}/", "empty page, one call": f"{url}/{EMPTY[0]}"}
        rows = visits(browser, addresses, measures, rounds)
    return Table(
        f"From navigation to a painted list of {ROWS} executions",
        [FIRST_PAINT, LISTED],
        rows,
        _compared(rows),
    )


def _compared(rows: Mapping[str, Mapping[str, Rounds]]) -> str:
    """The list's times as multiples of the other's last one, which is its first paint too."""
    ours, floor = rows.values()
    whole = median(floor[LISTED])
    first, listed = (median(ours[name]) / whole for name in (FIRST_PAINT, LISTED))
    return (
        f"The list's first paint comes after {first:.2f} times what the empty page takes with its "
        f"call (goal: {GOAL}), its first row after {listed:.2f}."
    )


def _answer(path: str) -> bytes | None:
    parts = urlsplit(path)
    if parts.path == "/config.json":
        return json.dumps(sign_in_host.CONFIG).encode()
    if parts.path == "/favicon.ico":
        return b""
    return READY.get(parts.path)
