"""Admins take along what the filter holds: small at once, large from the background."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.api import Api, Fault
from tests.browser.axe import violations_in_both_themes
from tests.browser.exports_api import FILE, ExportsApi, export
from tests.browser.waiting import settle

RUNNING = {"state": "running", "rows": 12_345, "searched_until": "2024-01-15T08:12:00.000Z"}
DONE = {"state": "completed", "rows": 20_000, "bytes": 9_400_000}


def test_a_small_export_is_a_file_at_once(admin: Page, api: Api, exports_api: ExportsApi) -> None:
    admin.goto("/?status=failed&since=1h&company=Ac")
    menu(admin).click()
    assert violations_in_both_themes(admin) == []
    with admin.expect_download() as download:
        admin.get_by_role("button", name="CSV for Excel").click()

    assert download.value.suggested_filename == "executions.csv"
    assert download.value.path().read_bytes().decode() == FILE
    [sent] = exports_api.sent
    assert sent == {
        "format": "csv",
        "bom": True,
        "filter": {"status": "failed", "from": sent["filter"]["from"], "company": "Ac"},
    }
    assert sent["filter"]["from"][:16] == "2024-01-15T09:35"


def test_a_large_export_is_followed_over_pages_and_reloads(
    admin: Page, api: Api, exports_api: ExportsApi
) -> None:
    exports_api.is_small = False
    admin.goto("/?status=failed")
    menu(admin).click()
    admin.get_by_role("button", name="JSON Lines").click()
    expect(panel(admin)).to_contain_text("Waiting to begin")
    exports_api.exports[0] |= RUNNING
    admin.clock.run_for(3500)
    expect(panel(admin)).to_contain_text("12,345 rows so far, back to 09:12")
    assert violations_in_both_themes(admin) == []

    admin.get_by_role("link", name="Audit").click()
    expect(panel(admin)).to_contain_text("12,345 rows so far")
    admin.reload()
    expect(panel(admin)).to_contain_text("12,345 rows so far")
    exports_api.exports[0] |= DONE | {"truncated": True}
    admin.clock.run_for(3500)
    expect(panel(admin)).to_contain_text("20,000 rows · 9 MB · kept until 16 Jan 2024, 11:35 CET")
    expect(panel(admin)).to_contain_text("older executions are missing")
    settle(admin)
    asked = exports_api.lists
    admin.clock.run_for(20_000)
    settle(admin)
    assert exports_api.lists == asked

    with admin.expect_download() as download:
        panel(admin).get_by_role("button", name="Download JSON Lines").click()

    assert download.value.suggested_filename == "executions.csv"
    assert exports_api.links == ["/api/exports/export_1/link"]
    panel(admin).get_by_role("button", name="Take JSON Lines").click()
    expect(panel(admin)).to_have_count(0)
    admin.reload()
    expect(admin.get_by_role("heading", name="Audit")).to_be_visible()
    expect(panel(admin)).to_have_count(0)


def test_an_export_that_failed_or_is_refused_says_why(
    admin: Page, api: Api, exports_api: ExportsApi
) -> None:
    exports_api.fault = Fault(403, {"success": False, "error": "Only admins"})
    admin.goto("/")
    menu(admin).click()
    admin.get_by_role("button", name="CSV", exact=True).click()
    expect(admin.get_by_role("alert")).to_have_text(re.compile("not allowed to export"))
    exports_api.fault = None
    exports_api.is_small = False
    admin.get_by_role("button", name="CSV", exact=True).click()
    exports_api.exports[0] |= {"state": "failed", "error": None}
    admin.clock.run_for(3500)

    expect(panel(admin)).to_contain_text("It could not be written.")


def test_earlier_exports_are_listed_on_demand(
    admin: Page, api: Api, exports_api: ExportsApi
) -> None:
    hostile = "<i>\u202eAc</i>"
    exports_api.exports[:] = [
        export("export_9", filter={"company": hostile}, requested_by="bob@example.com", **DONE),
        export("export_8", expires_at="2024-01-14T10:35:00.000Z", **DONE),
    ]
    admin.goto("/")
    menu(admin).click()
    expect(panel(admin)).to_have_count(0)
    admin.get_by_role("button", name="Earlier exports").click()

    rows = panel(admin).get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text(r"company <i>\u202eAc</i>")
    expect(rows.nth(0)).to_contain_text("by bob@example.com")
    expect(rows.nth(1)).to_contain_text("no longer kept")
    expect(rows.nth(1).get_by_role("button")).to_have_count(0)
    assert violations_in_both_themes(admin) == []


def test_readers_are_offered_no_export(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.locator("columns-menu")).to_be_visible()

    expect(page.locator("list-export")).to_have_count(0)


def menu(page: Page) -> Locator:
    return page.locator("list-export summary")


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Exports")
