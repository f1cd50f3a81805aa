"""Who may see the page, and how they come in."""

import re

from playwright.sync_api import Page, expect

from tests.browser import sign_in_host
from tests.browser.api import Api, Fault
from tests.browser.sign_in_host import SignInHost


def test_a_stranger_sees_nothing_but_the_door(stranger: Page, api: Api) -> None:
    stranger.goto("/")

    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    expect(stranger.get_by_role("table")).to_have_count(0)
    assert api.requests == []
