"""`<process-log>` in pages of other people: the very pages that docs/embed.md shows."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.axe import violations_in_both_themes
from tests.browser.conftest import ROOT
from tests.browser.test_screenshots import shoot

GUIDE = (ROOT / "docs" / "embed.md").read_text()
SHOP = "https://admin.example.com"
SCRIPT = "https://logs.example.com/embed/process-log.js"
API = "https://abc123.execute-api.us-east-1.amazonaws.com"
STRICT = (
    "default-src 'none'; script-src https://logs.example.com 'unsafe-inline'; "
    f"style-src 'unsafe-inline'; connect-src {API}"
)
RUDE = "* { color: red !important; font: 40px serif; text-transform: uppercase }"
"""What a page around it may do to everything."""


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="session")
def react_app() -> str:
    """The guide's React page as one script."""
    folder = ROOT / ".build" / "react-page"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "main.jsx").write_text(block("jsx"))
    (folder / "index.html").write_text('<script type="module" src="/main.jsx"></script>')
    command = [str(ROOT / "node_modules" / ".bin" / "vite"), "build", "--logLevel", "warn"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - a command of our own
    (script,) = (folder / "dist" / "assets").glob("*.js")
    return script.read_text()


@pytest.fixture
def shop(browser: Browser, bundle: Path) -> Iterator[Page]:
    """Another origin's page, with a token in its session, that loads the script from the site."""
    context = browser.new_context(
        viewport={"width": 1000, "height": 800},
        locale="en-GB",
        timezone_id="Europe/Berlin",
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(5000)
    context.add_init_script("sessionStorage.setItem('access_token', 'their-token')")
    script = (bundle / "embed" / "process-log.js").read_text()
    context.route(SCRIPT, lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if "Policy" in m.text else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def shop_api(shop: Page) -> Api:
    order = {**logs.failed(), "tracking_id": "ACME-1"}
    return Api([order, {**logs.first_attempt(), "tracking_id": "ACME-1"}]).attach(shop.context)


def visit(page: Page, html: str, headers: dict[str, str] | None = None) -> None:
    def serve(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html", headers=headers or {})

    page.route(f"{SHOP}/", serve)
    page.goto(f"{SHOP}/")


def test_the_guides_plain_page_shows_the_log(shop: Page, shop_api: Api) -> None:
    visit(shop, block("html"), {"Content-Security-Policy": STRICT})

    log = shop.locator("process-log")
    expect(log.get_by_role("heading", name="Process Log")).to_be_visible()
    expect(log).to_contain_text("Failed after 8m 0s in orchestrator_execution")
    expect(log.locator("log-timeline .timeline")).to_be_visible()
    expect(shop.locator("#state")).to_have_text("failed")
    assert {url.split("/api/")[0] for url in shop_api.requests} == {API}
    assert set(shop_api.tokens) == {"Bearer their-token"}


def test_the_guides_react_page_shows_the_log(shop: Page, shop_api: Api, react_app: str) -> None:
    visit(
        shop,
        f'<!doctype html><html lang="en"><title>Shop</title><script src="{SCRIPT}" defer></script>'
        f'<div id="root"></div><script type="module">{react_app}</script></html>',
    )

    expect(shop.get_by_role("heading", name="Order ACME-1: failed")).to_be_visible()
    expect(shop.locator("process-log")).to_contain_text("Failed after 8m 0s")
    assert set(shop_api.tokens) == {"Bearer their-token"}
    asked = len([url for url in shop_api.requests if "/executions" not in url])
    assert asked == 1


def test_another_attempt_is_shown_when_the_reader_chooses_it(shop: Page, shop_api: Api) -> None:
    visit(shop, block("html"))
    shop.get_by_role("radio", name="Attempt 1").check()

    expect(shop.locator("process-log")).to_contain_text("Failed after 52ms in data_validation")


def test_the_pages_styles_stay_outside_and_its_theme_comes_in(shop: Page, shop_api: Api) -> None:
    visit(shop, block("html").replace("<style>", f"<style>{RUDE}", 1))
    shop.wait_for_selector("process-log >> .log-header")

    header = shop.locator("process-log .log-header")
    expect(header).to_have_css("font-size", "18px")
    expect(header).to_have_css("color", "rgb(31, 41, 55)")
    assert (
        shop.locator("process-log").evaluate(
            "log => getComputedStyle(log).getPropertyValue('--accent')"
        )
        == "#6d28d9"
    )
    shop.locator("process-log").evaluate("log => log.setAttribute('data-theme', 'dark')")
    expect(header).to_have_css("color", "rgb(232, 236, 243)")


def test_it_speaks_the_pages_language_and_leaves_the_page_alone(shop: Page, shop_api: Api) -> None:
    visit(shop, block("html").replace('lang="en"', 'lang="de-AT"'))

    expect(shop.locator("log-timeline")).to_contain_text("Zeitachse")
    assert shop.evaluate("document.documentElement.lang") == "de-AT"
    assert shop.evaluate("localStorage.length") == 0


def test_it_follows_the_pages_color_scheme(shop: Page, shop_api: Api) -> None:
    shop.emulate_media(color_scheme="dark")
    visit(shop, block("html"))
    surface = shop.locator("process-log .body")
    expect(surface).to_be_visible()
    log = shop.locator("process-log")
    expect(log).to_have_css("background-color", "rgb(255, 255, 255)")

    shop.add_style_tag(content=":root { color-scheme: dark }")

    expect(log).to_have_css("background-color", "rgb(17, 22, 31)")


def test_the_page_is_told_what_happens(shop: Page, shop_api: Api) -> None:
    events = "log-loaded", "state-changed", "sign-in"
    listen = "".join(
        f"log.addEventListener('{name}', ({{detail}}) => told.push(['{name}', detail?.state]));"
        for name in events
    )
    visit(
        shop,
        block("html").replace("log.accessToken", f"window.told = []; {listen} log.accessToken"),
    )
    expect(shop.locator("#state")).to_have_text("failed")
    assert ["log-loaded", "failed"] in shop.evaluate("told")

    shop_api.fault = Fault(401, {})
    shop.locator("process-log").evaluate("log => { log.trackingId = 'OTHER-1' }")

    expect(shop.locator("#state")).to_have_text("signed-out")
    shop.locator("process-log").get_by_role("button", name="Sign in").click()
    assert shop.evaluate("told.at(-1)[0]") == "sign-in"


def test_it_stays_in_the_height_it_is_given_and_is_accessible(shop: Page, shop_api: Api) -> None:
    visit(shop, block("html"))
    log = shop.locator("process-log")
    expect(log.locator("log-timeline .timeline")).to_be_visible()

    box = log.bounding_box()
    assert box
    assert box["height"] <= 640
    assert [v for v in violations_in_both_themes(shop) if "process-log" in v] == []
    shoot(shop, "embed-desk", (1000, 800))
    shoot(shop, "embed-phone", (390, 844))
    outer, footer = log.bounding_box(), log.get_by_role("button", name="Keyboard").bounding_box()
    assert outer
    assert footer
    assert footer["y"] + footer["height"] <= outer["y"] + outer["height"]
