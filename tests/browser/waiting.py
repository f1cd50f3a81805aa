"""Waiting for what the page asks of a stand-in, which no assertion on the page can see."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests import waiting


def wait_until(page: Page, is_so: Callable[[], object]) -> None:
    """Lets the page go on until it is so. Raises AssertionError when it has had its time."""
    waiting.wait_until(is_so, pause=lambda: page.wait_for_timeout(20))


def settle(page: Page) -> None:
    """Lets the stand-ins take all that the page has asked: they take one request after another."""
    page.evaluate("fetch('/config.json').then(answer => answer.text())")
