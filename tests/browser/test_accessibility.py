"""Everyone can use the page: axe finds nothing, in light and dark, and the keyboard suffices."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.axe import violations_in_both_themes


def test_the_door_is_accessible(stranger: Page) -> None:
    stranger.goto("/?tracking_id=60B3RNTB")
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()

    assert violations_in_both_themes(stranger) == []


def test_the_list_is_accessible(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()

    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize(
    "log", [logs.failed, logs.completed, logs.in_progress, logs.sample], ids=lambda f: f.__name__
)
def test_every_log_is_accessible(page: Page, api: Api, log: logs.Make) -> None:
    api.logs.append(logs.first_attempt())
    page.goto(f"/?tracking_id={log()['tracking_id']}")
    expect(page.get_by_role("dialog").get_by_role("list")).to_be_visible()

    assert violations_in_both_themes(page) == []


def test_a_long_stack_trace_is_accessible_at_each_text_size(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    page.get_by_role("button", name="Show all").click()
    assert violations_in_both_themes(page) == []

    page.get_by_role("button", name="Comfortable text size").click()
    assert violations_in_both_themes(page) == []


@pytest.mark.parametrize("fault", [None, Fault(), Fault(500, {}), Fault(403, {})])
def test_every_other_state_is_accessible(page: Page, api: Api, fault: Fault | None) -> None:
    api.logs.clear()
    api.fault = fault
    page.goto("/")
    expect(page.get_by_role("heading").nth(1).or_(page.get_by_role("alert"))).to_be_visible()
    assert violations_in_both_themes(page) == []

    page.goto("/?tracking_id=NOBODY01")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    assert violations_in_both_themes(page) == []


def test_the_keyboard_alone_opens_reads_and_closes_a_log(page: Page, api: Api) -> None:
    page.goto("/")
    button = page.get_by_role("button", name="Process Log of SAF-Holland")
    expect(button).to_be_visible()
    tab_until_focused(page, "Process Log of SAF-Holland")

    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Process Log")
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    expect(dialog.get_by_role("list")).to_be_visible()
    tab_until_focused(page, "Log")
    page.keyboard.press("End")
    page.wait_for_function("scrolled => scrolled.scrollTop > 0", arg=body(page))
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_the_focus_stays_inside_the_open_log(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.get_by_role("dialog").get_by_role("list")).to_be_visible()

    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.shadowRoot?.activeElement?.localName") in {
            "process-log-dialog",
            None,
        }


def test_the_focus_is_visible_where_the_keyboard_is(page: Page, api: Api) -> None:
    page.goto("/")
    expect(page.get_by_role("table")).to_be_visible()
    tab_until_focused(page, "Refresh")

    refresh = page.get_by_role("button", name="Refresh")
    expect(refresh).to_have_css("outline-style", "solid")
    expect(refresh).to_have_css("outline-width", "2px")


def test_a_status_is_said_and_drawn_not_only_coloured(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=T6WL6CDT")
    steps = page.get_by_role("dialog").get_by_role("listitem")

    for step, word in zip(steps.all(), ["Completed"] * 3 + ["Started"], strict=False):
        expect(step).to_contain_text(f"{word}: ")
        expect(step.locator(".icon svg")).to_be_visible()
    shapes = {
        page.locator(f".step-{status} .icon svg").first.inner_html()
        for status in ("completed", "in-progress", "skipped")
    }
    assert len(shapes) == 3


def test_what_happens_is_announced(page: Page, api: Api) -> None:
    api.hold = True
    page.goto("/?tracking_id=60B3RNTB")
    announcement = page.locator("process-log p[role=status]")
    region = page.get_by_role("region", name="Log", exact=True)

    expect(announcement).to_have_text("Loading execution log…")
    expect(region).to_have_attribute("aria-busy", "true")
    api.release()
    expect(announcement).to_have_text("Failed: Failed after 2m 30s in orchestrator_execution")
    expect(region).to_have_attribute("aria-busy", "false")


def test_nothing_moves_for_those_who_asked_for_less_motion(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HUX88QLL")
    expect(page.locator(".running")).to_be_visible()

    assert page.evaluate("document.getAnimations({subtree: true}).length") == 0


def test_badges_keep_their_outline_in_forced_colours(page: Page, api: Api) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/")

    expect(page.locator(".badge").first).to_have_css("border-top-style", "solid")


def tab_until_focused(page: Page, name: str) -> None:
    focused = (
        "() => { let e = document.activeElement;"
        " while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
        " return e?.ariaLabel || e?.textContent?.trim() || '' }"
    )
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused).startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def body(page: Page) -> object:
    return page.locator(".body").element_handle()
