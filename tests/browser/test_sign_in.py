"""Who may see the page, how they come in, and how they leave."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sign_in_host
from tests.browser.account import open_account
from tests.browser.api import Api, Fault
from tests.browser.sign_in_host import SignInHost


def test_a_stranger_sees_nothing_but_the_door(stranger: Page, api: Api) -> None:
    stranger.goto("/")

    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    expect(stranger.get_by_role("table")).to_have_count(0)
    assert api.requests == []


def test_signing_in_leads_back_to_the_log_that_was_asked_for(stranger: Page, api: Api) -> None:
    stranger.goto("/?tracking_id=60B3RNTB")
    stranger.get_by_role("button", name="Sign in").click()
    stranger.get_by_role("link", name="It is me").click()

    expect(stranger.locator(".log-metadata")).to_contain_text("60B3RNTB")
    expect(stranger).to_have_url(re.compile(r"/\?tracking_id=60B3RNTB$"))
    assert set(api.tokens) == {"Bearer access-token"}


def test_a_refused_sign_in_says_so_and_keeps_the_address(stranger: Page, api: Api) -> None:
    stranger.goto("/?tracking_id=60B3RNTB")
    stranger.get_by_role("button", name="Sign in").click()
    stranger.get_by_role("link", name="Go away").click()

    expect(stranger.get_by_role("alert")).to_contain_text("access_denied")
    expect(stranger).to_have_url(re.compile(r"/\?tracking_id=60B3RNTB$"))


def test_an_answer_that_was_not_asked_for_signs_nobody_in(stranger: Page, api: Api) -> None:
    stranger.goto("/?code=stolen&state=forged")

    expect(stranger.get_by_role("alert")).to_be_visible()
    expect(stranger).to_have_url(re.compile(r"/$"))
    assert api.requests == []


def test_tokens_are_kept_in_this_tab_only(stranger: Page, api: Api) -> None:
    sign_in(stranger)

    assert stranger.evaluate("Object.keys(localStorage)") == []
    stored = stranger.evaluate("JSON.stringify({...sessionStorage})")
    assert "refresh-token" in stored
    stranger.reload()
    expect(stranger.get_by_text(sign_in_host.PERSON)).to_be_visible()


def test_signing_out_forgets_the_tokens_and_leaves_for_the_host(stranger: Page, api: Api) -> None:
    sign_in(stranger)
    open_account(stranger).get_by_role("button", name="Sign out").click()

    expect(stranger.get_by_role("heading", name="Signed out")).to_be_visible()
    assert stranger.url == sign_in_host.CONFIG["sign_out_url"]
    stranger.go_back()
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.fixture
def with_old_session(stranger: Page) -> Page:
    stranger.context.add_init_script(sign_in_host.session(expires_in=-10))
    return stranger


def test_an_old_session_is_renewed_once_without_asking(
    with_old_session: Page, host: SignInHost, api: Api
) -> None:
    with_old_session.goto("/?tracking_id=60B3RNTB")

    expect(with_old_session.locator(".log-metadata")).to_be_visible()
    assert [form["grant_type"] for form in host.token_requests] == ["refresh_token"]


def test_a_session_that_cannot_be_renewed_leads_to_sign_in_and_back_to_the_log(
    with_old_session: Page, host: SignInHost, api: Api
) -> None:
    host.refuses_renewal = True
    with_old_session.goto("/?tracking_id=60B3RNTB")
    dialog = with_old_session.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("You have been signed out")

    dialog.get_by_role("button", name="Sign in").click()
    with_old_session.get_by_role("link", name="It is me").click()

    expect(with_old_session.locator(".log-metadata")).to_contain_text("60B3RNTB")


def test_a_refused_token_is_renewed_and_tried_once_more(
    page: Page, host: SignInHost, api: Api
) -> None:
    api.fault = Fault(401, {"message": "Unauthorized"})
    api.faults_left = 1
    page.goto("/")

    expect(page.get_by_role("table")).to_be_visible()
    assert len(host.token_requests) == 1


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="It is me").click()
    expect(page.get_by_text(sign_in_host.PERSON)).to_be_visible()
