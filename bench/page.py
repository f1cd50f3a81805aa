"""``python -m bench.page``: how long a person waits for a log, and what following one costs.

Chromium without a window and the page as it is deployed, all over HTTP from this process. Beside
it the same steps as one string of HTML.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from bench.report import Table
from tests.browser import logs, sign_in_host
from tests.browser.chromium import chromium
from tests.browser.site import serve_site

ROOT = Path(__file__).parents[1]
PLAIN = ("plain_page.html", "plain_page.js")
STEPS = 10_000
NEW_STEPS = 100
FAILED = 10
"""Every so many steps one failed: what succeeded in between is folded."""
STEPS_PER_ANSWER = 10_000

FIRST, ALL = "ms to the first rows", "ms to all rows"
BUSY, QUIET = "ms busy, 100 new steps", "ms busy, nothing new"


class Log:
    """What the API answers; grows while somebody looks."""

    def __init__(self, status: str, count: int) -> None:
        self.status = status
        self.answers = 0
        self._steps = _steps(1, count)
        self._encode()

    def grow(self) -> None:
        self._steps += _steps(len(self._steps) + 1, NEW_STEPS)
        self._encode()

    def answer(self, path: str) -> bytes | None:
        """JSON for the page's requests, made beforehand where it is large."""
        parts = urlsplit(path)
        if parts.path == "/config.json":
            return json.dumps(sign_in_host.CONFIG).encode()
        if not parts.path.startswith("/api/"):
            return None
        after = int(parse_qs(parts.query).get("after_seq", ["0"])[0])
        self.answers += after > 0
        return self._after(after) if after else self._whole

    def _encode(self) -> None:
        self._log = logs.log("LONG0001", "Acme Corp", self.status, self._steps)
        self._whole = self._after(0)

    def _after(self, seq: int) -> bytes:
        data = logs.newer(self._log, seq, STEPS_PER_ANSWER)
        return json.dumps({"success": True, "data": data}).encode()


def _steps(first: int, count: int) -> list[logs.Step]:
    return [
        logs.step(
            n,
            "research",
            "completed" if n % FAILED else "failed",
            f"Fact {n} about the company",
            at_ms=n,
        )
        for n in range(first, first + count)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder))
        _arrival(browser, site, rounds).show()
        _following(browser, site, rounds).show()


def _site(folder: Path) -> Path:
    site = folder / "site"
    shutil.copytree(ROOT / "frontend" / "dist", site)
    for name in PLAIN:
        shutil.copy(ROOT / "bench" / name, site)
    return site


def _arrival(browser: Browser, site: Path, rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {"ours": {}, "one string of HTML": {}}
    pages = dict(zip(rows, ("/", "/plain_page.html"), strict=True))
    with serve_site(site, connect_to=sign_in_host.HOST, answer=Log("failed", STEPS).answer) as url:
        for number in range(rounds + 1):
            for name, path in pages.items():
                with _page(browser) as page:
                    page.goto(f"{url}{path}?tracking_id=LONG0001")
                    first = page.evaluate("untilFirst()")
                    every = page.evaluate("count => untilAll(count)", STEPS)
                if number:  # the first one warms up
                    rows[name].setdefault(FIRST, []).append(first)
                    rows[name].setdefault(ALL, []).append(every)
    return Table(
        f"From navigation to painted rows, {STEPS:,} steps, every tenth failed",
        [FIRST, ALL],
        rows,
        "Ours shows the verdict and what is in view, and draws the rest while nothing else waits.",
    )


def _following(browser: Browser, site: Path, rounds: int) -> Table:
    rows: dict[str, dict[str, list[float]]] = {}
    for count in (1_000, 9_000 - NEW_STEPS * rounds):
        log = Log("in_progress", count)
        cells = rows.setdefault(f"a log of {count:,} steps and more", {BUSY: [], QUIET: []})
        with serve_site(site, connect_to=sign_in_host.HOST, answer=log.answer) as url:
            with _page(browser) as page:
                page.goto(f"{url}/?tracking_id=LONG0001")
                page.evaluate("count => untilAll(count)", count)
                session = page.context.new_cdp_session(page)
                session.send("Performance.enable")
                for _ in range(rounds):
                    cells[QUIET].append(_busy_ms(page, session, log))
                    log.grow()
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
    while log.answers == answers:
        page.wait_for_timeout(20)
    page.wait_for_timeout(900)
    return _task_ms(session) - begun


def _task_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    seconds: float = next(m["value"] for m in metrics if m["name"] == "TaskDuration")
    return seconds * 1000


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script(sign_in_host.session())
    context.add_init_script(path=ROOT / "bench" / "when_painted.js")
    yield context.new_page()
    context.close()


if __name__ == "__main__":
    main()
