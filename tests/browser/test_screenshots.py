"""Pictures of every screen, for people to look at: .build/screenshots/.

With PICTURE_FOR_DOCS set, the picture in the README is renewed too.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.account import open_account
from tests.browser.api import Api, Fault
from tests.browser.conftest import ROOT

FOLDER = ROOT / ".build" / "screenshots"
DESK, PHONE, WALL = (1280, 900), (390, 844), (3840, 2160)
DIALOGS = {
    "failed": logs.failed,
    "sample": logs.sample,
    "completed": logs.completed,
    "in-progress": logs.in_progress,
    "retried": logs.retried,
    "varied": logs.varied,
    "long": logs.long,
}


def shoot(page: Page, name: str, size: tuple[int, int] = DESK) -> Path:
    """In light and in dark; returns the light one."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.screenshot(path=FOLDER / f"{name}-{theme}.png")
    return FOLDER / f"{name}-light.png"


def test_pictures_of_the_list(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()
    shoot(page, "list-desk")
    shoot(page, "list-phone", PHONE)
    shoot(page, "list-wall", WALL)


@pytest.mark.parametrize("name", DIALOGS)
def test_pictures_of_the_dialog(page: Page, api: Api, name: str) -> None:
    api.logs += [logs.first_attempt(), logs.retried(), logs.varied(), logs.long()]
    page.goto(f"/?tracking_id={DIALOGS[name]()['tracking_id']}")
    expect(page.get_by_role("dialog").locator(".log-steps")).to_be_visible()
    shoot(page, f"dialog-{name}-desk")
    shoot(page, f"dialog-{name}-phone", PHONE)


def test_pictures_of_a_wall_screen_and_of_comfortable_text(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.get_by_role("dialog").locator(".log-steps")).to_be_visible()
    shoot(page, "dialog-failed-wall", WALL)
    page.get_by_role("button", name="Comfortable text size").click()
    shoot(page, "dialog-failed-comfortable")


def test_pictures_of_finding(page: Page, api: Api) -> None:
    api.logs.append(logs.varied())
    page.goto("/?tracking_id=VARIED01&find=facts+about")
    expect(page.locator("log-finder .count")).to_contain_text("8")
    shoot(page, "find-desk")
    shoot(page, "find-phone", PHONE)
    page.get_by_role("searchbox").fill("status:failed step:nowhere")
    expect(page.get_by_text("No step fits.")).to_be_visible()
    shoot(page, "find-nothing")


def test_pictures_of_the_help_and_of_german(page: Page, api: Api) -> None:
    api.logs.append(logs.retried())
    page.goto("/")
    open_account(page).get_by_label("Language").select_option("de")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.goto("/?tracking_id=RETRY001")
    expect(page.locator(".step-failed").first).to_be_visible()
    shoot(page, "dialog-german")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tastenkürzel")).to_be_visible()
    shoot(page, "help")


def test_pictures_of_a_log_that_can_not_be_read_on(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HUX88QLL")
    expect(page.locator(".running")).to_be_visible()
    api.fault = Fault()
    page.clock.run_for(2500)
    expect(page.get_by_text("Connection lost")).to_be_visible()
    shoot(page, "connection-lost")


def test_pictures_of_a_log_that_has_just_begun(page: Page, api: Api) -> None:
    api.logs[:] = [logs.log("BEGUN001", "Acme Corp", "in_progress", [])]
    page.goto("/?tracking_id=BEGUN001")
    expect(page.get_by_text("No step has been recorded yet.")).to_be_visible()
    shoot(page, "dialog-begun")


def test_pictures_of_the_other_states(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=NOBODY01")
    expect(page.get_by_text("No execution log found")).to_be_visible()
    shoot(page, "not-found")
    api.fault = Fault()
    page.reload()
    expect(page.get_by_role("dialog").get_by_text("Failed to connect")).to_be_visible()
    shoot(page, "offline")
    api.fault = None
    api.logs.clear()
    page.goto("/")
    expect(page.get_by_text("No executions yet")).to_be_visible()
    shoot(page, "empty")
    api.hold = True
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.get_by_role("dialog")).to_be_visible()
    shoot(page, "loading")


def test_pictures_of_the_door(stranger: Page) -> None:
    stranger.goto("/?tracking_id=60B3RNTB")
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    shoot(stranger, "sign-in")


def test_picture_for_the_documentation(page: Page, api: Api) -> None:
    api.logs.append(logs.first_attempt())
    page.goto("/")
    page.get_by_role("button", name="Process Log of SAF-Holland").first.click()
    expect(page.get_by_role("dialog").locator(".log-steps")).to_be_visible()
    picture = shoot(page, "process-log", (1120, 1110))
    if os.environ.get("PICTURE_FOR_DOCS"):
        shutil.copyfile(picture, ROOT / "docs" / "process-log.png")
