"""``python -m bench.page``: how long a person waits for a log or the list, and what following one
log costs.

Chromium without a window and the page as it is deployed, all over HTTP from this process. Beside
it the same steps as one string of HTML.
"""

import argparse
import json
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from bench.list_arrival import EMPTY, list_arrival
from bench.report import Table
from bench.tab import tab, visits
from tests.browser import logs, sign_in_host
from tests.browser.chromium import chromium
from tests.browser.site import serve_site
from tests.browser.waiting import wait_until

ROOT = Path(__file__).parents[1]
PLAIN = ("plain_page.html", "plain_page.js")
STEPS = 10_000
NEW_STEPS = 100
STEPS_PER_ANSWER = 10_000

FIRST, ALL = "ms to the first rows", "ms to all rows"
BUSY, QUIET = "ms busy, 100 new steps", "ms busy, nothing new"


_EMPTY_LIST = b'{"success": true, "data": {"executions": [], "next_cursor": null}}'


class Log:
    """What the API answers; grows while somebody looks."""

    def __init__(self, status: str, count: int, failed: int) -> None:
        """Every so many steps one ``failed``, where that is not 0."""
        self.answers = 0
        self._status = status
        self._failed = failed
        self._steps: list[logs.Step] = []
        self.grow(count)

    def grow(self, count: int) -> None:
        have = len(self._steps)
        self._steps += [self._step(have + n) for n in range(1, count + 1)]
        self._log = logs.log("LONG0001", "Acme Corp", self._status, self._steps)
        self._whole = self._after(0)

    def answer(self, path: str) -> bytes | None:
        """JSON for the page's requests, made beforehand where it is large."""
        parts = urlsplit(path)
        if parts.path == "/config.json":
            return json.dumps(sign_in_host.CONFIG).encode()
        if parts.path == "/api/execution-logs":
            return _EMPTY_LIST
        if not parts.path.startswith("/api/"):
            return None
        after = int(parse_qs(parts.query).get("after_seq", ["0"])[0])
        self.answers += after > 0
        return self._after(after) if after else self._whole

    def _step(self, n: int) -> logs.Step:
        status = "failed" if self._failed and n % self._failed == 0 else "completed"
        return logs.step(n, "research", status, f"Fact {n} about the company", at_ms=n)

    def _after(self, seq: int) -> bytes:
        data = logs.newer(self._log, seq, STEPS_PER_ANSWER)
        return json.dumps({"success": True, "data": data}).encode()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder))
        _arrival(browser, site, rounds).show()
        _following(browser, site, rounds).show()
        list_arrival(browser, site, rounds).show()


def _site(folder: Path) -> Path:
    site = folder / "site"
    shutil.copytree(ROOT / "frontend" / "dist", site)
    for name in (*PLAIN, *EMPTY):
        shutil.copy(ROOT / "bench" / name, site)
    return site


def _arrival(browser: Browser, site: Path, rounds: int) -> Table:
    with ExitStack() as stack:
        addresses = {
            "ours, all completed": f"{_served(stack, site, Log('completed', STEPS, failed=0))}/",
            "ours, every tenth failed": f"{_served(stack, site, Log('failed', STEPS, failed=10))}/",
        }
        plain = f"{_served(stack, site, Log('completed', STEPS, failed=0))}/plain_page.html"
        addresses["one string of HTML"] = plain
        of_log = {name: f"{url}?tracking_id=LONG0001" for name, url in addresses.items()}
        measures = {FIRST: "untilFirst()", ALL: f"untilAll({STEPS})"}
        rows = visits(browser, of_log, measures, rounds)
    return Table(
        f"From navigation to painted rows, {STEPS:,} steps",
        [FIRST, ALL],
        rows,
        "Ours shows the verdict and what is in view, and draws the rest while nothing else waits.",
    )


def _served(stack: ExitStack, site: Path, log: "Log") -> str:
    return stack.enter_context(serve_site(site, connect_to=sign_in_host.HOST, answer=log.answer))


def _following(browser: Browser, site: Path, rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {}
    for count in (1_000, 9_000 - NEW_STEPS * rounds):
        log = Log("in_progress", count, failed=0)
        cells = rows.setdefault(f"a log of {count:,} steps and more", {BUSY: [], QUIET: []})
        with serve_site(site, connect_to=sign_in_host.HOST, answer=log.answer) as url:
            with tab(browser) as page:
                page.goto(f"{url}/?tracking_id=LONG0001")
                page.evaluate("count => untilAll(count)", count)
                session = page.context.new_cdp_session(page)
                session.send("Performance.enable")
                for _ in range(rounds):
                    cells[QUIET].append(_busy_ms(page, session, log))
                    log.grow(NEW_STEPS)
                    cells[BUSY].append(_busy_ms(page, session, log))
    return Table(
        f"{NEW_STEPS} steps that come while somebody looks: the page's main thread",
        [BUSY, QUIET],
        rows,
        "All its tasks until a second after the answer: drawing, layout, ticks of clocks.",
    )


def _busy_ms(page: Page, session: CDPSession, log: Log) -> float:
    """Between two requests of the page."""
    answers = log.answers
    begun = _task_ms(session)
    wait_until(page, lambda: log.answers != answers)
    page.wait_for_timeout(900)
    return _task_ms(session) - begun


def _task_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    seconds: float = next(m["value"] for m in metrics if m["name"] == "TaskDuration")
    return seconds * 1000


if __name__ == "__main__":
    main()
