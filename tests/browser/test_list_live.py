"""The list keeps itself up to date without moving what is being read, and is walked by keys."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.axe import violations_in_both_themes
from tests.browser.test_list_looks import many
from tests.browser.waiting import settle

HALF_A_MINUTE = 30_000


def test_newer_executions_come_in_at_the_top(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    begin(api, "Newcomer")

    page.clock.run_for(6000)

    expect(names(page).first).to_have_text("Newcomer")
    expect(page.locator(".newer")).to_be_empty()


def test_what_is_read_does_not_move_when_newer_ones_begin(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.goto("/")
    expect(names(page)).to_have_count(25)
    page.evaluate("scrollTo(0, 900)")
    top = names(page).nth(12).bounding_box()
    for name in ("First", "Second", "Third"):
        begin(api, name)
    page.clock.run_for(6000)

    button = page.get_by_role("button", name="3 new executions")
    expect(button).to_be_in_viewport()
    assert names(page).nth(12).bounding_box() == top
    assert violations_in_both_themes(page) == []
    button.click()
    expect(names(page).first).to_have_text("Third")
    expect(page.locator("tbody tr").first).to_be_focused()
    assert page.evaluate("scrollY") == 0
    expect(button).to_have_count(0)


def test_a_status_changes_in_place_while_a_row_has_the_focus(page: Page, api: Api) -> None:
    page.goto("/?status=in_progress")
    expect(names(page)).to_have_text(["Kao Corporation"])
    expect(page.locator("list-search")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("tbody tr")).to_be_focused()
    api.logs[0] = {**api.logs[0], "final_status": "failed", "reason": "FAILED"}

    page.clock.run_for(6000)

    expect(page.locator("tbody tr")).to_contain_text("no longer in this list")
    expect(page.locator("tbody tr")).to_be_focused()
    page.get_by_role("heading", name="Executions").focus()
    page.clock.run_for(6000)
    expect(page.get_by_role("heading", name="No execution fits")).to_be_visible()


def test_a_running_row_ticks_and_ends_in_place(page: Page, api: Api) -> None:
    page.goto("/")
    row = page.get_by_role("row", name="Kao Corporation")
    expect(row.locator(".duration")).to_contain_text("5m ")
    page.clock.run_for(61_000)
    expect(row.locator(".duration")).to_contain_text("6m ")
    ended = {"final_status": "completed", "reason": "SUCCEEDED", "duration_readable": "5m 4s"}
    api.logs[0] = {**api.logs[0], **ended}

    page.clock.run_for(6000)

    expect(row.locator(".status")).to_contain_text("Completed")
    expect(row.locator(".duration")).to_have_text(re.compile("5m 4s"))


def test_nothing_is_read_while_it_is_hidden_covered_or_switched_off(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    hide(page, hidden=True)
    assert asked_within(page, api, HALF_A_MINUTE) <= 1
    hide(page, hidden=False)
    page.clock.run_for(6000)
    page.get_by_role("switch", name="Live").click()
    assert asked_within(page, api, HALF_A_MINUTE) == 0
    expect(page.get_by_role("switch", name="Live")).not_to_be_checked()
    page.reload()
    expect(page.get_by_role("switch", name="Live")).not_to_be_checked()
    page.get_by_role("switch", name="Live").click()
    page.clock.run_for(6000)
    page.get_by_role("button", name="Process Log of Alcon").click()
    expect(page.locator(".log-metadata")).to_be_visible()
    assert asked_within(page, api, HALF_A_MINUTE) == 0


def test_it_backs_off_when_reads_fail_and_says_so(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    page.clock.run_for(1000)
    api.fault = Fault()
    asked = len(api.lists())
    while len(api.lists()) < asked + 2:
        page.clock.run_for(2000)
    expect(page.get_by_role("alert")).to_contain_text("Failed to connect")
    expect(names(page)).to_have_count(4)
    assert asked_within(page, api, 2 * HALF_A_MINUTE) <= 5

    api.fault = None
    page.clock.run_for(31_000)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_keys_walk_through_the_rows_and_open_one(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.locator("list-search")).to_be_visible()
    rows = page.locator("tbody tr")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.locator(".log-metadata")).to_contain_text("HLFTVEAP")
    page.keyboard.press("Escape")
    expect(rows.nth(1)).to_be_focused()


def test_keys_search_refresh_and_help_but_not_while_typing(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    expect(page.locator("list-search")).to_be_visible()
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search executions")
    expect(field).to_be_focused()
    page.keyboard.type("jr?/")
    expect(field).to_have_value("jr?/")
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    begin(api, "Newcomer")
    page.keyboard.press("r")
    expect(names(page).first).to_have_text("Newcomer")

    page.keyboard.press("?")

    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_role("term")).to_have_count(7)
    sheet.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("tbody tr:focus")).to_have_count(0)


def test_a_click_on_a_row_opens_its_log_and_back_returns_to_the_place(page: Page, api: Api) -> None:
    api.logs[:] = many(80)
    page.goto("/?since=24h")
    page.get_by_role("button", name="Load more").click()
    expect(names(page)).to_have_count(50)
    row = page.locator("tbody tr").nth(40)
    row.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    row.locator(".tier").click()
    expect(page.locator(".log-metadata")).to_contain_text("JOB00040")
    expect(page).to_have_url(re.compile(r"\?since=24h&tracking_id=JOB00040&execution_id=exec_"))

    page.go_back()

    expect(page.get_by_role("dialog", name="Process Log")).to_be_hidden()
    expect(names(page)).to_have_count(50)
    expect(row).to_be_focused()
    assert page.evaluate("scrollY") == place
    expect(page).to_have_url(re.compile(r"\?since=24h$"))


def test_a_filtered_list_lies_beneath_a_deep_link_and_stays_when_it_is_closed(
    page: Page, api: Api
) -> None:
    page.goto("/?status=failed&tracking_id=60B3RNTB&step=5")
    expect(page.locator(".log-metadata")).to_contain_text("60B3RNTB")

    page.keyboard.press("Escape")

    expect(page).to_have_url(re.compile(r"/\?status=failed$"))
    expect(names(page)).to_have_count(2)


def test_marking_text_in_a_row_opens_nothing(page: Page, api: Api) -> None:
    page.goto("/")
    cell = page.get_by_role("row", name="Alcon").locator(".tracking bdi")
    box = cell.bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 8, steps=4)
    page.mouse.up()

    settle(page)
    assert len(api.requests) == len(api.lists())
    expect(page.get_by_role("dialog", name="Process Log")).to_be_hidden()


def begin(api: Api, company: str) -> None:
    """One more execution, the newest."""
    begun: dict[str, Any] = {
        "company": company,
        "execution_id": f"exec_1_{company.lower()}",
        "started_at": logs.iso(logs.NOW),
    }
    api.logs.insert(0, {**logs.in_progress(), **begun})


def names(page: Page) -> Locator:
    return page.get_by_role("rowheader")


def hide(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
          Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def asked_within(page: Page, api: Api, milliseconds: int) -> int:
    settle(page)
    before = len(api.lists())
    page.clock.run_for(milliseconds)
    settle(page)
    return len(api.lists()) - before
