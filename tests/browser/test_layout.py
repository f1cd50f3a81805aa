"""The page fits every screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api

WIDTHS = (320, 390, 640, 1024, 1280, 3840)
"""640 and 320 are also what is left of 1280 at a zoom of 200 % and 400 %."""


def test_the_list_never_scrolls_sideways(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()

    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize("tracking_id", ["HLFTVEAP", "T6WL6CDT", "NOBODY01"])
def test_a_log_never_scrolls_sideways(page: Page, api: Api, tracking_id: str) -> None:
    api.logs.append(logs.first_attempt())
    page.goto(f"/?tracking_id={tracking_id}")
    expect(page.locator(".body[aria-busy=false]")).to_be_visible()

    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


def test_the_dialogs_top_stays_where_it_is_when_the_log_arrives(page: Page, api: Api) -> None:
    api.hold = True
    page.goto("/?tracking_id=HLFTVEAP")
    dialog = page.get_by_role("dialog")
    expect(page.locator("process-log .skeleton")).to_be_visible()
    before = dialog.bounding_box()
    api.release()
    expect(page.locator(".log-steps")).to_be_visible()
    after = dialog.bounding_box()

    assert before
    assert after
    assert (before["x"], before["y"]) == (after["x"], after["y"])


def test_ten_thousand_steps_are_all_in_the_document(page: Page, api: Api) -> None:
    open_log_of(page, api, 10_000)
    expect(page.locator("log-footer .total")).to_have_text("10,000 steps")
    expect(page.locator(".step")).to_have_count(10_000, timeout=60_000)

    page.locator(".body").evaluate("body => body.scrollTo(0, body.scrollHeight)")

    expect(page.get_by_text("Fact 10000 about the company")).to_be_in_viewport()


def test_of_a_hundred_thousand_steps_only_those_in_view_are_drawn(page: Page, api: Api) -> None:
    api.steps_per_answer = 20_000
    open_log_of(page, api, 100_000)
    expect(page.locator("log-footer .total")).to_have_text("100,000 steps", timeout=60_000)

    page.locator(".body").evaluate("body => body.scrollTo(0, body.scrollHeight)")

    expect(page.get_by_text("Fact 100000 about the company")).to_be_in_viewport(timeout=30_000)
    assert page.locator(".step").count() < 2000


def test_how_much_of_a_long_log_is_there_is_said_while_it_comes(page: Page, api: Api) -> None:
    api.steps_per_answer = 100
    api.logs[:] = [logs.log("LONG0001", "Acme", "completed", facts(300))]
    page.goto("/?tracking_id=LONG0001")
    expect(page.locator("log-footer .total")).to_have_text("300 steps")
    asked = len(api.requests)
    api.hold = True
    page.reload()
    while len(api.requests) < asked + 2:
        page.wait_for_timeout(20)
    api.answer(next(route for route in api.held if "LONG0001" in route.request.url))

    expect(page.locator("log-footer .total")).to_contain_text("Loading: 100 of 300 steps")


def open_log_of(page: Page, api: Api, count: int) -> None:
    api.logs[:] = [logs.log("LONG0001", "Acme", "completed", facts(count))]
    page.goto("/?tracking_id=LONG0001")
    page.locator("log-footer").wait_for(timeout=30_000)


def facts(count: int) -> list[logs.Step]:
    return [
        logs.step(n, "research", "completed", f"Fact {n} about the company", at_ms=n)
        for n in range(1, count + 1)
    ]


def overflow(page: Page, width: int) -> int:
    """By how much the page, or the log in it, is wider than there is room."""
    page.set_viewport_size({"width": width, "height": 800})
    return int(
        page.evaluate(
            """() => {
              const dialog = document.querySelector("app-shell").shadowRoot
                .querySelector("process-log-dialog").shadowRoot;
              const log = dialog?.querySelector("process-log")?.shadowRoot.querySelector(".body");
              const parts = [document.documentElement, ...(log ? [log] : [])];
              return Math.max(...parts.map(part => part.scrollWidth - part.clientWidth));
            }"""
        )
    )
