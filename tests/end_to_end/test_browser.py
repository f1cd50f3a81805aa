"""A person with a real browser, on the deployed stack, from the sign-in form to the log."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from local.stack import LocalStack
from local.users import SignIn
from tests.browser.conftest import browser  # noqa: F401 (a fixture)
from tests.end_to_end.producer import Producer
from tests.end_to_end.reader import Reader


@pytest.fixture
def page(browser: Browser, stack: LocalStack) -> Iterator[Page]:  # noqa: F811 (the fixture)
    site = stack.endpoints.site_url
    faults: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error" and said.location["url"].startswith(site):
            faults.append(said.text)

    with browser.new_context(base_url=site) as context:
        context.on("console", hear)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        yield context.new_page()
        assert faults == []


def sign_in(page: Page, person: SignIn) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


def test_a_person_signs_in_and_reads_why_a_job_failed(
    page: Page, stack: LocalStack, producer: Producer, reader: Reader
) -> None:
    producer.send_profile("E2E-SEEN", company_name="Seen Ltd", stand_in={"answer": "rubbish"})
    reader.finished_log("E2E-SEEN")

    page.goto("/")
    sign_in(page, stack.viewer)
    page.get_by_role("button", name="Process Log of Seen Ltd").click()

    log = page.get_by_role("dialog", name="Process Log")
    expect(log.locator(".header .badge")).to_have_text("Failed")
    expect(log).to_contain_text("in orchestrator_execution")
    expect(log).to_contain_text("Traceback (most recent call last)")


def test_a_running_job_is_watched_to_its_end(
    page: Page, stack: LocalStack, producer: Producer
) -> None:
    producer.send_profile("E2E-WATCHED", stand_in={"delay_seconds": 3})

    page.goto("/?tracking_id=E2E-WATCHED")
    sign_in(page, stack.viewer)

    badge = page.get_by_role("dialog", name="Process Log").locator(".header .badge")
    expect(badge).to_have_text("In progress")
    expect(badge).to_have_text("Completed", timeout=15_000)
