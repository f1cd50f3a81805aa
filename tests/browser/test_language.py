"""The Process Log in the reader's language."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import logs, sign_in_host
from tests.browser.account import open_account
from tests.browser.api import Api


def test_the_browsers_language_is_spoken(browser: Browser, site_url: str) -> None:
    with browser.new_context(base_url=site_url, locale="de-AT") as context:
        context.route("**/config.json", lambda route: route.fulfill(json=sign_in_host.CONFIG))
        Api(german()).attach(context)
        page = context.new_page()
        page.add_init_script(sign_in_host.session())
        page.goto("/?tracking_id=HLFTVEAP")

        verdict = page.locator("log-verdict")
        expect(verdict).to_contain_text("Nach 8m 0s in orchestrator_execution fehlgeschlagen")
        expect(verdict).to_contain_text("Das KI-Modell hat in der Zeit")
        expect(verdict).to_contain_text("Die Warteschlange versucht es von selbst noch einmal.")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.get_by_role("dialog", name="Ablaufprotokoll")).to_be_visible()


def test_a_code_of_a_newer_version_is_said_in_english(page: Page, api: Api) -> None:
    choose(page, "de")
    api.logs[:] = german()
    api.logs[0]["verdict"] |= {"code": "evaporated", "cause_code": "moonlight", "advice_code": None}
    page.goto("/?tracking_id=HLFTVEAP")

    expect(page.locator("log-verdict")).to_contain_text("Failed after 8m 0s")


@pytest.mark.parametrize(("language", "title"), [("de", "Ablaufprotokoll"), ("en", "Process Log")])
def test_the_chosen_language_is_kept(page: Page, api: Api, language: str, title: str) -> None:
    choose(page, language)
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.get_by_role("dialog", name=title)).to_be_visible()

    page.reload()

    expect(page.get_by_role("dialog", name=title)).to_be_visible()


def test_the_list_and_the_door_speak_it_too(page: Page, api: Api) -> None:
    choose(page, "de")

    expect(page.get_by_role("heading", name="Ausführungen")).to_be_visible()
    columns = ("Firma", "Tracking-ID", "Stufe", "Status", "Begonnen", "Dauer", "Versuch")
    expect(page.get_by_role("columnheader")).to_have_text([*columns, "Ablaufprotokoll"])
    account = open_account(page)
    expect(account.get_by_label("Farben").locator("option")).to_have_text(
        ["System", "Hell", "Dunkel"]
    )
    account.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Signed out")).to_be_visible()
    page.goto("/?tracking_id=HLFTVEAP")
    expect(page.get_by_role("button", name="Anmelden")).to_be_visible()
    expect(page.locator("sign-in-screen p")).to_have_text(
        "Melden Sie sich an, um das Protokoll zu lesen: HLFTVEAP"
    )


def choose(page: Page, language: str) -> None:
    page.goto("/")
    open_account(page).get_by_label("Language").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)


def german() -> list[logs.Log]:
    whole = {**logs.failed(), "attempts": 1}
    whole["verdict"] |= {
        "code": "failed_in_step",
        "params": {"step": "orchestrator_execution", "duration_readable": "8m 0s"},
        "cause_code": "ai_generation_timeout",
        "cause_plain": "The AI model did not answer in the time it may take.",
        "advice_code": "will_retry",
        "remedy": "If it keeps happening, give the model more time.",
    }
    return [whole]
