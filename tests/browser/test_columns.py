"""Columns and times as the reader likes them, and filters kept under a name."""

import json
import re

from playwright.sync_api import Browser, Page, expect

from tests.browser import logs, sign_in_host
from tests.browser.api import Api
from tests.browser.axe import violations_in_both_themes

USUAL = ["Company", "Tracking ID", "Tier", "Status", "Started", "Duration", "Attempt"]
LAST = "Process Log"


def test_columns_are_chosen_kept_and_in_the_url(page: Page, api: Api) -> None:
    page.goto("/?status=failed")
    open_menu(page, "columns-menu")
    expect(page.get_by_role("checkbox", name="Company")).to_be_disabled()
    assert violations_in_both_themes(page) == []
    page.get_by_role("checkbox", name="Tier").uncheck()
    page.get_by_role("checkbox", name="Error code").check()
    shown = ["Company", "Tracking ID", "Status", "Started", "Duration", "Attempt", "Error code"]
    headers = page.get_by_role("columnheader")
    expect(headers).to_have_text([*shown, LAST])
    expect(page.get_by_role("cell", name="TIMEOUT").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"columns=company\.tracking\.status"))

    page.goto("/")
    expect(headers).to_have_text([*shown, LAST])
    expect(page).to_have_url(re.compile(r"columns=company\.tracking\.status"))
    open_menu(page, "columns-menu")
    page.get_by_role("button", name="The usual ones").click()

    expect(headers).to_have_text([*USUAL, LAST])
    expect(page).to_have_url(re.compile(r"/$"))


def test_columns_of_a_link_are_not_kept(page: Page, api: Api) -> None:
    page.goto("/?columns=reason.wait.nonsense")
    expect(page.get_by_role("columnheader")).to_have_text(["Company", "Reason", "Queue wait", LAST])
    expect(page.get_by_role("cell", name="Error in the job").first).to_be_visible()

    page.goto("/")

    expect(page.get_by_role("columnheader")).to_have_text([*USUAL, LAST])


def test_what_opens_a_row_stays_in_view_beside_many_columns(page: Page, api: Api) -> None:
    every = "tracking.tier.status.started.duration.attempt.reason.step.error.code.steps.wait"
    page.goto(f"/?columns=company.{every}.expires")
    card = page.locator(".card")
    assert card.evaluate("(card) => card.scrollWidth - card.clientWidth") > 100

    expect(page.locator("td.action button").first).to_be_in_viewport(ratio=1)


def test_every_column_has_its_fact(page: Page, api: Api) -> None:
    api.logs[:] = [logs.retried() | {"lost_events": 0}]
    page.goto("/?columns=reason.step.error.code.steps.wait.expires")

    expect(page.get_by_role("cell")).to_have_text(
        [
            "Reason Error in the job",
            "Failed step orchestrator_execution",
            "Error AI generation timeout after 480000ms",
            "Error code TIMEOUT",
            "Steps 6",
            "Queue wait 42s",
            "Kept until 22 Jan 2024, 11:30 CET",
            "Process Log",
        ]
    )


def test_cards_stay_a_table(page: Page, api: Api) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/?columns=reason.error.wait")

    table = page.get_by_role("table", name="Recent executions")
    expect(table.get_by_role("row")).to_have_count(5)
    expect(table.get_by_role("cell", name="Reason Running")).to_be_visible()
    assert violations_in_both_themes(page) == []


def test_times_are_relative_exact_or_both(page: Page, api: Api) -> None:
    page.goto("/")
    cell = page.get_by_role("row", name="Acme Corp").locator(".started")
    expect(cell.locator("time-ago")).to_be_visible()
    expect(cell.locator(".exact")).to_be_visible()
    open_menu(page, "columns-menu")
    page.get_by_role("radio", name="Relative", exact=True).check()
    expect(cell.locator(".exact")).to_be_hidden()
    page.keyboard.press("Escape")
    page.get_by_role("row", name="Acme Corp").focus()
    expect(cell.locator(".exact")).to_be_visible()
    expect(cell.locator(".exact time")).to_have_attribute("title", "2024-01-15 10:30:00.000 UTC")

    open_menu(page, "columns-menu")
    page.get_by_role("radio", name="Exact", exact=True).check()
    page.reload()

    expect(cell.locator(".exact")).to_be_visible()
    expect(cell.locator("time-ago")).to_be_hidden()


def test_a_view_is_saved_applied_renamed_and_deleted(page: Page, api: Api) -> None:
    page.goto("/?status=failed&since=24h&columns=company.reason")
    open_menu(page, "saved-views")
    name = page.get_by_label("Name for the present filters and columns")
    assert name.get_attribute("maxlength") == "60"
    name.fill("Broken <b>today</b>")
    name.press("Enter")
    expect(page.get_by_role("link", name="Broken <b>today</b>")).to_be_visible()
    name.fill("Broken <b>today</b>")
    name.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("There is a view of that name.")
    assert violations_in_both_themes(page) == []

    page.goto("/")
    open_menu(page, "saved-views")
    page.get_by_role("link", name="Broken <b>today</b>").click()
    expect(page).to_have_url(re.compile(r"\?status=failed&since=24h&columns=company\.reason$"))
    expect(page.get_by_role("columnheader")).to_have_text(["Company", "Reason", LAST])
    open_menu(page, "saved-views")
    page.get_by_role("button", name="Rename Broken").click()
    page.get_by_label("New name").fill("Mine")
    page.get_by_label("New name").press("Enter")
    expect(page.get_by_role("link", name="Mine")).to_have_attribute("aria-current", "true")
    page.reload()
    open_menu(page, "saved-views")
    page.get_by_role("button", name="Delete Mine").click()

    expect(page.get_by_role("link", name="Mine")).to_have_count(0)
    assert page.evaluate("localStorage.views") == "[]"


def test_ready_made_views_are_links(page: Page, api: Api) -> None:
    page.goto("/")
    open_menu(page, "saved-views")
    links = page.locator("saved-views").get_by_role("link")
    expect(links).to_have_text(
        ["Failed in the last hour", "Running now", "Slow: longer than 1 min", "Tried again"]
    )

    links.nth(3).click()

    expect(page.get_by_role("rowheader")).to_have_text([re.compile("SAF-Holland")])


def test_stored_views_are_taken_as_text_of_strangers(page: Page, api: Api) -> None:
    views: list[object] = [None, {"name": 7}]
    views.append({"name": "\u202e<i>", "search": "javascript:alert(1)?view=audit"})
    views += [{"name": f"{n} {'long' * 40}", "search": "?tier=x"} for n in range(60)]
    stored = json.dumps(json.dumps(views))
    page.add_init_script(f"localStorage.views ??= {stored}")
    page.goto("/")
    open_menu(page, "saved-views")
    own = page.get_by_role("list", name="Your own").get_by_role("listitem")

    expect(own).to_have_count(50)
    expect(own.first).to_contain_text(r"\u202e<i>")
    expect(own.first.get_by_role("link")).to_have_attribute("href", "/")
    assert len(own.nth(1).inner_text().strip()) == 60
    expect(page.locator("saved-views .note")).to_contain_text("delete one first")
    page.evaluate("localStorage.views = '{not json'")
    page.reload()
    open_menu(page, "saved-views")
    expect(page.get_by_label("Name for the present")).to_be_visible()
    expect(own).to_have_count(0)


def test_without_storage_all_but_the_memory_works(browser: Browser, site_url: str) -> None:
    with browser.new_context(base_url=site_url, locale="en-GB") as context:
        context.route("**/config.json", lambda route: route.fulfill(json=sign_in_host.CONFIG))
        Api(logs.four()).attach(context)
        page = context.new_page()
        page.add_init_script(sign_in_host.session())
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
        )
        page.goto("/")
        open_menu(page, "saved-views")
        expect(page.locator("saved-views")).to_contain_text("does not let the page keep views")
        page.get_by_label("Name for the present").fill("For now")
        page.get_by_role("button", name="Save").click()

        expect(page.get_by_role("link", name="For now")).to_be_visible()


def open_menu(page: Page, menu: str) -> None:
    page.locator(f"{menu} summary").click()
