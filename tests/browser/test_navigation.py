"""A log has an address: it can be linked to, reloaded and left by Back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.api import Api


def test_opening_a_log_changes_the_address_and_back_closes_it(page: Page, api: Api) -> None:
    page.goto("/")
    button = page.get_by_role("button", name="Process Log of Acme Corp")
    button.click()
    expect(page).to_have_url(
        re.compile(r"/\?tracking_id=60B3RNTB&execution_id=exec_1703123456789_xyz123abc$")
    )

    page.go_back()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(button).to_be_focused()


def test_forward_opens_the_log_again(page: Page, api: Api) -> None:
    page.goto("/")
    page.get_by_role("button", name="Process Log of Acme Corp").click()
    expect(page.get_by_role("dialog").locator(".log-metadata")).to_contain_text("60B3RNTB")
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.go_forward()

    expect(page.get_by_role("dialog").locator(".log-metadata")).to_contain_text("60B3RNTB")


def test_closing_goes_back_so_that_back_leaves_the_page(page: Page, api: Api) -> None:
    page.goto("/")
    page.get_by_role("button", name="Process Log of Acme Corp").click()
    page.get_by_role("button", name="Close").click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/$"))
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_a_deep_link_opens_the_newest_attempt(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")

    expect(page.locator(".log-metadata")).to_contain_text("exec_1705314600000_hlftveap2")


def test_a_deep_link_names_an_attempt(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB&execution_id=exec_1703123456789_xyz123abc")

    expect(page.locator(".log-metadata")).to_contain_text("exec_1703123456789_xyz123abc")


def test_closing_a_deep_link_leaves_the_list_with_the_focus(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-metadata")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.get_by_role("heading", name="Executions")).to_be_focused()


def test_the_list_is_read_after_the_log_that_was_opened_by_its_address(
    page: Page, api: Api
) -> None:
    api.hold = True
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert api.lists() == []

    api.release()

    expect(page.locator(".log-metadata")).to_be_visible()
    expect(page.locator("tbody tr").first).to_be_attached()


def test_the_list_is_read_when_a_log_that_can_not_be_had_is_closed(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=UNKNOWN")
    expect(page.get_by_text("No execution log found")).to_be_visible()
    assert api.lists() == []

    page.keyboard.press("Escape")

    expect(page.get_by_role("rowheader")).to_have_count(4)


def test_a_click_beside_the_log_closes_it(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-metadata")).to_be_visible()

    page.mouse.click(20, 450)

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_tracking_id_is_only_ever_one_part_of_the_path(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=..%2F..%2Fadmin%3Fx%3D1%23y")

    expect(page.get_by_text("No execution log found")).to_be_visible()
    paths = [url.partition("/api/")[2] for url in api.requests]
    assert paths == ["execution-logs/..%2F..%2Fadmin%3Fx%3D1%23y"]
