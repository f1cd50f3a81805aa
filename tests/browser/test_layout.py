"""The page fits every screen."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import logs
from tests.browser.api import Api
from tests.browser.waiting import wait_until

WIDTHS = (320, 390, 640, 1024, 1280, 3840)
"""640 and 320 are also what is left of 1280 at a zoom of 200 % and 400 %."""


def test_the_list_never_scrolls_sideways(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()

    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_rows_stay_where_they_are_when_the_tools_above_arrive(
    page: Page, api: Api, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/list-tools-*", hold)
    page.goto("/")
    row = page.locator("tbody tr").first
    expect(row).to_be_visible()
    before = row.bounding_box()
    wait_until(page, lambda: held)
    held[0].continue_()
    expect(page.locator("status-tabs")).to_be_visible()
    expect(page.locator("status-tabs .number").first).to_be_visible()

    assert row.bounding_box() == before


def test_a_list_of_all_columns_and_a_long_filter_never_widens_the_page(
    page: Page, api: Api
) -> None:
    columns = "company.tracking.tier.status.started.duration.attempt.reason.step.error.code.wait"
    page.goto(f"/?columns={columns}&q={'long' * 25}&company={'x' * 100}&status=failed")
    expect(page.locator("nothing-found")).to_be_visible()
    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)

    page.get_by_role("button", name="Clear all", exact=True).click()
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
    api.hold = True
    page.reload()
    wait_until(page, lambda: api.held)
    api.answer(api.held[0])

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
