"""A browser tab of somebody who is signed in, which can tell when something is painted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import sign_in_host

WHEN_PAINTED = Path(__file__).with_name("when_painted.js")


@contextmanager
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script(sign_in_host.session())
    context.add_init_script(path=WHEN_PAINTED)
    yield context.new_page()
    context.close()
