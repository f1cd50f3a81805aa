"""An admin processes a profile again: once, deliberately, and with the payload that was meant."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import logs
from tests.browser.admin_api import PROFILE, AdminApi
from tests.browser.api import Api, Fault
from tests.browser.test_accessibility import tab_until_focused
from tests.browser.test_hostile_text import HIDDEN, PAYLOADS


def test_a_viewer_sees_no_actions(page: Page, api: Api) -> None:
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.locator(".log-metadata")).to_be_visible()

    expect(page.locator("log-actions")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Pages")).to_have_count(0)
    expect(page.get_by_role("button", name="Re-process")).to_have_count(0)


def test_the_question_shows_the_tracking_id_and_the_stored_payload(
    admin: Page, admin_api: AdminApi
) -> None:
    dialog = ask(admin)

    expect(dialog).to_contain_text("HLFTVEAP")
    assert json.loads(payload(dialog).input_value()) == PROFILE


def test_the_new_attempt_is_shown_at_once_and_announced(admin: Page, admin_api: AdminApi) -> None:
    dialog = ask(admin)
    dialog.get_by_label("Reason").fill("  The model is back  ")
    send(dialog)

    expect(dialog).to_have_count(0)
    expect(admin.locator(".log-metadata")).to_contain_text("exec_1705314600000_hlftveap3")
    expect(admin.locator("log-verdict")).to_contain_text("Waiting in the queue")
    expect(admin.locator("log-footer")).to_contain_text("Live")
    expect(admin.locator("log-actions [role=status]")).to_have_text("Sent again, as attempt 3.")
    expect(admin).to_have_url(re.compile("execution_id=exec_1705314600000_hlftveap3"))
    (sent,) = admin_api.of("reprocess")
    assert sent.tracking_id == "HLFTVEAP"
    assert sent.body == {"reason": "The model is back"}


def test_a_double_click_sends_one_request(admin: Page, admin_api: AdminApi) -> None:
    dialog = ask(admin)
    admin_api.hold = True
    button = dialog.get_by_role("button", name="Process again")

    button.dblclick()

    busy = dialog.get_by_role("button", name="Sending…")
    expect(busy).to_have_attribute("aria-busy", "true")
    busy.click(force=True)
    admin.keyboard.press("Escape")
    expect(dialog.get_by_role("dialog")).to_be_visible()
    admin_api.release()
    expect(dialog).to_have_count(0)
    assert len(admin_api.of("reprocess")) == 1


def test_a_lost_answer_can_be_asked_for_again_without_a_second_message(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.lost_answers["reprocess"] = 1
    dialog = ask(admin)
    send(dialog)
    expect(dialog.get_by_role("alert").last).to_contain_text("carried out only once")

    send(dialog)

    expect(admin.locator(".log-metadata")).to_contain_text("exec_1705314600000_hlftveap3")
    first, second = admin_api.of("reprocess")
    assert first.key == second.key
    assert admin_api.messages_sent() == 1


def test_each_opened_question_is_a_request_of_its_own(admin: Page, admin_api: AdminApi) -> None:
    admin_api.faults["reprocess"] = Fault(500, {})
    for _ in range(2):
        dialog = ask(admin)
        send(dialog)
        expect(dialog.get_by_role("alert").last).to_contain_text("The service failed")
        admin.keyboard.press("Escape")
        expect(dialog).to_have_count(0)

    first, second = admin_api.of("reprocess")
    assert first.key
    assert second.key
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", first.key)
    assert first.key != second.key


def test_an_edited_payload_is_what_is_sent(admin: Page, admin_api: AdminApi) -> None:
    dialog = ask(admin)
    edited = {**PROFILE, "company_name": "SAF-HOLLAND SE", "extra": [1, {"deep": "true"}]}
    payload(dialog).fill(json.dumps(edited))
    send(dialog)

    expect(dialog).to_have_count(0)
    assert admin_api.of("reprocess")[0].body == {"profile": edited}


def test_edits_can_be_undone(admin: Page, admin_api: AdminApi) -> None:
    dialog = ask(admin)
    payload(dialog).fill("{")
    dialog.get_by_role("button", name="Undo edits").click()

    assert json.loads(payload(dialog).input_value()) == PROFILE
    expect(payload(dialog)).to_be_focused()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{ not json", "This is not valid JSON"),
        ("[1]", "The payload must be a JSON object"),
        ('{"tracking_id": "HLFTVEAP", "tier_level": "basic"}', "company_name is missing."),
        (json.dumps({**PROFILE, "tier_level": 3}), "tier_level must be text of 1 to 64 characters"),
        (json.dumps({**PROFILE, "company_name": ""}), "company_name must be text of 1 to 200"),
        (json.dumps({**PROFILE, "tracking_id": "OTHER"}), "tracking_id must stay HLFTVEAP"),
        (json.dumps({**PROFILE, "employees": 2**60}), "employees holds a whole number too large"),
    ],
    ids=["not json", "no object", "missing", "type", "empty", "other job", "inexact"],
)
def test_a_payload_that_can_not_be_processed_is_refused_with_its_field(
    admin: Page, admin_api: AdminApi, text: str, sentence: str
) -> None:
    dialog = ask(admin)
    payload(dialog).fill(text)
    send(dialog)

    expect(dialog.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(payload(dialog)).to_be_focused()
    expect(payload(dialog)).to_have_attribute("aria-invalid", "true")
    assert payload(dialog).input_value() == text
    assert admin_api.of("reprocess") == []


def test_a_running_execution_stands_in_the_way_and_is_linked(
    admin: Page, api: Api, admin_api: AdminApi
) -> None:
    api.logs.insert(0, logs.queued("HLFTVEAP", "SAF-Holland", 3))
    dialog = ask(admin, execution_id="exec_1705314600000_hlftveap2")
    send(dialog)
    expect(dialog.get_by_role("alert").last).to_contain_text("Attempt 3 is in_progress")

    dialog.get_by_role("link", name="Open that execution").click()

    expect(dialog).to_have_count(0)
    expect(admin.locator(".log-metadata")).to_contain_text("exec_1705314600000_hlftveap3")
    assert admin_api.messages_sent() == 0


def test_a_second_deliberate_act_processes_it_anyway(
    admin: Page, api: Api, admin_api: AdminApi
) -> None:
    dialog = ask(admin, "T6WL6CDT")
    send(dialog)
    dialog.get_by_role("button", name="Process again anyway").click()

    expect(dialog).to_have_count(0)
    expect(admin.locator(".log-metadata")).to_contain_text("exec_1705314600000_t6wl6cdt2")
    first, second = admin_api.of("reprocess")
    assert "force" not in first.body
    assert second.body["force"] is True


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(), "There was no answer. Send it again: the same request is carried out only once"),
        (Fault(400, {"error": "reason is odd"}), "The service refused it: reason is odd"),
        (Fault(401, {}), "You have been signed out"),
        (Fault(403, {}), "You are not allowed to do this"),
        (Fault(404, {"error": "x"}), "There is nothing to process"),
        (Fault(413, {}), "The payload is too large"),
        (Fault(415, {}), "did not take the request in this form"),
        (Fault(429, {}), "Too many requests"),
        (Fault(502, {}), "could not be put on the queue"),
        (Fault(500, {"error": "Failed", "details": "request 42"}), "failed (Failed: request 42)"),
        (Fault(503, {}), "The service failed. Try again."),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)
def test_each_fault_has_its_own_sentence_and_keeps_what_was_entered(
    admin: Page, admin_api: AdminApi, fault: Fault, sentence: str
) -> None:
    admin_api.faults["reprocess"] = fault
    dialog = ask(admin)
    dialog.get_by_label("Reason").fill("because")
    send(dialog)

    expect(dialog.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(dialog.get_by_role("button", name="Process again")).to_be_enabled()
    assert dialog.get_by_label("Reason").input_value() == "because"


def test_a_payload_that_can_not_be_read_is_read_again_on_demand(
    admin: Page, admin_api: AdminApi
) -> None:
    admin_api.faults["profile"] = Fault(503, {})
    dialog = ask(admin)
    expect(dialog.get_by_role("alert").last).to_contain_text("The service failed")
    send(dialog)
    assert admin_api.of("reprocess") == []

    admin_api.faults.clear()
    dialog.get_by_role("button", name="Try again").click()

    expect(payload(dialog)).to_have_value(re.compile("SAF-Holland"))


def test_without_a_stored_payload_one_can_be_written(admin: Page, admin_api: AdminApi) -> None:
    admin_api.profile = None
    dialog = ask(admin)
    expect(dialog).to_contain_text("No payload is stored for this tracking ID")
    send(dialog)

    expect(dialog).to_have_count(0)
    assert admin_api.of("reprocess")[0].body == {
        "profile": {
            "tracking_id": "HLFTVEAP",
            "company_name": "SAF-Holland",
            "tier_level": "comprehensive",
        }
    }


@pytest.mark.parametrize("text", [*PAYLOADS, *HIDDEN])
def test_hostile_text_in_a_payload_and_in_an_answer_stays_text(
    admin: Page, admin_api: AdminApi, text: str
) -> None:
    admin_api.profile = {**PROFILE, "note": text}
    admin_api.faults["reprocess"] = Fault(400, {"error": text})
    dialog = ask(admin)
    shown = payload(dialog).input_value()
    send(dialog)

    assert json.loads(shown)["note"] == text
    assert not set(shown) & {"\u202e", "\u200b", "\u2066", "\x1b", "\U000e0041", "\u2028"}
    expect(dialog.get_by_role("alert").last).to_contain_text(HIDDEN.get(text, text))
    assert admin.evaluate("window.pwned") is None


def test_the_keyboard_alone_processes_again(admin: Page, admin_api: AdminApi) -> None:
    admin.goto("/?tracking_id=HLFTVEAP")
    expect(admin.get_by_role("button", name="Re-process")).to_be_visible()
    tab_until_focused(admin, "Re-process")
    admin.keyboard.press("Enter")
    dialog = admin.locator("reprocess-dialog")
    expect(dialog.get_by_label("Reason")).to_be_focused()
    admin.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(admin.get_by_role("button", name="Re-process")).to_be_focused()

    admin.keyboard.press("Enter")
    expect(payload(dialog)).to_be_visible()
    admin.keyboard.type("by hand")
    tab_until_focused(admin, "Process again")
    admin.keyboard.press("Enter")

    expect(dialog).to_have_count(0)
    expect(admin.get_by_role("button", name="Re-process")).to_be_focused()
    assert admin_api.of("reprocess")[0].body == {"reason": "by hand"}


def test_a_click_beside_the_question_keeps_what_was_entered(
    admin: Page, admin_api: AdminApi
) -> None:
    dialog = ask(admin)
    dialog.get_by_label("Reason").fill("because")

    admin.mouse.click(5, 450)

    expect(dialog.get_by_role("dialog")).to_be_visible()
    expect(admin.get_by_role("dialog", name="Process Log")).to_be_visible()


def test_actions_that_can_not_be_loaded_say_so(admin: Page, admin_api: AdminApi) -> None:
    admin.route("**/assets/admin-*.js", lambda route: route.abort())
    admin.goto("/?tracking_id=HLFTVEAP")

    expect(admin.get_by_role("dialog").get_by_role("alert")).to_contain_text("Reload the page")
    expect(admin.locator(".log-metadata")).to_be_visible()


def test_the_words_follow_the_language_of_the_page(admin: Page, admin_api: AdminApi) -> None:
    admin.add_init_script(
        "if (location.protocol !== 'about:') localStorage.setItem('language', 'de')"
    )
    admin.goto("/?tracking_id=HLFTVEAP")

    expect(admin.get_by_role("button", name="Erneut verarbeiten")).to_be_visible()


def ask(page: Page, tracking_id: str = "HLFTVEAP", *, execution_id: str = "") -> Locator:
    """Opens the question; returns its element, which also holds what the dialog's slot shows."""
    wanted = f"&execution_id={execution_id}" if execution_id else ""
    page.goto(f"/?tracking_id={tracking_id}{wanted}")
    page.get_by_role("button", name="Re-process").click()
    dialog = page.locator("reprocess-dialog")
    expect(dialog.get_by_role("dialog", name="Process again")).to_be_visible()
    expect(dialog.get_by_text("Loading the stored payload…")).to_have_count(0)
    return dialog


def payload(dialog: Locator) -> Locator:
    return dialog.get_by_label("Payload")


def send(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Process again", exact=True).click(force=True)
