"""Pictures of every screen, for people to look at: .build/screenshots/.

With PICTURE_FOR_DOCS set, the picture in the README is renewed too.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.conftest import ROOT

FOLDER = ROOT / ".build" / "screenshots"
SIZES = {"desk": (1280, 900), "phone": (390, 844), "wall": (3840, 2160)}
DIALOGS = {
    "failed": logs.failed,
    "sample": logs.sample,
    "completed": logs.completed,
    "in-progress": logs.in_progress,
}


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Page) -> str:
    page.emulate_media(color_scheme=request.param)
    return str(request.param)


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, page: Page) -> str:
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return str(request.param)


def shoot(page: Page, name: str) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    return path


def test_picture_of_the_list(page: Page, api: Api, scheme: str, size: str) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()
    shoot(page, f"list-{scheme}-{size}")


def test_pictures_of_the_dialog(page: Page, api: Api, scheme: str, size: str) -> None:
    api.logs.append(logs.first_attempt())
    for name, log in DIALOGS.items():
        page.goto(f"/?tracking_id={log()['tracking_id']}")
        expect(page.get_by_role("dialog").get_by_role("list")).to_be_visible()
        shoot(page, f"dialog-{name}-{scheme}-{size}")


def test_pictures_of_the_other_states(page: Page, api: Api, scheme: str) -> None:
    page.goto("/?tracking_id=NOBODY01")
    expect(page.get_by_text("No execution log found")).to_be_visible()
    shoot(page, f"not-found-{scheme}")
    api.fault = Fault()
    page.reload()
    expect(page.get_by_role("dialog").get_by_text("Failed to connect")).to_be_visible()
    shoot(page, f"offline-{scheme}")
    api.fault = None
    api.logs.clear()
    page.goto("/")
    expect(page.get_by_text("No executions yet")).to_be_visible()
    shoot(page, f"empty-{scheme}")
    api.hold = True
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.get_by_role("dialog")).to_be_visible()
    shoot(page, f"loading-{scheme}")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_picture_of_the_door(stranger: Page, colours: str) -> None:
    stranger.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    stranger.goto("/?tracking_id=60B3RNTB")
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
    shoot(stranger, f"sign-in-{colours}")


def test_picture_for_the_documentation(page: Page, api: Api) -> None:
    api.logs.append(logs.first_attempt())
    page.set_viewport_size({"width": 1120, "height": 900})
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.get_by_role("dialog").get_by_role("list")).to_be_visible()
    picture = shoot(page, "process-log")
    if os.environ.get("PICTURE_FOR_DOCS"):
        shutil.copyfile(picture, ROOT / "docs" / "process-log.png")
