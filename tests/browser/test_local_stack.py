"""The same promises where nothing is a stand-in: the deployed stack, its API and its sign-in."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from local.send import send
from local.stack import LocalStack
from tests.browser.account import open_account
from tests.browser.axe import violations_in_both_themes
from tests.browser.site import content_security_policy

PROFILE = '{"tracking_id": "%s", "company_name": "%s", "tier_level": "comprehensive"}'


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Functions start, and jobs run, while the page waits for them."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=None)


@pytest.fixture
def visitor(browser: Browser, stack: LocalStack) -> Iterator[Page]:
    with browser.new_context(base_url=stack.endpoints.site_url) as context:
        yield context.new_page()


def sign_in(page: Page, stack: LocalStack) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill(stack.viewer.username)
    page.get_by_label("Password").fill(stack.viewer.password)
    page.get_by_role("button", name="Sign in").click()


def test_the_stand_in_sites_policy_is_the_deployed_one(visitor: Page, stack: LocalStack) -> None:
    answer = visitor.goto("/")
    assert answer
    deployed = answer.headers["content-security-policy"]
    hosts = deployed.split("connect-src 'self' ")[1].split(";")[0]

    assert content_security_policy(hosts) == deployed


def test_signing_in_by_the_form_leads_to_the_log_that_was_asked_for(
    visitor: Page, stack: LocalStack
) -> None:
    send(stack.endpoints, PROFILE % ("UI-LINKED", "Linked Ltd"))
    visitor.goto("/?tracking_id=UI-LINKED")
    sign_in(visitor, stack)

    log = visitor.get_by_role("dialog", name="Process Log")
    expect(log.locator(".log-metadata")).to_contain_text("UI-LINKED")
    expect(log.locator(".header .badge")).to_have_text("Completed")
    assert visitor.url.endswith("/?tracking_id=UI-LINKED")
    assert violations_in_both_themes(visitor) == []


def test_the_list_is_accessible_with_real_data(visitor: Page, stack: LocalStack) -> None:
    send(stack.endpoints, PROFILE % ("UI-LISTED", "<b>Listed</b> Ltd"))
    visitor.goto("/")
    sign_in(visitor, stack)
    expect(visitor.get_by_role("heading", name="Executions")).to_be_visible()
    visitor.get_by_role("button", name="Refresh").click()

    expect(visitor.get_by_role("rowheader", name="<b>Listed</b> Ltd")).to_be_visible()
    assert violations_in_both_themes(visitor) == []


def test_an_unknown_tracking_id_is_said_to_be_unknown(visitor: Page, stack: LocalStack) -> None:
    visitor.goto("/?tracking_id=UI-NOBODY")
    sign_in(visitor, stack)

    expect(visitor.get_by_role("dialog")).to_contain_text(
        "No execution log found for this tracking ID"
    )


def test_signing_out_leads_back_to_the_door(visitor: Page, stack: LocalStack) -> None:
    visitor.goto("/")
    sign_in(visitor, stack)
    open_account(visitor).get_by_role("button", name="Sign out").click()

    expect(visitor.get_by_role("button", name="Sign in")).to_be_visible()
    assert visitor.evaluate("Object.keys(sessionStorage)") == []


def test_a_person_reads_why_a_job_failed(visitor: Page, stack: LocalStack) -> None:
    send(stack.endpoints, json.dumps(job("UI-FAILED", stand_in={"answer": "rubbish"})))
    visitor.goto("/")
    sign_in(visitor, stack)
    visitor.get_by_role("button", name="Process Log of Seen Ltd").click()

    log = visitor.get_by_role("dialog", name="Process Log")
    expect(log.locator(".header .badge")).to_have_text("Failed")
    expect(log).to_contain_text("in orchestrator_execution")
    expect(log).to_contain_text("Traceback (most recent call last)")


def test_a_running_job_is_watched_to_its_end(visitor: Page, stack: LocalStack) -> None:
    send(stack.endpoints, json.dumps(job("UI-WATCHED", stand_in={"delay_seconds": 6})))
    visitor.goto("/?tracking_id=UI-WATCHED")
    sign_in(visitor, stack)

    badge = visitor.get_by_role("dialog", name="Process Log").locator(".header .badge")
    expect(badge).to_have_text("In progress")
    expect(badge).to_have_text("Completed", timeout=30_000)


def job(tracking_id: str, **fields: object) -> dict[str, object]:
    return {
        "tracking_id": tracking_id,
        "company_name": "Seen Ltd",
        "tier_level": "standard",
        **fields,
    }
