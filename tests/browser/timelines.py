"""Logs whose timelines have something to show."""

from datetime import timedelta
from typing import Any

from tests.browser import logs
from tests.browser.logs import Log, Step


def branching() -> Log:
    """Waited in the queue; parallel and nested steps, a repeated one, a long gap, a failure."""
    story = Story()
    story.moment("initialization", "completed", "Started processing for Acme Corp", 0)
    story.moment("data_validation", "completed", "The profile is complete", 310)
    research = story.begin("company_research", "Researching the company", 500)
    website = story.begin("website_scan", "Reading the website", 600, parent=research)
    register = story.begin("register_lookup", "Asking the company register", 650, parent=research)
    story.end(register, "completed", "Found 3 filings", 9_400)
    for n in range(24):
        begin = 1_000 + 1_500 * (n // 3) + 90 * (n % 3)
        page = story.begin("page_fetch", f"Fetching page {n + 1}", begin, parent=website)
        failed = n in (7, 16)
        status, text = ("failed", "404 Not Found") if failed else ("completed", f"Page {n + 1}")
        story.end(page, status, text, begin + 320 + 40 * n)
    story.end(website, "completed", "Read 22 of 24 pages", 14_200)
    story.end(research, "completed", "Gathered 14 facts", 14_300)
    story.moment("competitor_scan", "skipped", "Not part of the standard tier", 14_310)
    review = story.begin("human_review", "Waiting for the reviewer was over", 2_714_000)
    story.end(review, "completed", "Approved", 2_716_500)
    model = story.begin("orchestrator_execution", "Starting orchestrator execution", 2_716_600)
    story.end(
        model,
        "failed",
        "AI generation timeout after 30000ms",
        2_746_600,
        error_details=logs.STACK,
        error_code="TIMEOUT",
    )
    story.moment("error_handling", "failed", "Processing failed", 2_746_680)
    return story.told("BRANCH01", "failed", queued_ms=95_000, sentence="Failed after 45m 46s")


def running() -> Log:
    """Goes on, with two steps side by side."""
    story = Story()
    story.moment("initialization", "completed", "Started processing for Acme Corp", 0)
    story.begin("orchestrator_execution", "Starting orchestrator execution", 40_000)
    story.begin("company_research", "Researching the company", 130_000)
    return story.told("RUNNING1", "in_progress", queued_ms=2_000, sentence="In progress")


def repeated(count: int, name: str = "page_fetch") -> Log:
    """One step after the other, ``count`` times; every hundredth fails."""
    story = Story()
    for n in range(count):
        step = story.begin(name.format(n=n), f"Fetching page {n}", n * 10)
        story.end(step, "failed" if n % 100 == 99 else "completed", "Done", n * 10 + 8)
    return story.told("MANY0001", "failed", sentence="Failed")


class Story:
    """Steps that begin and end, in the order of time in which they are told."""

    def __init__(self) -> None:
        self._events: list[Step] = []

    def moment(self, name: str, status: str, message: str, at_ms: int, **fields: Any) -> None:
        self._add(name, status, message, at_ms, fields)

    def begin(self, name: str, message: str, at_ms: int, parent: Step | None = None) -> Step:
        fields = {"parent": parent and parent["span"]}
        return self._add(name, "in_progress", message, at_ms, fields)

    def end(self, begun: Step, status: str, message: str, at_ms: int, **fields: Any) -> None:
        same = {"span": begun["span"], "parent": begun["parent"]}
        self._add(begun["step"], status, message, at_ms, {**same, **fields})

    def told(
        self, tracking_id: str, status: str, *, queued_ms: int = 0, sentence: str, **fields: Any
    ) -> Log:
        queued_at = logs.iso(logs.STARTED - timedelta(milliseconds=queued_ms))
        steps = self._events
        whole = logs.log(tracking_id, "Acme Corp", status, steps, sentence=sentence, **fields)
        return {**whole, "queued_at": queued_at if queued_ms else None}

    def _add(
        self, name: str, status: str, message: str, at_ms: int, fields: dict[str, Any]
    ) -> Step:
        step = logs.step(len(self._events) + 1, name, status, message, at_ms=at_ms, **fields)
        self._events.append(step)
        return step
