"""An admin deals with the messages that were given up."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.admin_api import AdminApi, letter, letters_of_all_kinds
from tests.browser.api import Api, Fault
from tests.browser.test_accessibility import tab_until_focused
from tests.browser.test_hostile_text import HIDDEN, PAYLOADS


def test_each_message_says_why_it_is_there_and_since_when(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = letters_of_all_kinds()
    open_page(admin)
    first, second, third, fourth = rows(admin).all()

    expect(first).to_contain_text("Gave up after 5 tries: the model did not answer in time")
    for fact in ("DEAD0001", "TIMEOUT", "waiting for 2h 23m 0s", "received once"):
        expect(first).to_contain_text(fact)
    expect(first.locator("time").last).to_have_text("15 Jan 2024, 09:12:00 CET")
    expect(first.locator("time").last).to_have_attribute("title", "2024-01-15 08:12:00.000 UTC")
    expect(second).to_contain_text("No tracking ID")
    expect(second).to_contain_text("received 3 times")
    expect(third).to_contain_text("305.1 kB")
    expect(fourth).to_contain_text("no reason was recorded")


def test_the_tracking_id_opens_its_log_over_the_page(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = [letter(1, tracking_id="HLFTVEAP")]
    open_page(admin)
    link = admin.get_by_role("link", name="Process Log of HLFTVEAP")
    link.click()
    expect(admin.locator(".log-metadata")).to_contain_text("HLFTVEAP")
    expect(admin).to_have_url(re.compile(r"\?view=dead-letters&tracking_id=HLFTVEAP$"))

    admin.keyboard.press("Escape")

    expect(admin).to_have_url(re.compile(r"\?view=dead-letters$"))
    expect(link).to_be_focused()


def test_a_body_is_shown_on_demand_as_text(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = letters_of_all_kinds()
    open_page(admin)
    third = rows(admin).nth(2)
    expect(third.get_by_role("region")).to_have_count(0)

    third.get_by_role("button", name="Show message").click()

    expect(third.get_by_role("region")).to_contain_text('{"tracking_id": "DEAD0003"')
    expect(third).to_contain_text("The first 2 kB of 305.1 kB; secrets are blacked out.")
    third.get_by_role("button", name="Hide message").click()
    expect(third.get_by_role("region")).to_have_count(0)


def test_one_message_is_put_back_and_says_so_in_its_place(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = letters_of_all_kinds()
    open_page(admin)

    admin.get_by_role("button", name="Put back DEAD0001").click()

    result = rows(admin).nth(0).locator(".result")
    expect(result).to_have_text("Put back into the queue")
    expect(result).to_be_focused()
    expect(announcement(admin)).to_have_text("1 put back")
    assert admin_api.of("dead-letters/put-back")[0].body == {
        "message_ids": [letter(1)["message_id"]]
    }
    expect(badge(admin)).to_have_text("3")


def test_a_message_that_is_gone_says_so(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = [letter(1), letter(2)]
    admin_api.gone = {letter(2)["message_id"]}
    open_page(admin)

    admin.get_by_role("checkbox", name="Select all shown").check()
    tool(admin, "Put back").click()

    expect(rows(admin).nth(0)).to_contain_text("Put back into the queue")
    expect(rows(admin).nth(1)).to_contain_text("Not found any more")
    expect(announcement(admin)).to_contain_text("1 put back, 1 not found")


def test_selected_messages_go_in_requests_of_fifty(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = [letter(n) for n in range(1, 121)]
    open_page(admin)
    admin.get_by_role("checkbox", name="Select all shown").check()
    admin.get_by_role("checkbox", name="Select DEAD0003").uncheck()
    expect(admin.get_by_text("119 selected")).to_be_visible()

    tool(admin, "Put back").click()

    expect(announcement(admin)).to_have_text("119 put back")
    requests = [sent.body["message_ids"] for sent in admin_api.of("dead-letters/put-back")]
    assert [len(ids) for ids in requests] == [50, 50, 19]
    assert letter(3)["message_id"] not in {one for ids in requests for one in ids}


def test_what_is_done_stays_done_when_a_later_request_fails(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.letters = [letter(n) for n in range(1, 61)]
    open_page(admin)
    admin.get_by_role("checkbox", name="Select all shown").check()
    admin_api.hold = True
    tool(admin, "Put back").click()
    expect(announcement(admin)).to_have_text("0 of 60 done…")
    admin_api.release()
    admin_api.faults["dead-letters/put-back"] = Fault(502, {})

    expect(admin.get_by_role("alert")).to_contain_text("The queue did not answer")
    expect(admin.get_by_text("Put back into the queue")).to_have_count(50)
    expect(admin.get_by_text("10 selected")).to_be_visible()


def test_discarding_needs_a_reason(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = letters_of_all_kinds()
    open_page(admin)
    admin.get_by_role("button", name="Discard DEAD0001").click()
    dialog = admin.locator("discard-dialog")
    expect(dialog.get_by_role("dialog", name="Discard this message?")).to_be_visible()
    expect(dialog.get_by_label("Reason")).to_be_focused()
    expect(dialog).to_contain_text("DEAD0001")

    dialog.get_by_label("Reason").fill("   ")
    dialog.get_by_role("button", name="Discard for good").click()
    expect(dialog.get_by_role("alert")).to_contain_text("needs a reason")
    assert admin_api.of("dead-letters/discard") == []

    dialog.get_by_label("Reason").fill("Sent by mistake")
    dialog.get_by_role("button", name="Discard for good").click()
    expect(dialog).to_have_count(0)
    expect(rows(admin).nth(0).locator(".result")).to_have_text("Discarded")
    expect(rows(admin).nth(0).locator(".result")).to_be_focused()
    assert admin_api.of("dead-letters/discard")[0].body == {
        "message_ids": [letter(1)["message_id"]],
        "reason": "Sent by mistake",
    }


def test_a_failed_discard_keeps_the_reason(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = [letter(1)]
    admin_api.faults["dead-letters/discard"] = Fault()
    open_page(admin)
    admin.get_by_role("button", name="Discard DEAD0001").click()
    dialog = admin.locator("discard-dialog")
    dialog.get_by_label("Reason").fill("Sent by mistake")
    dialog.get_by_role("button", name="Discard for good").click()

    expect(dialog.get_by_role("alert").last).to_contain_text("There was no answer")
    expect(dialog.get_by_label("Reason")).to_have_value("Sent by mistake")
    dialog.get_by_role("button", name="Keep").click()
    expect(admin.get_by_role("button", name="Discard DEAD0001")).to_be_focused()


def test_all_are_put_back_by_the_queue_service_after_a_question(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.letters, admin_api.total = [letter(n) for n in range(1, 301)], 3412
    open_page(admin)
    admin.get_by_role("button", name="Put all back…").click()
    dialog = admin.get_by_role("dialog", name="Put back all 3,412 messages?")
    dialog.get_by_role("button", name="Put all back").click()

    expect(dialog).to_have_count(0)
    expect(admin.locator(".notice").first).to_contain_text("All messages are being put back")
    assert admin_api.of("dead-letters/put-back")[0].body == {"all": True}


def test_a_service_that_can_not_move_all_leads_to_one_by_one(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.letters = [letter(1)]
    admin_api.faults["dead-letters/put-back"] = Fault(501, {"error": "no move tasks"})
    open_page(admin)
    admin.get_by_role("button", name="Put all back…").click()
    admin.get_by_role("dialog").get_by_role("button", name="Put all back").click()

    expect(admin.get_by_role("alert")).to_contain_text("Put the messages back one by one")


def test_a_large_queue_says_how_much_of_it_is_shown(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters, admin_api.total = [letter(n) for n in range(1, 301)], 3412
    open_page(admin)

    expect(rows(admin)).to_have_count(200)
    expect(admin.get_by_text("Showing 200 of about 3,412")).to_be_visible()
    expect(badge(admin)).to_have_text("3,412")


def test_no_dead_letters_are_good_news(admin: Page, admin_api: AdminApi) -> None:
    open_page(admin)

    expect(admin.get_by_role("heading", name="No dead letters")).to_be_visible()
    expect(admin.get_by_role("button", name="Put all back…")).to_have_count(0)
    expect(badge(admin)).to_have_count(0)


def test_refresh_shows_what_is_there_now(admin: Page, admin_api: AdminApi) -> None:
    admin_api.letters = [letter(1), letter(2)]
    open_page(admin)
    admin.get_by_role("button", name="Put back DEAD0001").click()
    expect(rows(admin).nth(0)).to_contain_text("Put back into the queue")

    admin.get_by_role("button", name="Refresh").click()

    expect(rows(admin)).to_have_count(1)
    expect(rows(admin)).to_contain_text("DEAD0002")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(), "There was no answer"),
        (Fault(401, {}), "You have been signed out"),
        (Fault(403, {}), "You are not allowed to do this. Only administrators are."),
        (Fault(429, {}), "Too many requests"),
        (Fault(502, {}), "The queue did not answer"),
        (Fault(500, {}), "The service failed"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)
def test_a_list_that_can_not_be_read_says_why(
    admin: Page, admin_api: AdminApi, fault: Fault, sentence: str
) -> None:
    admin_api.faults["dead-letters"] = fault
    admin.goto("/?view=dead-letters")
    expect(admin.get_by_role("alert")).to_contain_text(sentence)

    admin_api.faults.clear()
    admin.get_by_role("button", name="Refresh").click()

    expect(admin.get_by_role("heading", name="No dead letters")).to_be_visible()


@pytest.mark.parametrize("text", [*PAYLOADS, *HIDDEN])
def test_hostile_text_in_a_message_stays_text(admin: Page, admin_api: AdminApi, text: str) -> None:
    admin_api.letters = [
        letter(1, reason=text, error_code=text, body=text, tracking_id=None, message_id=text)
    ]
    open_page(admin)
    row = rows(admin).first
    row.get_by_role("button", name="Show message").click()

    shown = HIDDEN.get(text, text)
    for part in (".why", ".code", "pre"):
        expect(row.locator(part)).to_contain_text(shown)
    assert admin.evaluate("window.pwned") is None


def test_the_keyboard_alone_selects_puts_back_and_discards(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.letters = [letter(1), letter(2), letter(3)]
    open_page(admin)
    tab_until_focused(admin, "Select DEAD0002")
    admin.keyboard.press("Space")
    expect(admin.get_by_text("1 selected")).to_be_visible()
    tab_until_focused(admin, "Discard DEAD0003")
    admin.keyboard.press("Enter")
    expect(admin.locator("discard-dialog").get_by_label("Reason")).to_be_focused()
    admin.keyboard.type("Sent by mistake")
    admin.keyboard.press("Control+Enter")
    expect(rows(admin).nth(2).locator(".result")).to_be_focused()
    admin.keyboard.press("Shift+Tab")
    tab_until_focused(admin, "Put back DEAD0001")
    admin.keyboard.press("Enter")

    expect(rows(admin).nth(0).locator(".result")).to_be_focused()
    expect(announcement(admin)).to_have_text("1 discarded, 1 put back")


def test_a_viewer_is_told_that_the_page_is_for_admins(
    page: Page, api: Api, admin_api: AdminApi
) -> None:
    admin_api.faults = {"dead-letters": Fault(403, {}), "audit": Fault(403, {})}
    for view in ("dead-letters", "audit"):
        page.goto(f"/?view={view}")
        expect(page.get_by_role("alert")).to_contain_text("Only administrators are")
        expect(page.get_by_role("navigation", name="Pages")).to_have_count(0)


def open_page(page: Page) -> None:
    page.goto("/?view=dead-letters")
    expect(page.get_by_role("heading", name="Dead letters", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("updated"))).to_be_visible(timeout=20_000)


def rows(page: Page) -> Locator:
    return page.locator("dead-letter-row")


def tool(page: Page, name: str) -> Locator:
    return page.locator(".tools").get_by_role("button", name=name, exact=True)


def badge(page: Page) -> Locator:
    return page.locator("app-header .count")


def announcement(page: Page) -> Locator:
    return page.locator("dead-letters-page > p[role=status], dead-letters-page p.visually-hidden")
