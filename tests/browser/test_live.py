"""A log that is still being written."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.waiting import settle, wait_until

POLL_MS = 2000
AFTER_THE_END_MS = 10_000


def test_new_steps_appear_while_the_execution_runs(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    add_steps(api, 1)

    page.clock.run_for(POLL_MS)

    expect(page.locator(".step")).to_have_count(5)
    asked = [url for url in api.requests if "after_seq=4" in url]
    assert asked
    assert all("execution_id=" in url for url in asked)


def test_new_steps_do_not_move_what_is_being_read(page: Page, api: Api) -> None:
    open_running(page, api, steps=40)
    page.locator(".step").nth(20).scroll_into_view_if_needed()
    before = page.locator(".step").nth(20).bounding_box()
    add_steps(api, 3)

    page.clock.run_for(POLL_MS)
    expect(page.locator(".step")).to_have_count(43)

    assert page.locator(".step").nth(20).bounding_box() == before
    page.get_by_role("button", name="3 new steps").click()
    expect(page.locator(".step").last).to_be_in_viewport()
    expect(page.get_by_role("button", name="3 new steps")).to_have_count(0)


def test_the_end_is_shown_and_announced_and_soon_ends_the_polling(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    api.logs[0] |= {"final_status": "completed"}
    api.logs[0]["verdict"] |= {"sentence": "Completed in 12.5s"}

    page.clock.run_for(POLL_MS)

    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".header .badge")).to_have_text("Completed")
    expect(page.locator("process-log p[role=status]")).to_have_text("Completed: Completed in 12.5s")
    for _ in range(3):  # an answer may still be on its way when the page's clock has run on
        page.clock.run_for(AFTER_THE_END_MS)
    settle(page)
    asked = len(api.requests)
    page.clock.run_for(20 * POLL_MS)
    settle(page)
    assert len(api.requests) == asked


def test_an_entry_that_comes_after_the_end_is_still_shown(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    api.logs[0] |= {"final_status": "completed"}
    page.clock.run_for(POLL_MS)
    expect(page.get_by_role("dialog").locator(".header .badge")).to_have_text("Completed")

    add_steps(api, 1)
    page.clock.run_for(POLL_MS)

    expect(page.locator(".step")).to_have_count(5)


def test_an_unchanged_log_is_asked_for_by_its_tag(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    requests_within(page, api, 6 * POLL_MS)

    assert api.not_modified > 0
    expect(page.locator(".step")).to_have_count(4)


def test_a_log_that_has_gone_quiet_is_asked_for_less_often(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    early = requests_within(page, api, 10_000)
    page.clock.fast_forward(20 * 60_000)
    late = requests_within(page, api, 10_000)

    assert late < early


def test_a_new_attempt_is_noticed_while_a_retry_is_on_its_way(page: Page, api: Api) -> None:
    retry = {"attempt": 1, "of": 3, "next_try_at": "2024-01-15T10:35:10.000Z", "last": False}
    api.logs[:] = [{**logs.first_attempt(), "attempts": 1, "retry": {**retry, "retry_of": None}}]
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.locator("log-verdict")).to_contain_text("This was try 1 of 3.")
    expect(page.locator("log-verdict")).to_contain_text(
        re.compile(r"Next try about 11:35,\s+in \d+s")
    )
    expect(page.locator("log-footer")).to_contain_text("Waiting for the next try")

    api.logs[0] |= {"attempts": 2}
    api.logs.insert(0, {**logs.failed(), **running_again()})
    page.clock.run_for(30_000)

    expect(page.locator("log-verdict")).to_contain_text("Attempt 2 is in progress.")
    page.get_by_role("button", name="Show attempt 2").click()
    expect(page.locator(".log-metadata")).to_contain_text("2 of 2")


def running_again() -> logs.Log:
    return {"final_status": "in_progress", "completed_at": None, "duration_ms": None}


def requests_within(page: Page, api: Api, ms: int) -> int:
    before = len(api.requests)
    for _ in range(ms // 1000):
        page.clock.run_for(1000)
        settle(page)
    return len(api.requests) - before


def test_how_fresh_the_log_is_is_said(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    expect(page.locator("log-footer")).to_contain_text("Live")
    api.hold = True

    page.clock.run_for(POLL_MS + 5000)

    expect(page.locator("log-footer")).to_contain_text(re.compile(r"updated ([7-9]|\d\d)s ago"))


def test_a_closed_log_is_not_asked_for_any_more(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    settle(page)
    asked = [url for url in api.requests if "LIVE0001" in url]

    page.clock.run_for(5 * POLL_MS)
    settle(page)

    assert [url for url in api.requests if "LIVE0001" in url] == asked


def test_a_hidden_page_asks_for_nothing_until_it_is_seen_again(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    set_hidden(page, hidden=True)
    settle(page)
    asked = len(api.requests)
    page.clock.run_for(10 * POLL_MS)
    settle(page)
    assert len(api.requests) == asked

    add_steps(api, 1)
    set_hidden(page, hidden=False)

    expect(page.locator(".step")).to_have_count(5)


def test_a_lost_connection_keeps_the_log_and_is_tried_again(page: Page, api: Api) -> None:
    open_running(page, api, steps=4)
    api.fault = Fault()
    page.clock.run_for(POLL_MS)
    expect(page.locator("log-footer")).to_contain_text("Connection lost, trying again")
    expect(page.locator(".step")).to_have_count(4)

    api.fault = None
    add_steps(api, 1)
    page.clock.run_for(2 * POLL_MS)

    expect(page.locator(".step")).to_have_count(5)
    expect(page.locator("log-footer")).to_contain_text("Live")


def test_a_late_answer_for_another_execution_is_never_shown(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()
    api.hold = True
    page.get_by_role("button", name="Process Log of Acme Corp").click()
    late = held(page, api, "60B3RNTB")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Process Log of Alcon").click()

    api.answer(held(page, api, "T6WL6CDT"))
    expect(page.locator(".log-metadata")).to_contain_text("T6WL6CDT")
    api.answer(late)

    expect(page.locator(".log-metadata")).to_contain_text("T6WL6CDT")
    expect(page.get_by_role("dialog")).not_to_contain_text("Acme Corp")


def held(page: Page, api: Api, tracking_id: str) -> Route:
    """The question for its log, once it is asked."""
    wait_until(page, lambda: any(tracking_id in route.request.url for route in api.held))
    return next(route for route in api.held if tracking_id in route.request.url)


def open_running(page: Page, api: Api, *, steps: int) -> None:
    running = [logs.step(n, "research", "completed", f"Fact {n}") for n in range(1, steps)]
    running.append(logs.step(steps, "orchestrator_execution", "in_progress", "Starting"))
    api.logs[:] = [logs.log("LIVE0001", "Acme Corp", "in_progress", running)]
    page.goto("/?tracking_id=LIVE0001")
    expect(page.locator(".step")).to_have_count(steps)


def add_steps(api: Api, count: int) -> None:
    whole = api.logs[0]
    for _ in range(count):
        seq = len(whole["steps"]) + 1
        whole["steps"].append(logs.step(seq, "research", "completed", f"Fact {seq}"))
    whole["total_steps"] = whole["next_seq"] = len(whole["steps"])


def set_hidden(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        "value => { Object.defineProperty(document, 'hidden', {value, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )
