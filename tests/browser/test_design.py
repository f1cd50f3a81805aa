"""The design system's fixed values, as Chromium computes them in the light theme."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.account import open_account
from tests.browser.api import Api

SYSTEM = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto'
MONO = '"SF Mono", Monaco, Inconsolata, "Roboto Mono", monospace'


def css(locator: Locator, *names: str) -> dict[str, str]:
    return locator.first.evaluate(
        "(element, names) => Object.fromEntries(names.map("
        "name => [name, getComputedStyle(element).getPropertyValue(name)]))",
        list(names),
    )


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


STEPS = {
    "completed": {"border-left-color": "#10b981", "background-color": "#f0fdf4"},
    "failed": {"border-left-color": "#ef4444", "background-color": "#fef2f2"},
    "in-progress": {"border-left-color": "#3b82f6", "background-color": "#eff6ff"},
}


def test_a_step_has_its_statuss_colours(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-steps")).to_be_visible()

    for status, colours in STEPS.items():
        step = page.locator(f".step-{status}")
        assert css(step, *colours) == {name: rgb(value) for name, value in colours.items()}
        assert css(step, "border-left-style", "border-left-width") == {
            "border-left-style": "solid",
            "border-left-width": "4px",
        }


def test_a_skipped_step_is_grey_and_dashed(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=T6WL6CDT")
    step = page.locator(".step-skipped")
    expect(step).to_be_visible()

    assert css(step, "border-left-style", "border-left-width", "border-left-color") == {
        "border-left-style": "dashed",
        "border-left-width": "4px",
        "border-left-color": rgb("#9ca3af"),
    }


BADGES = {
    "completed": {"background-color": "#dcfce7", "color": "#166534"},
    "failed": {"background-color": "#fee2e2", "color": "#991b1b"},
    "in-progress": {"background-color": "#fef3c7", "color": "#92400e"},
}


def test_a_badge_in_the_list_has_its_statuss_colours(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()

    for status, colours in BADGES.items():
        badge = page.locator(f".badge.status-{status}")
        assert css(badge, *colours) == {name: rgb(value) for name, value in colours.items()}


@pytest.mark.parametrize(
    ("tracking_id", "status"),
    [("T6WL6CDT", "completed"), ("60B3RNTB", "failed"), ("HUX88QLL", "in-progress")],
)
def test_the_final_badge_of_a_log_has_its_statuss_colours(
    page: Page, api: Api, tracking_id: str, status: str
) -> None:
    page.goto(f"/?tracking_id={tracking_id}")
    badge = page.get_by_role("dialog").locator(f".badge.status-{status}")
    expect(badge).to_be_visible()

    colours = BADGES[status]
    assert css(badge, *colours) == {name: rgb(value) for name, value in colours.items()}


TYPE = {
    ".log-header": {"font-size": "18px", "font-weight": "600", "color": rgb("#1f2937")},
    ".log-metadata": {"font-size": "12px", "font-weight": "500"},
    ".log-steps": {"font-size": "14px", "line-height": "21px"},
    ".step .name": {"font-size": "14px", "line-height": "21px"},
    ".step-message": {"font-size": "12px", "line-height": "16.8px"},
    ".error-details": {
        "font-size": "10px",
        "background-color": rgb("#fef2f2"),
        "color": rgb("#dc2626"),
        "padding": "4px 8px",
        "border-radius": "4px",
        "white-space": "pre-wrap",
    },
}
FONTS = {
    ".log-header": SYSTEM,
    ".log-metadata": SYSTEM,
    ".step-message": SYSTEM,
    ".log-steps": MONO,
    ".step .name": MONO,
    ".error-details": MONO,
}


def test_type_is_as_specified(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-steps")).to_be_visible()

    assert {part: css(page.locator(part), *values) for part, values in TYPE.items()} == TYPE
    for part, family in FONTS.items():
        assert css(page.locator(part), "font-family")["font-family"].startswith(family)


def test_comfortable_text_is_larger_and_remembered(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=60B3RNTB")
    details = page.locator(".error-details")
    expect(details).to_have_css("font-size", "10px")

    page.get_by_role("button", name="Comfortable text size").click()
    expect(details).to_have_css("font-size", "13px")
    page.reload()
    expect(details).to_have_css("font-size", "13px")


@pytest.mark.parametrize(
    ("choice", "background"), [("dark", "#0a0d13"), ("light", "#f3f4f6"), ("system", "#0a0d13")]
)
def test_the_theme_is_as_chosen_and_remembered(
    page: Page, api: Api, choice: str, background: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    open_account(page).get_by_label("Theme").select_option(choice)

    page.reload()

    expect(page.locator("html")).to_have_css("background-color", rgb(background))
    expect(open_account(page).get_by_label("Theme")).to_have_value(choice)
