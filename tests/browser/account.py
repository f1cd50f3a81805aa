"""The menu of who is signed in."""

from playwright.sync_api import Locator, Page


def open_account(page: Page) -> Locator:
    """What is in it."""
    menu = page.locator("account-menu")
    menu.locator("summary").click()
    return menu.locator(".account")
