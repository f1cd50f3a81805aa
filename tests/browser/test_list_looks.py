"""Pictures of finding executions, for people to look at: .build/screenshots/."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.exports_api import ExportsApi, export
from tests.browser.test_screenshots import PHONE, WALL, shoot

SMALL = (320, 700)


def many(count: int = 40) -> list[logs.Log]:
    """Executions of some customers, newest first, one every 40 seconds."""
    makes = (logs.in_progress, logs.completed, logs.failed, logs.completed)
    companies = ("Acme Corp", "Alcon", "Kao Corporation", "SAF-Holland SE", "Deutsche Bahn AG")
    return [
        {
            **makes[n % 4](),
            "tracking_id": f"JOB{n:05}",
            "execution_id": f"exec_{1705314600000 - n}_job{n:05}",
            "company": companies[n % 5],
            "started_at": logs.iso(logs.NOW - timedelta(seconds=20 + n * 40)),
            "attempt": 1 + n % 3 // 2,
        }
        for n in range(count)
    ]


def test_pictures_of_searching(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.goto("/?status=failed&since=1h&company=SAF")
    expect(page.locator("tbody tr").first).to_be_visible()
    shoot(page, "list-filtered")
    shoot(page, "list-filtered-phone", PHONE)
    shoot(page, "list-filtered-320", SMALL)
    shoot(page, "list-filtered-wall", WALL)
    field = page.get_by_role("combobox", name="Search executions")
    field.fill("re")
    page.keyboard.press("ArrowDown")
    shoot(page, "list-suggestions")
    shoot(page, "list-suggestions-phone", PHONE)
    field.fill("reason:")
    shoot(page, "list-suggested-values")
    field.fill("color:red")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    shoot(page, "list-fault")


def test_pictures_of_finding_nothing(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.goto("/?q=unheard-of&status=failed")
    expect(page.get_by_role("heading", name="No execution fits")).to_be_visible()
    shoot(page, "list-nothing")
    shoot(page, "list-nothing-phone", PHONE)
    api.looked_through = 10
    api.page_size = 1
    page.reload()
    expect(page.get_by_role("heading", name="Nothing found yet")).to_be_visible()
    shoot(page, "list-unfinished")


def test_pictures_of_the_menus(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.add_init_script(
        "localStorage.views ??= JSON.stringify([{name: 'Gold customers', search: '?tier=gold'}])"
    )
    page.goto("/")
    page.locator("time-range summary").click()
    shoot(page, "list-time")
    shoot(page, "list-time-phone", PHONE)
    page.keyboard.press("Escape")
    page.locator("saved-views summary").click()
    shoot(page, "list-views")
    page.keyboard.press("Escape")
    page.locator("columns-menu summary").click()
    for name in ("Reason", "Error code", "Queue wait", "Error"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("radio", name="Relative", exact=True).check()
    shoot(page, "list-columns")
    shoot(page, "list-columns-phone", PHONE)
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    shoot(page, "list-columns-chosen")
    shoot(page, "list-columns-chosen-phone", PHONE)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    shoot(page, "list-help")


def test_pictures_of_live(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.goto("/?status=in_progress")
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.locator("list-search")).to_be_visible()
    page.get_by_role("heading", name="Executions").click()
    page.keyboard.press("j")
    api.logs[0] = {**api.logs[0], "final_status": "completed", "reason": "SUCCEEDED"}
    for n in range(3):
        api.logs.insert(
            0,
            {
                **logs.in_progress(),
                "execution_id": f"exec_1_new{n}",
                "started_at": logs.iso(logs.NOW),
            },
        )
    page.clock.run_for(6000)
    expect(page.get_by_role("button", name="3 new executions")).to_be_visible()
    shoot(page, "list-newer")
    shoot(page, "list-newer-phone", PHONE)


def test_pictures_of_numbers_that_are_not_known(page: Page, api: Api) -> None:
    api.numbers_fault = Fault(500, {})
    page.goto("/")
    expect(page.locator("overview-strip").get_by_text("not be read").first).to_be_attached()
    shoot(page, "list-no-numbers")
    page.emulate_media(forced_colors="active")
    shoot(page, "list-forced-colours")


def test_pictures_of_the_list_in_german(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.add_init_script("localStorage.language = 'de'")
    page.goto("/?status=failed&since=1h")
    expect(page.get_by_role("heading", name="Ausführungen")).to_be_visible()
    expect(page.get_by_role("button", name="Alle löschen")).to_be_visible()
    shoot(page, "list-german")
    shoot(page, "list-german-320", SMALL)


def test_pictures_of_exports(admin: Page, api: Api, exports_api: ExportsApi) -> None:
    api.logs[:] = many()
    exports_api.is_small = False
    admin.goto("/?status=failed")
    admin.locator("list-export summary").click()
    shoot(admin, "list-export")
    shoot(admin, "list-export-phone", PHONE)
    admin.get_by_role("button", name="CSV", exact=True).click()
    expect(admin.get_by_role("region", name="Exports")).to_be_visible()
    running = {"state": "running", "rows": 12345, "searched_until": "2024-01-15T08:12:00.000Z"}
    exports_api.exports[:] = [
        export("export_1", filter={"status": "failed"}, **running),
        export(
            "export_2",
            format="jsonl",
            state="completed",
            rows=100_000,
            bytes=48_100_000,
            truncated=True,
        ),
        export(
            "export_3", filter={"company": "Ac", "from": "2024-01-15T08:00:00Z"}, state="failed"
        ),
    ]
    admin.clock.run_for(3500)
    admin.locator("list-export summary").click()
    admin.get_by_role("button", name="Earlier exports").click()
    expect(admin.get_by_text("12,345 rows so far")).to_be_visible()
    shoot(admin, "exports")
    shoot(admin, "exports-phone", PHONE)
