"""The list of recent executions."""

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault


def test_each_execution_is_a_row_with_all_its_facts(page: Page, api: Api) -> None:
    page.goto("/")
    row = page.get_by_role("row", name="Acme Corp")

    expect(page.get_by_role("row")).to_have_count(5)
    expect(row.get_by_role("cell")).to_have_text(
        [
            "60B3RNTB",
            "comprehensive",
            "Failed",
            "5m ago 15 Jan 2024, 11:30:00 CET",
            "2m 30s",
            "Attempt 1",
            "Process Log",
        ]
    )
    expect(row).to_contain_text("AI generation timeout after 480000ms")


def test_a_time_is_local_with_its_zone_and_utc_on_hover(page: Page, api: Api) -> None:
    page.goto("/")
    time = page.get_by_role("row", name="Acme Corp").locator(".exact time")

    expect(time).to_have_text("15 Jan 2024, 11:30:00 CET")
    expect(time).to_have_attribute("title", "2024-01-15 10:30:00.000 UTC")


def test_more_executions_are_loaded_on_demand(page: Page, api: Api) -> None:
    api.page_size = 3
    page.goto("/")
    expect(page.get_by_role("row")).to_have_count(1 + 3)

    page.get_by_role("button", name="Load more").click()

    expect(page.get_by_role("row")).to_have_count(1 + 4)
    expect(page.get_by_role("button", name="Load more")).to_have_count(0)


def test_refresh_shows_what_is_new(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("row")).to_have_count(5)
    api.logs.insert(0, logs.log("NEW00001", "Newcomer", "in_progress", []))

    page.get_by_role("button", name="Refresh").click()

    expect(page.get_by_role("rowheader").first).to_have_text("Newcomer")


def test_an_empty_list_tells_how_to_send_a_first_profile(page: Page, api: Api) -> None:
    api.logs.clear()
    page.goto("/")

    expect(page.get_by_role("heading", name="No executions yet")).to_be_visible()
    expect(page.get_by_text("make send")).to_be_visible()
    page.get_by_role("button", name="Copy In the repository").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("make send TRACKING_ID=")


def test_a_list_that_cannot_be_read_offers_another_try(page: Page, api: Api) -> None:
    api.fault = Fault()
    page.goto("/")
    expect(page.get_by_role("alert")).to_contain_text("Failed to connect")

    api.fault = None
    page.get_by_role("button", name="Retry").click()

    expect(page.get_by_role("table")).to_be_visible()


def test_what_was_read_stays_while_a_refresh_fails(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()
    api.fault = Fault(500, {"success": False, "error": "Failed to list"})

    page.get_by_role("button", name="Refresh").click()

    expect(page.get_by_role("alert")).to_contain_text("Failed to load executions")
    expect(page.get_by_role("row")).to_have_count(5)


def test_rows_are_shown_even_if_what_filters_them_cannot_be_loaded(page: Page, api: Api) -> None:
    page.route("**/assets/list-tools-*", lambda route: route.abort())
    page.goto("/")

    expect(page.get_by_role("row")).to_have_count(5)
    expect(page.get_by_role("alert")).to_contain_text("This part of the page could not be loaded")
