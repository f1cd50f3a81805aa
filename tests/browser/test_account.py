"""Who is signed in, what the page looks like for them, and the way out."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sign_in_host
from tests.browser.account import open_account
from tests.browser.api import Api
from tests.browser.axe import violations_in_both_themes
from tests.browser.test_screenshots import PHONE, shoot


def test_the_menu_tells_who_is_signed_in(page: Page, api: Api) -> None:
    page.goto("/")

    opener = page.locator("account-menu summary")
    expect(opener).to_have_accessible_name(f"Signed in as: {sign_in_host.PERSON}")
    expect(open_account(page)).to_contain_text(sign_in_host.PERSON)


def test_the_menu_is_used_by_the_keyboard_alone(page: Page, api: Api) -> None:
    page.goto("/")
    opener = page.locator("account-menu summary")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Language")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_label("Language")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_menu_closes_when_something_else_is_touched(page: Page, api: Api) -> None:
    page.goto("/")
    panel = open_account(page)
    expect(panel).to_be_visible()

    page.get_by_role("heading", name="Executions").click()

    expect(panel).to_be_hidden()


@pytest.mark.parametrize("size", [(1280, 900), PHONE, (320, 640)])
def test_the_menu_is_accessible_and_fits(page: Page, api: Api, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/")
    panel = open_account(page)
    expect(panel.get_by_role("button", name="Sign out")).to_be_in_viewport(ratio=1)
    box = panel.bounding_box()

    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert violations_in_both_themes(page) == []


def test_pictures_of_the_menu(page: Page, api: Api) -> None:
    page.goto("/")
    open_account(page)
    shoot(page, "account-desk")
    shoot(page, "account-phone", PHONE)
