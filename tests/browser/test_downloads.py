"""A log leaves the page: as a file, or on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import logs
from tests.browser.api import Api

FILE = {
    "status": 200,
    "body": "step,status\r\n",
    "content_type": "text/csv",
    "headers": {"Content-Disposition": 'attachment; filename="acme.csv"'},
}


def test_a_log_is_downloaded_under_the_name_that_the_api_gives_it(admin: Page, api: Api) -> None:
    page = admin
    asked = answer_exports(page, FILE)
    open_menu(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="CSV for spreadsheets").click()

    assert download.value.suggested_filename == "acme.csv"
    assert Path(download.value.path()).read_bytes() == b"step,status\r\n"
    (execution_id,) = {log["execution_id"] for log in api.logs if log["tracking_id"] == "HLFTVEAP"}
    assert [url.partition("/export")[2] for url in asked] == [
        f"?format=csv&execution_id={execution_id}"
    ]
    expect(page.locator("log-downloads summary")).to_have_text("Downloaded")


def test_a_download_that_fails_says_so(admin: Page) -> None:
    answer_exports(admin, {"status": 503, "json": {"success": False, "error": "down"}})
    open_menu(admin)

    admin.get_by_role("button", name="JSON").click()

    expect(admin.locator("log-downloads [role=status]")).to_have_text("Download failed")


def test_a_viewer_prints_and_is_offered_no_file(page: Page) -> None:
    page.goto("/?tracking_id=HLFTVEAP")

    expect(page.locator("log-downloads").get_by_role("button")).to_have_text("Print or save as PDF")
    expect(page.locator("log-downloads details")).to_have_count(0)


def test_escape_closes_the_menu_and_not_the_log(admin: Page) -> None:
    page = admin
    open_menu(page)

    page.keyboard.press("Escape")

    expect(page.locator("log-downloads ul")).to_be_hidden()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("log-downloads summary")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_the_whole_log_and_nothing_else(
    page: Page, api: Api, scheme: str, tmp_path: Path
) -> None:
    page.emulate_media(color_scheme=scheme, media="screen")  # type: ignore[arg-type]
    api.logs[:] = [{**logs.failed(), "attempts": 1}]
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.locator(".folded-part")).to_be_visible()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(color_scheme=scheme, media="print")  # type: ignore[arg-type]

    expect(page.locator("app-header, execution-list").locator("visible=true")).to_have_count(0)
    expect(page.locator("process-log .step").locator("visible=true")).to_have_count(
        len(api.logs[0]["steps"])
    )
    expect(page.locator(".button").locator("visible=true")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    pages = re.findall(rb"/Type /Page\b", page.pdf(path=tmp_path / "log.pdf"))
    assert 1 <= len(pages) <= 3


def open_menu(page: Page) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    page.locator("log-downloads summary").click()
    expect(page.locator("log-downloads ul")).to_be_visible()


def answer_exports(page: Page, answer: dict[str, object]) -> list[str]:
    """The addresses that are asked for."""
    asked: list[str] = []

    def fulfil(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(**answer)  # type: ignore[arg-type]

    page.route(re.compile(r"/export\?"), fulfil)
    return asked
