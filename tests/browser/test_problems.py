"""What is said when there is no log to show."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import logs, sign_in_host
from tests.browser.api import NOT_FOUND, Api, Fault
from tests.browser.waiting import wait_until


@pytest.mark.parametrize(
    ("fault", "title"),
    [
        (Fault(404, {}), "No execution log found for this tracking ID"),
        (
            Fault(500, {"success": False, "error": "Failed to retrieve execution log"}),
            "Failed to load execution log",
        ),
        (Fault(503, "<html>"), "Failed to load execution log"),
        (Fault(200, {"success": False}), "Failed to load execution log"),
        (Fault(), "Failed to connect to execution log service"),
        (Fault(400, {"success": False, "error": "bad"}), "The request was not understood"),
        (Fault(403, {"message": "Forbidden"}), "You are not allowed to read this execution log"),
        (Fault(429, {}), "Too many requests for execution logs"),
        (Fault(401, {"message": "Unauthorized"}), "You have been signed out"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)
def test_each_problem_has_its_own_sentence(page: Page, api: Api, fault: Fault, title: str) -> None:
    api.fault = fault
    page.goto("/?tracking_id=60B3RNTB")

    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(title)


def test_the_servers_own_words_are_shown_with_a_failure(page: Page, api: Api) -> None:
    api.fault = Fault(
        500,
        {"success": False, "error": "Failed to retrieve execution log", "details": "request 42"},
    )
    page.goto("/?tracking_id=60B3RNTB")

    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(
        "Failed to retrieve execution log: request 42"
    )


def test_retry_loads_the_log_once_the_service_answers(page: Page, api: Api) -> None:
    api.fault = Fault()
    page.goto("/?tracking_id=60B3RNTB")
    retry = page.get_by_role("dialog").get_by_role("button", name="Retry")
    expect(retry).to_be_visible()
    api.fault = None

    retry.click()

    expect(page.locator(".log-metadata")).to_contain_text("60B3RNTB")


def test_a_loading_log_shows_its_outline(page: Page, api: Api) -> None:
    api.hold = True
    page.goto("/?tracking_id=60B3RNTB")

    expect(page.locator("process-log .skeleton")).to_be_visible()
    api.release()
    expect(page.locator("process-log .skeleton")).to_have_count(0)


def test_an_expired_log_is_called_expired_not_unknown(page: Page, api: Api) -> None:
    page.goto("/")
    button = page.get_by_role("button", name="Process Log of Acme Corp")
    expect(button).to_be_visible()
    gone = re.compile(r"/api/execution-logs/60B3RNTB")
    page.route(gone, lambda route: route.fulfill(status=404, json=NOT_FOUND))
    page.clock.run_for(1)
    page.clock.set_system_time(logs.NOW.replace(day=30))

    button.click()

    alert = page.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text("This execution log has expired")
    expect(alert).to_contain_text("It was kept until 22 Jan 2024, 11:32:30 CET")


def test_a_page_whose_script_is_missing_says_so(stranger: Page) -> None:
    stranger.route("**/assets/*.js", lambda route: route.abort())
    stranger.goto("/")

    expect(stranger.get_by_text("Execution Log could not start")).to_be_visible()


def test_the_brand_is_there_before_the_script_and_stays_where_the_header_has_it(
    page: Page, api: Api
) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/config.json", hold)
    page.goto("/")
    brand = page.locator(".starting")
    expect(brand).to_be_visible()
    before = brand.locator("svg").bounding_box()
    wait_until(page, lambda: waiting)
    waiting[0].fulfill(json=sign_in_host.CONFIG)

    expect(page.locator("app-header .mark")).to_be_visible()
    expect(brand).to_be_hidden()
    assert page.locator("app-header .mark").bounding_box() == before


def test_a_site_without_configuration_says_so_and_can_be_tried_again(stranger: Page) -> None:
    stranger.route("**/config.json", lambda route: route.fulfill(status=404), times=1)
    stranger.goto("/")
    expect(stranger.get_by_role("alert")).to_contain_text("/config.json answered 404")

    stranger.get_by_role("button", name="Sign in").click()

    expect(stranger.get_by_role("alert")).to_have_count(0)
