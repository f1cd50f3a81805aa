"""When each step ran: the timeline of a log."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import logs, sign_in_host, timelines
from tests.browser.api import Api
from tests.browser.axe import violations_in_both_themes
from tests.browser.test_hostile_text import PAYLOADS
from tests.browser.test_layout import WIDTHS, overflow
from tests.browser.test_screenshots import DESK, PHONE, WALL, shoot

PICTURES = {
    "branching": timelines.branching,
    "running": timelines.running,
    "failed": logs.failed,
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_the_timeline(page: Page, api: Api, name: str) -> None:
    page.set_default_timeout(30_000)  # a wall is large
    open_timeline(page, api, PICTURES[name]())
    shoot(page, f"timeline-{name}-desk", DESK)
    shoot(page, f"timeline-{name}-wall", WALL)
    shoot(page, f"timeline-{name}-phone", PHONE)
    shoot(page, f"timeline-{name}-320", (320, 844))


def test_the_slowest_step_is_named_with_its_part_of_the_run(page: Page, api: Api) -> None:
    open_timeline(page, api, logs.completed())

    expect(page.locator(".slowest")).to_have_text(
        "orchestrator_execution took 12.3s, 98% of the run"
    )


def test_steps_inside_parallel_ones_and_the_wait_before_are_rows_of_their_own(
    page: Page, api: Api
) -> None:
    open_timeline(page, api, timelines.branching())

    described = [
        (row.locator(".what").inner_text(), row.get_attribute("aria-level"))
        for row in rows(page).all()[:8]
    ]
    assert described == [
        ("Waiting in the queue", "1"),
        ("initialization", "1"),
        ("data_validation", "1"),
        ("company_research", "1"),
        ("website_scan", "2"),
        ("page_fetch", "3"),
        ("register_lookup", "2"),
        ("competitor_scan", "1"),
    ]
    assert x_of(page, "website_scan") < x_of(page, "register_lookup") + 10
    expect(row(page, "Waiting in the queue").locator(".took")).to_have_text("1m 35s")


def test_a_row_says_in_words_what_its_bar_shows(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())

    expect(row(page, "human_review")).to_contain_text(
        "Completed, begins at +45m 14s, <1% of the run, on the critical path"
    )
    expect(row(page, "page_fetch")).to_contain_text("Failed, 24 times, 2 of 24 failed")
    expect(row(page, "register_lookup")).not_to_contain_text("critical path")


def test_the_pointer_learns_exact_times(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())

    row(page, "human_review").hover()

    readout = page.locator("log-timeline .readout")
    expect(readout).to_contain_text("human_review")
    expect(readout).to_contain_text("15 Jan, 12:15:14.000 CET")
    expect(readout).to_contain_text("11:15:14.000 UTC · +45m 14s")
    expect(readout).to_contain_text("2.5s (2,500 ms)")
    row(page, "Waiting in the queue").hover()
    expect(readout).to_contain_text("10:28:25.000 UTC · \u22121m 35s")


def test_a_click_on_a_bar_opens_the_step_in_the_list(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())

    row(page, "human_review").locator(".bar").click()

    step = page.get_by_role("listitem").filter(has_text="Approved").last
    expect(step).to_be_focused()
    expect(step).to_be_in_viewport()


def test_a_finger_learns_the_times_first_and_goes_there_with_the_next_tap(
    browser: Browser, site_url: str
) -> None:
    with phone(browser, site_url) as (page, api):
        open_timeline(page, api, timelines.branching())
        human_review = row(page, "human_review")
        human_review.scroll_into_view_if_needed()

        human_review.tap()
        expect(page.locator("log-timeline .readout")).to_contain_text("12:15:14.000 CET")
        expect(human_review).to_have_attribute("aria-selected", "true")
        human_review.tap()

        expect(page.get_by_role("listitem").filter(has_text="Approved").last).to_be_focused()


def test_on_a_phone_the_timeline_waits_to_be_opened(browser: Browser, site_url: str) -> None:
    with phone(browser, site_url) as (page, api):
        api.logs[:] = [logs.completed()]
        page.goto("/?tracking_id=T6WL6CDT")
        expect(page.locator(".slowest")).to_contain_text("orchestrator_execution took 12.3s")
        expect(rows(page)).to_have_count(0)

        page.get_by_role("button", name="Timeline").tap()

        expect(row(page, "orchestrator_execution")).to_be_visible()


def test_the_keyboard_walks_the_rows_and_opens_a_step(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())
    tree = page.get_by_role("tree", name="Steps in time")
    assert tree.locator("[tabindex='0']").count() == 1
    tree.locator("[tabindex='0']").focus()

    page.keyboard.press("Home")
    expect(row(page, "Waiting in the queue")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(row(page, "company_research")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(row(page, "company_research")).to_have_attribute("aria-expanded", "false")
    expect(row(page, "website_scan")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(row(page, "website_scan")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(row(page, "orchestrator_execution")).to_be_focused()
    expect(page.locator("log-timeline .readout")).to_contain_text("orchestrator_execution")
    page.keyboard.press("Enter")

    failed = page.get_by_role("listitem").filter(has_text="AI generation timeout after 30000ms")
    expect(failed).to_be_focused()


def test_repeated_steps_are_one_row_and_open_with_the_failures_first(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())
    group = row(page, "page_fetch")
    group.hover()
    readout = page.locator("log-timeline .readout")
    for fact in ("2 of 24 failed", "320ms", "780ms", "1.2s"):
        expect(readout).to_contain_text(fact)

    group.click()

    expect(group.first).to_have_attribute("aria-expanded", "true")
    members = page.locator("log-timeline [aria-level='4']")
    expect(members.nth(0)).to_contain_text("Failed")
    expect(members.nth(1)).to_contain_text("Failed")
    expect(members.nth(2)).to_contain_text("Completed")
    more = page.get_by_role("treeitem", name="Show more (4 left)")
    page.locator("log-timeline .scroller").evaluate("rows => rows.scrollTo(0, 700)")
    more.click()
    expect(more).to_have_count(0)


def test_a_running_step_grows_and_its_clock_counts(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.running())
    expect(row(page, "orchestrator_execution").locator(".took")).to_have_text(re.compile("4m 2"))

    page.clock.run_for(60_000)  # an answer on its way sets it back to what it told

    grown = re.compile("5m [12]")
    expect(row(page, "orchestrator_execution").locator(".took")).to_have_text(grown)
    expect(page.locator(".slowest")).to_have_text(re.compile("has been running for 5m [12]"))


def test_long_gaps_are_shortened_until_the_true_scale_is_asked_for(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())
    expect(page.locator("log-timeline .break")).to_have_count(2)
    expect(page.locator("log-timeline .head")).to_contain_text("2 long gaps shortened")
    shortened = width_of(page, "company_research")

    page.get_by_role("button", name="True scale").click()

    expect(page.locator("log-timeline .break")).to_have_count(0)
    assert width_of(page, "company_research") < shortened / 10
    assert width_of(page, "human_review") >= 4


@pytest.mark.parametrize("name", ["page_fetch", "page_{n}"], ids=["alike", "each its own"])
def test_ten_thousand_steps_draw_few_rows(page: Page, api: Api, name: str) -> None:
    open_timeline(page, api, logs.completed())
    show(page, timelines.repeated(10_000, name))

    assert rows(page).count() < 60
    page.locator("log-timeline [tabindex='0']").focus()
    page.keyboard.press("End")
    expect(page.locator("log-timeline .row:focus")).to_be_visible()
    assert rows(page).count() < 60


def test_the_timeline_is_accessible(page: Page, api: Api) -> None:
    open_timeline(page, api, timelines.branching())
    row(page, "page_fetch").click()
    assert violations_in_both_themes(page) == []

    page.set_viewport_size({"width": 320, "height": 800})
    assert violations_in_both_themes(page) == []


def test_names_that_attack_are_shown_as_text(page: Page, api: Api) -> None:
    payloads = [*PAYLOADS, "\u202etxt.exe", "A" * 1_000_000]
    log = timelines.repeated(len(payloads), "step_{n}")
    for step in (*log["steps"], *log["spans"]):
        step["step"] = payloads[int(step["step"].removeprefix("step_"))]
    open_timeline(page, api, log)

    shown = [row.locator(".what").inner_text() for row in rows(page).all()]
    assert shown[: len(PAYLOADS)] == PAYLOADS
    assert shown[-2] == r"\u202etxt.exe"
    assert len(shown[-1]) < 400
    assert page.evaluate("window.pwned") is None
    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


def test_bars_keep_their_shape_in_forced_colours(page: Page, api: Api) -> None:
    page.emulate_media(forced_colors="active")
    open_timeline(page, api, timelines.branching())

    expect(row(page, "human_review").locator(".bar")).to_have_css("border-top-style", "solid")
    expect(row(page, "competitor_scan").locator(".bar")).to_have_css("border-top-style", "dashed")


def test_the_timeline_is_loaded_with_the_first_log_only(page: Page, api: Api) -> None:
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url))
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()
    assert not [url for url in scripts if "log-timeline" in url]

    page.get_by_role("button", name="Process Log of Alcon").click()
    expect(page.locator("log-timeline .timeline")).to_be_visible()

    assert [url for url in scripts if "log-timeline" in url]


def show(page: Page, log: logs.Log) -> None:
    """In the timeline alone: how the list bears it is proven elsewhere."""
    timeline = page.locator("log-timeline")
    as_text = json.dumps(log)  # Playwright takes 10 s to hand over so many objects
    timeline.evaluate("(timeline, text) => { timeline.log = JSON.parse(text) }", as_text)
    expect(timeline.locator(".slowest")).not_to_contain_text("orchestrator_execution")


def rows(page: Page) -> Locator:
    return page.locator("log-timeline .row")


def row(page: Page, name: str) -> Locator:
    return rows(page).filter(has=page.get_by_text(name, exact=True))


def x_of(page: Page, name: str) -> float:
    box = row(page, name).locator(".bar").first.bounding_box()
    assert box
    return box["x"]


def width_of(page: Page, name: str) -> float:
    box = row(page, name).locator(".bar").first.bounding_box()
    assert box
    return box["width"]


@contextmanager
def phone(browser: Browser, site_url: str) -> Iterator[tuple[Page, Api]]:
    """One with a touch screen, and somebody signed in."""
    context = browser.new_context(
        base_url=site_url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    context.set_default_timeout(5000)
    context.route("**/config.json", lambda route: route.fulfill(json=sign_in_host.CONFIG))
    context.add_init_script(sign_in_host.session())
    api = Api().attach(context)
    page = context.new_page()
    page.clock.install(time=logs.NOW)
    yield page, api
    context.close()


def open_timeline(page: Page, api: Api, log: logs.Log) -> None:
    api.logs[:] = [log]
    page.goto(f"/?tracking_id={log['tracking_id']}")
    expect(page.locator("log-timeline .timeline")).to_be_visible(timeout=20_000)
    opener = page.locator("log-timeline .opener")
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    expect(rows(page).first).to_be_visible()
