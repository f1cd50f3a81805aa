"""An admin ends an execution that runs or waits."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import logs
from tests.browser.admin_api import AdminApi
from tests.browser.api import Api, Fault
from tests.browser.sign_in_host import PERSON

POLL_MS = 2000


def test_only_what_runs_or_waits_can_be_cancelled(
    admin: Page, api: Api, admin_api: AdminApi
) -> None:
    api.logs.append(logs.queued("WAITING1", "Acme Corp", 1))
    for tracking_id, count in {"HLFTVEAP": 0, "T6WL6CDT": 0, "HUX88QLL": 1, "WAITING1": 1}.items():
        admin.goto(f"/?tracking_id={tracking_id}")
        expect(admin.get_by_role("button", name="Re-process")).to_be_visible()
        expect(admin.get_by_role("button", name="Cancel execution")).to_have_count(count)


def test_who_asked_for_the_end_is_shown_until_it_is_there(
    admin: Page, api: Api, admin_api: AdminApi
) -> None:
    dialog = ask(admin)
    dialog.get_by_label("Reason").fill("Wrong profile")
    dialog.get_by_role("button", name="Cancel execution").click()

    requested = admin.locator("log-actions [role=status]")
    expect(dialog).to_have_count(0)
    expect(requested).to_have_text(f"Cancellation requested by {PERSON}")
    expect(admin.get_by_role("button", name="Cancel execution")).to_have_count(0)
    (sent,) = admin_api.of("cancel")
    assert sent.tracking_id == "HUX88QLL"
    assert sent.body == {
        "execution_id": "exec_1705314600000_hux88qll1",
        "reason": "Wrong profile",
    }
    api.logs[0] |= {"final_status": "failed"}
    admin.clock.run_for(POLL_MS)
    expect(admin.locator("process-log .header .badge")).to_have_text("Failed")
    expect(requested).to_be_empty()


def test_a_request_by_somebody_else_is_shown_too(
    admin: Page, api: Api, admin_api: AdminApi
) -> None:
    api.logs[0] |= {"cancel_requested_by": "grace@example.com"}
    admin.goto("/?tracking_id=HUX88QLL")

    expect(admin.locator("log-actions")).to_contain_text(
        "Cancellation requested by grace@example.com"
    )


def test_letting_it_go_on_sends_nothing(admin: Page, admin_api: AdminApi) -> None:
    dialog = ask(admin)
    dialog.get_by_role("button", name="Let it go on").click()

    expect(dialog).to_have_count(0)
    expect(admin.get_by_role("button", name="Cancel execution")).to_be_focused()
    assert admin_api.of("cancel") == []


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(409, {"error": "x"}), "It does not run any more"),
        (Fault(404, {}), "This execution does not exist any more"),
        (Fault(), "There was no answer"),
        (Fault(500, {}), "The service failed"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Fault) else None,
)
def test_each_fault_has_its_own_sentence(
    admin: Page, admin_api: AdminApi, fault: Fault, sentence: str
) -> None:
    admin_api.faults["cancel"] = fault
    dialog = ask(admin)
    dialog.get_by_label("Reason").fill("because")
    dialog.get_by_role("button", name="Cancel execution").click()

    expect(dialog.get_by_role("alert")).to_contain_text(sentence)
    assert dialog.get_by_label("Reason").input_value() == "because"


def test_notes_say_what_happened_from_outside(page: Page, api: Api) -> None:
    api.logs[0]["notes"] = [
        {
            "kind": "duplicate_delivery",
            "at": "2024-01-15T10:31:00.000Z",
            "message": "Delivered again; ignored, because it was already running",
            "by": None,
        },
        {
            "kind": "put_back",
            "at": "2024-01-15T10:32:00.000Z",
            "message": "Put back <b>into</b> the queue\u202e",
            "by": "grace@example.com",
        },
    ]
    page.goto("/?tracking_id=HUX88QLL")
    notes = page.locator("log-notes").get_by_role("listitem")

    expect(notes.nth(0)).to_contain_text("Delivered again; ignored")
    expect(notes.nth(0).locator("time")).to_have_text("15 Jan 2024, 11:31:00 CET")
    expect(notes.nth(0).locator("time")).to_have_attribute("title", "2024-01-15 10:31:00.000 UTC")
    expect(notes.nth(1)).to_contain_text(r"Put back <b>into</b> the queue\u202e")
    expect(notes.nth(1)).to_contain_text("grace@example.com")


def ask(page: Page) -> Locator:
    page.goto("/?tracking_id=HUX88QLL")
    page.get_by_role("button", name="Cancel execution").click()
    dialog = page.locator("cancel-dialog")
    expect(dialog.get_by_role("dialog", name="Cancel this execution?")).to_be_visible()
    return dialog
