"""What admins see fits every screen and everyone; pictures of it: .build/screenshots/admin-*."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.admin_api import AdminApi, entries_of_all_kinds, letter, letters_of_all_kinds
from tests.browser.api import Fault
from tests.browser.axe import violations_in_both_themes
from tests.browser.sign_in_host import PERSON
from tests.browser.test_layout import WIDTHS, overflow
from tests.browser.test_screenshots import DESK, PHONE, WALL, shoot

Story = Callable[[Page, AdminApi], None]


def dead_letters(page: Page, admin_api: AdminApi) -> None:
    admin_api.letters, admin_api.total = [*letters_of_all_kinds(), letter(5), letter(6)], 3412
    admin_api.gone = {letter(6)["message_id"]}
    page.goto("/?view=dead-letters")
    page.get_by_role("button", name="Put back DEAD0005").click()
    page.get_by_role("button", name="Put back DEAD0006").click()
    page.get_by_role("checkbox", name="Select DEAD0001").check()
    page.get_by_role("button", name="Show message").nth(1).click()
    expect(page.get_by_text("Not found any more")).to_be_visible()


def no_dead_letters(page: Page, admin_api: AdminApi) -> None:
    page.goto("/?view=dead-letters")
    expect(page.get_by_role("heading", name="No dead letters")).to_be_visible()


def failed_dead_letters(page: Page, admin_api: AdminApi) -> None:
    admin_api.faults["dead-letters"] = Fault(401, {})
    page.goto("/?view=dead-letters")
    expect(page.get_by_role("alert")).to_be_visible()


def discarding(page: Page, admin_api: AdminApi) -> None:
    admin_api.letters = letters_of_all_kinds()
    page.goto("/?view=dead-letters")
    page.get_by_role("button", name="Discard DEAD0001").click()
    page.get_by_role("button", name="Discard for good").click()
    expect(page.get_by_text("needs a reason")).to_be_visible()


def audit(page: Page, admin_api: AdminApi) -> None:
    admin_api.entries, admin_api.page_size = entries_of_all_kinds() * 2, 7
    page.goto("/?view=audit")
    expect(page.get_by_role("table")).to_be_visible()


def actions(page: Page, admin_api: AdminApi) -> None:
    admin_api.api.logs.append(logs.first_attempt())
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.get_by_role("button", name="Re-process")).to_be_visible()


def notes_and_cancellation(page: Page, admin_api: AdminApi) -> None:
    admin_api.api.logs[0] |= {"cancel_requested_by": PERSON}
    admin_api.api.logs[0]["notes"] = [
        {
            "kind": "duplicate_delivery",
            "at": "2024-01-15T10:31:00.000Z",
            "message": "Delivered again; ignored, because it was already running",
            "by": None,
        },
        {
            "kind": "put_back",
            "at": "2024-01-15T10:29:00.000Z",
            "message": "Put back into the queue",
            "by": "grace@example.com",
        },
    ]
    page.goto("/?tracking_id=HUX88QLL")
    expect(page.get_by_role("group", name="Actions")).to_contain_text("Cancellation requested by")


def reprocessing(page: Page, admin_api: AdminApi) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    page.get_by_role("button", name="Re-process").click()
    expect(page.get_by_label("Payload")).to_be_visible()


def refused_payload(page: Page, admin_api: AdminApi) -> None:
    reprocessing(page, admin_api)
    page.get_by_label("Payload").fill('{"tracking_id": "HLFTVEAP", "tier_level": "basic"}')
    page.get_by_role("button", name="Process again", exact=True).click()
    expect(page.get_by_text("company_name is missing.")).to_be_visible()


def standing_in_the_way(page: Page, admin_api: AdminApi) -> None:
    page.goto("/?tracking_id=HUX88QLL")
    page.get_by_role("button", name="Re-process").click()
    expect(page.get_by_label("Payload")).to_be_visible()
    page.get_by_role("button", name="Process again", exact=True).click()
    page.get_by_role("link", name="Open that execution").scroll_into_view_if_needed()


def cancelling(page: Page, admin_api: AdminApi) -> None:
    page.goto("/?tracking_id=HUX88QLL")
    page.get_by_role("button", name="Cancel execution").click()
    expect(page.get_by_role("button", name="Let it go on")).to_be_visible()


STORIES: list[Story] = [
    dead_letters,
    no_dead_letters,
    failed_dead_letters,
    discarding,
    audit,
    actions,
    notes_and_cancellation,
    reprocessing,
    refused_payload,
    standing_in_the_way,
    cancelling,
]
each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)


@each_story
def test_everyone_can_use_it(admin: Page, admin_api: AdminApi, story: Story) -> None:
    story(admin, admin_api)

    assert violations_in_both_themes(admin) == []


@each_story
def test_it_never_scrolls_sideways(admin: Page, admin_api: AdminApi, story: Story) -> None:
    story(admin, admin_api)

    assert {width: overflow(admin, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)
    assert {width: overflow_of_question(admin, width) for width in WIDTHS} == dict.fromkeys(
        WIDTHS, 0
    )


@each_story
def test_pictures(admin: Page, admin_api: AdminApi, story: Story) -> None:
    story(admin, admin_api)

    shoot(admin, f"admin-{story.__name__}-desk", DESK)
    shoot(admin, f"admin-{story.__name__}-phone", PHONE)


@pytest.mark.parametrize("story", [dead_letters, audit, reprocessing], ids=lambda s: s.__name__)
def test_pictures_of_a_wall_screen(admin: Page, admin_api: AdminApi, story: Story) -> None:
    story(admin, admin_api)

    shoot(admin, f"admin-{story.__name__}-wall", WALL)


@each_story
def test_nothing_moves_for_those_who_asked_for_less_motion(
    admin: Page, admin_api: AdminApi, story: Story
) -> None:
    story(admin, admin_api)

    assert admin.evaluate("document.getAnimations({subtree: true}).length") == 0


def test_forced_colours_keep_every_outline(admin: Page, admin_api: AdminApi) -> None:
    admin.emulate_media(forced_colors="active")
    standing_in_the_way(admin, admin_api)

    for part in ("reprocess-dialog .conflict", "reprocess-dialog .danger", "log-actions .bar"):
        expect(admin.locator(part).first).to_have_css("border-top-style", "solid")


def test_a_result_is_said_and_drawn_not_only_coloured(admin: Page, admin_api: AdminApi) -> None:
    dead_letters(admin, admin_api)
    done, gone = admin.locator(".result").all()

    expect(done).to_have_text("Put back into the queue")
    expect(gone).to_have_text("Not found any more")
    assert done.locator("svg").inner_html() != gone.locator("svg").inner_html()


def overflow_of_question(page: Page, width: int) -> int:
    """By how much the question on top is wider than there is room; 0 where there is none."""
    page.set_viewport_size({"width": width, "height": 800})
    content = page.locator("confirm-dialog .content")
    if content.count() == 0:
        return 0
    return int(content.evaluate("part => part.scrollWidth - part.clientWidth"))
