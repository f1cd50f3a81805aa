"""What goes on now, and how many executions of each status fit the filter."""

import re

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.exports_api import ExportsApi
from tests.browser.waiting import settle


def test_each_number_of_the_overview_leads_to_what_it_counts(page: Page, api: Api) -> None:
    page.goto("/")
    strip = page.get_by_role("navigation", name="Now")
    expect(strip.locator(".tile")).to_have_text(
        [
            "1Running now",
            "2Failed in the last hour",
            "12Waiting, oldest up to 5m",
            "3Dead letters",
        ]
    )
    links = strip.get_by_role("link")
    hrefs = ["?status=in_progress&reason=RUNNING", "?status=failed&since=1h", "?reason=QUEUED"]
    assert [link.get_attribute("href") for link in links.all()] == hrefs

    links.nth(1).click()

    expect(page).to_have_url(re.compile(r"\?status=failed&since=1h$"))
    expect(links.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("rowheader")).to_have_count(2)
    with page.context.expect_page() as opened:
        links.nth(0).click(modifiers=["ControlOrMeta"])
    expect(opened.value).to_have_url(re.compile(r"\?status=in_progress&reason=RUNNING$"))


def test_admins_go_from_the_overview_to_the_dead_letters(
    admin: Page, api: Api, exports_api: ExportsApi
) -> None:
    admin.goto("/")
    admin.get_by_role("navigation", name="Now").get_by_role("link", name="Dead letters").click()

    expect(admin.get_by_role("heading", name="Dead letters", exact=True)).to_be_visible()


def test_the_list_of_all_is_one_click_away(admin: Page, api: Api) -> None:
    admin.goto("/?status=failed")
    expect(admin.get_by_role("rowheader")).to_have_count(2)
    admin.get_by_role("link", name="Executions", exact=True).click()

    expect(admin.get_by_role("rowheader")).to_have_count(4)
    expect(admin).to_have_url(re.compile(r"/$"))


def test_a_number_that_is_not_known_is_a_dash_with_the_reason(page: Page, api: Api) -> None:
    api.overview |= {
        "dead_letters": None,
        "running": {"count": 1000, "exact": False},
        "waiting": {"messages": 0, "oldest_sent_after": None},
    }
    page.goto("/")
    tiles = page.locator("overview-strip .tile")
    expect(tiles.nth(0)).to_contain_text("1,000+")
    expect(tiles.nth(2)).to_have_text("0Nothing waits")
    expect(tiles.nth(3)).to_contain_text("–")  # noqa: RUF001 - as it is drawn
    expect(tiles.nth(3)).to_have_attribute("title", "This number is not known right now")
    api.overview["waiting"] = {"messages": None, "oldest_sent_after": None}
    page.clock.run_for(16_000)
    expect(tiles.nth(2)).to_have_attribute("title", "This number is not known right now")
    api.numbers_fault = Fault(500, {})

    page.reload()

    expect(tiles.nth(0)).to_have_attribute("title", re.compile("could not be read"))
    expect(page.get_by_role("rowheader")).to_have_count(4)


def test_the_overview_is_read_again_calmly(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.locator("overview-strip .number").first).to_have_text("1")
    api.overview["running"] = {"count": 7, "exact": True}
    page.clock.run_for(16_000)

    expect(page.locator("overview-strip .number").first).to_have_text("7")
    asked = [url for url in api.numbers if url.endswith("overview")]
    assert len(asked) <= 3


def test_tabs_count_what_fits_the_rest_of_the_filter(page: Page, api: Api) -> None:
    api.logs.append({**logs.first_attempt(), "tier": "gold"})
    page.goto("/?status=failed&tier=comprehensive")
    tabs = page.get_by_role("navigation", name="Status").get_by_role("link")
    expect(tabs).to_have_text(["All 2", "Failed 2", "Running 0", "Completed 0"])
    expect(tabs.nth(1)).to_have_attribute("aria-current", "true")

    tabs.nth(0).click()
    expect(page).to_have_url(re.compile(r"\?tier=comprehensive$"))
    settle(page)
    assert sum("counts" in url for url in api.numbers) == 1
    page.get_by_role("button", name="Clear all").click()

    expect(tabs).to_have_text(["All 5", "Failed 3", "Running 1", "Completed 1"])


def test_a_count_that_ended_early_says_so(page: Page, api: Api) -> None:
    at_least = {"count": 10_000, "exact": False}
    some = {"count": 3, "exact": True}
    until = "2024-01-15T08:12:00.000Z"
    api.counts = {
        "completed": at_least,
        "failed": some,
        "in_progress": some,
        "counted_until": until,
    }
    page.goto("/?company=ac")
    tabs = page.get_by_role("navigation", name="Status").get_by_role("link")

    expect(tabs.nth(0)).to_contain_text("10,006+")
    expect(tabs.nth(3)).to_contain_text("at least 10,000")
    expect(tabs.nth(3)).to_have_attribute("title", "Counted back to 09:12")


def test_the_list_does_not_wait_for_numbers(page: Page, api: Api) -> None:
    page.route("**/api/counts*", lambda _: None)
    page.route("**/api/overview", lambda _: None)
    page.goto("/")

    expect(page.get_by_role("rowheader")).to_have_count(4)


def test_a_log_that_is_opened_by_its_address_comes_before_the_numbers_of_the_list(
    page: Page, api: Api
) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-metadata")).to_be_visible()
    assert api.numbers == []

    with page.expect_request("**/api/overview"):
        page.keyboard.press("Escape")
    expect(page.locator("overview-strip")).to_be_visible()
