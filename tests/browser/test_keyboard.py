"""The Process Log by keyboard alone."""

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api
from tests.browser.axe import violations_in_both_themes


def test_keys_walk_through_the_steps_that_are_not_folded(page: Page, api: Api) -> None:
    open_failed(page)
    for seq in (4, 5, 6):
        page.keyboard.press("j")
        expect(page.locator(".step:focus")).to_have_attribute("data-seq", str(seq))
    page.keyboard.press("k")
    expect(page.locator(".step:focus")).to_have_attribute("data-seq", "5")


def test_keys_jump_to_errors_and_unfold(page: Page, api: Api) -> None:
    open_failed(page)
    page.keyboard.press("e")
    expect(page.locator(".step:focus")).to_have_attribute("data-seq", "5")
    page.keyboard.press("Shift+E")
    expect(page.locator(".step:focus")).to_have_attribute("data-seq", "6")
    page.keyboard.press("f")
    expect(page.get_by_text("The profile is complete")).to_be_visible()


def test_slash_searches_and_escape_clears_before_it_closes(page: Page, api: Api) -> None:
    open_failed(page)
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Find in this log")
    expect(field).to_be_focused()
    page.keyboard.type("jack/e")
    expect(field).to_have_value("jack/e")

    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(page.get_by_role("dialog", name="Process Log")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Process Log")).to_be_hidden()


def test_c_copies_the_ticket(page: Page, api: Api) -> None:
    open_failed(page)
    page.keyboard.press("c")

    expect(page.locator("process-log [aria-live]")).to_have_text("Copied")
    assert "HLFTVEAP" in page.evaluate("navigator.clipboard.readText()")


def test_brackets_change_the_attempt(page: Page, api: Api) -> None:
    api.logs.append(logs.first_attempt())
    open_failed(page)
    expect(page.get_by_role("radio")).to_have_count(2)

    page.keyboard.press("[")
    expect(page.get_by_role("radio", name="Attempt 1 Failed")).to_be_checked()
    page.keyboard.press("]")
    expect(page.get_by_role("radio", name="Attempt 2 Failed")).to_be_checked()


def test_the_help_lists_the_keys_and_escape_leads_back(page: Page, api: Api) -> None:
    open_failed(page)
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")

    expect(sheet.get_by_role("term")).to_have_count(14)
    assert violations_in_both_themes(page) == []
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("dialog", name="Process Log")).to_be_visible()


def test_single_keys_can_be_turned_off_for_good(page: Page, api: Api) -> None:
    open_failed(page)
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_role("checkbox", name="Use single keys as shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator(".step-failed").first).to_be_visible()

    page.keyboard.press("j")

    expect(page.locator(".step:focus")).to_have_count(0)


def open_failed(page: Page) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.locator(".step-failed").first).to_be_visible()
