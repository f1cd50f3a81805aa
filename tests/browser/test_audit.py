"""An admin reads who intervened, and finds the way between the admin's pages."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.admin_api import AdminApi, entries_of_all_kinds, entry, letter
from tests.browser.api import Fault
from tests.browser.test_accessibility import tab_until_focused
from tests.browser.test_hostile_text import HIDDEN, PAYLOADS


def test_each_deed_says_who_did_what_to_what_when_and_why(admin: Page, admin_api: AdminApi) -> None:
    admin_api.entries = entries_of_all_kinds()
    open_page(admin)
    rows = admin.get_by_role("row")

    expect(rows).to_have_count(1 + 8)
    expect(rows.nth(1).get_by_role("cell")).to_have_text(
        [
            "6m ago 15 Jan 2024, 11:29:00 CET",
            "ada@example.com",
            "Re-processed",
            "HLFTVEAP",
            "The model is back, so the customer's profile is tried again",
        ]
    )
    words = rows.locator(".deed").all_inner_texts()
    assert [word.strip() for word in words] == [
        "Re-processed",
        "Cancelled",
        "Put back",
        "Discarded",
        "Put all back",
        "Exported",
        "List exported",
        "rewind",
    ]
    expect(rows.nth(2)).to_contain_text("No reason given")
    expect(rows.nth(4)).to_contain_text(letter(2)["message_id"])
    expect(rows.nth(5)).to_contain_text("The whole dead-letter queue")
    expect(rows.nth(7).locator(".target")).to_have_text(
        "Executions (csv) status: failed, company: Ac & Co"
    )


def test_a_time_is_local_with_utc_on_hover(admin: Page, admin_api: AdminApi) -> None:
    admin_api.entries = [entry(1)]
    open_page(admin)
    time = admin.get_by_role("row").nth(1).locator(".exact time")

    expect(time).to_have_text("15 Jan 2024, 11:29:00 CET")
    expect(time).to_have_attribute("title", "2024-01-15 10:29:00.000 UTC")


def test_older_entries_come_on_demand_each_once(admin: Page, admin_api: AdminApi) -> None:
    admin_api.entries, admin_api.page_size = [entry(n) for n in range(1, 6)], 2
    open_page(admin)
    for shown in (2, 4, 5):
        expect(admin.get_by_role("row")).to_have_count(1 + shown)
        if shown < 5:
            admin.get_by_role("button", name="Show older").click()

    expect(admin.get_by_role("button", name="Show older")).to_have_count(0)
    reasons = [cell.inner_text() for cell in admin.locator("td.why").all()]
    assert reasons == [f"Reason number {n}" for n in range(1, 6)]


def test_what_was_read_stays_when_older_entries_can_not_be_read(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.entries, admin_api.page_size = [entry(n) for n in range(1, 6)], 2
    open_page(admin)
    admin_api.faults["audit"] = Fault(500, {})
    admin.get_by_role("button", name="Show older").click()
    expect(admin.get_by_role("alert")).to_contain_text("The service failed")
    expect(admin.get_by_role("row")).to_have_count(1 + 2)

    admin_api.faults.clear()
    admin.get_by_role("button", name="Show older").click()

    expect(admin.get_by_role("row")).to_have_count(1 + 4)


def test_a_target_opens_the_very_execution(admin: Page, admin_api: AdminApi) -> None:
    admin_api.entries = [entry(1)]
    open_page(admin)

    admin.get_by_role("link", name="Process Log of HLFTVEAP").click()

    expect(admin.locator(".log-metadata")).to_contain_text("exec_1705314600000_hlftveap2")
    expect(admin).to_have_url(re.compile(r"\?view=audit&tracking_id=HLFTVEAP&execution_id=exec_"))


def test_an_empty_trail_says_what_will_be_there(admin: Page, admin_api: AdminApi) -> None:
    open_page(admin)

    expect(admin.get_by_role("heading", name="Nothing yet")).to_be_visible()


@pytest.mark.parametrize("text", [*PAYLOADS, *HIDDEN])
def test_hostile_text_in_an_entry_stays_text(admin: Page, admin_api: AdminApi, text: str) -> None:
    nothing = {"tracking_id": None, "execution_id": None}
    exported = {"export_id": "export_1", "format": text, "filter": urlencode({"q": text})}
    admin_api.entries = [
        entry(1, text, **nothing, message_id=text, who=text, reason=text),
        entry(2, "export_list", **nothing, **exported),
    ]
    open_page(admin)

    shown = HIDDEN.get(text, text)
    for part in (".who", ".deed", ".target", "td.why"):
        expect(admin.locator(part).first).to_contain_text(shown)
    expect(admin.locator(".target").nth(1)).to_contain_text(f"({shown})")
    expect(admin.locator(".target").nth(1)).to_contain_text(f"q: {shown}")
    assert admin.evaluate("window.pwned") is None


def test_the_header_leads_to_each_page_and_back_and_forward_follow(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.letters = [letter(1), letter(2)]
    admin.goto("/")
    expect(link(admin, "Executions")).to_have_attribute("aria-current", "page")
    expect(link(admin, "Dead letters")).to_contain_text("2")
    link(admin, "Dead letters").click()
    expect(admin.get_by_role("heading", name="Dead letters")).to_be_focused()
    expect(admin).to_have_title("Dead letters · Execution Log")
    link(admin, "Audit").click()
    expect(admin.get_by_role("heading", name="Audit")).to_be_focused()
    expect(admin).to_have_url(re.compile(r"\?view=audit$"))

    admin.go_back()
    expect(admin.get_by_role("heading", name="Dead letters")).to_be_visible()
    admin.go_back()
    expect(admin.get_by_role("heading", name="Executions")).to_be_visible()
    expect(admin).to_have_title("Execution Log")
    admin.go_forward()
    expect(admin.get_by_role("heading", name="Dead letters")).to_be_visible()
    expect(link(admin, "Dead letters")).to_have_attribute("aria-current", "page")


def test_the_number_of_dead_letters_is_asked_for_without_taking_them(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.letters = [letter(1)]
    with admin.expect_request(re.compile(r"/api/dead-letters\?count_only=true")):
        admin.goto("/")

    expect(admin.locator("app-header .count")).to_have_text("1")


def test_a_number_that_can_not_be_had_is_no_problem(admin: Page, admin_api: AdminApi) -> None:
    admin_api.faults["dead-letters"] = Fault(502, {})
    admin.goto("/")

    expect(admin.get_by_role("table")).to_be_visible()
    expect(admin.get_by_role("alert")).to_have_count(0)
    expect(admin.locator("app-header .count")).to_have_count(0)


def test_a_page_that_can_not_be_loaded_says_so(admin: Page, admin_api: AdminApi) -> None:
    admin.route("**/assets/admin-*.js", lambda route: route.abort())
    admin.goto("/?view=audit")
    expect(admin.get_by_role("alert")).to_contain_text("could not be loaded")
    admin.unroute("**/assets/admin-*.js")

    admin.get_by_role("button", name="Retry").click()

    expect(admin.get_by_role("heading", name="Audit", exact=True)).to_be_visible()


def test_the_keyboard_alone_changes_the_page(admin: Page, admin_api: AdminApi) -> None:
    admin.goto("/")
    expect(link(admin, "Audit")).to_be_visible()
    tab_until_focused(admin, "Audit")
    admin.keyboard.press("Enter")

    expect(admin.get_by_role("heading", name="Audit", exact=True)).to_be_focused()


def open_page(page: Page) -> None:
    page.goto("/?view=audit")
    expect(page.get_by_role("heading", name="Audit", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("updated"))).to_be_visible(timeout=20_000)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Pages").get_by_role("link", name=name)
