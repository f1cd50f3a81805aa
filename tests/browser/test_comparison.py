"""Any two attempts of a job beside each other."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.axe import violations_in_both_themes
from tests.browser.test_hostile_text import PAYLOADS
from tests.browser.test_layout import WIDTHS, overflow
from tests.browser.test_screenshots import DESK, PHONE, shoot
from tests.browser.timelines import Story


def test_pictures_of_a_comparison(page: Page, api: Api) -> None:
    open_comparison(page, api)
    section(page).scroll_into_view_if_needed()
    shoot(page, "comparison-desk", DESK)
    page.get_by_role("button", name="All steps").click()
    shoot(page, "comparison-all-desk", DESK)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.locator("attempt-comparison table").scroll_into_view_if_needed()
    shoot(page, "comparison-phone", PHONE)
    shoot(page, "comparison-320", (320, 844))


def test_the_first_step_that_differs_is_named_and_jumped_to(page: Page, api: Api) -> None:
    open_comparison(page, api)

    expect(section(page).locator(".summary")).to_contain_text(
        "First difference: company_research, Attempt 1: Failed, Attempt 2: Completed"
    )
    page.get_by_role("button", name="Jump to it").click()

    first = page.locator("attempt-comparison tr.first")
    expect(first).to_be_focused()
    expect(first).to_contain_text("company_research")
    expect(first).to_contain_text("ended differently")


def test_durations_stand_side_by_side_with_their_difference(page: Page, api: Api) -> None:
    open_comparison(page, api)

    cells = row(page, "company_research").get_by_role("cell")
    expect(cells.nth(0)).to_contain_text("8s")
    expect(cells.nth(1)).to_contain_text("2.5s")
    expect(cells.nth(2)).to_contain_text("\u22125.5s faster")
    expect(section(page).locator(".whole")).to_contain_text("+24s slower")


def test_changed_messages_and_metadata_are_marked(page: Page, api: Api) -> None:
    open_comparison(page, api)

    validation = row(page, "data_validation")
    expect(validation.locator("mark")).to_have_text(["11", "12"])
    expect(validation.locator("dl").nth(0)).to_have_text(re.compile(r"fields\s*11"))
    expect(validation.locator("dl").nth(1)).to_have_text(re.compile(r"fields\s*12"))
    expect(row(page, "initialization")).to_have_count(0)
    page.get_by_role("button", name="All steps").click()
    expect(row(page, "initialization")).to_be_visible()


def test_a_step_of_the_shown_attempt_can_be_gone_to(page: Page, api: Api) -> None:
    open_comparison(page, api)

    row(page, "orchestrator_execution").get_by_role("button", name="Go to step").click()

    step = page.get_by_role("listitem").filter(has_text="AI inference completed")
    expect(step).to_be_focused()


def test_any_two_attempts_can_be_chosen(page: Page, api: Api) -> None:
    open_comparison(page, api, third=True)
    expect(page.get_by_label("First attempt")).to_have_value(execution_id(2))
    expect(page.get_by_label("Second attempt")).to_have_value(execution_id(3))
    expect(section(page)).to_contain_text("same steps with the same outcome")

    page.get_by_label("First attempt").select_option(execution_id(1))

    expect(section(page).locator(".summary")).to_contain_text("Attempt 1: Failed")
    page.get_by_label("First attempt").select_option(execution_id(3))
    expect(section(page)).to_contain_text("Choose two different attempts.")


def test_an_attempt_that_can_not_be_loaded_says_so_and_is_tried_again(page: Page, api: Api) -> None:
    show_log(page, api)
    api.fault = Fault(500, {})
    page.get_by_role("button", name="Compare attempts").click()
    expect(section(page).get_by_role("alert")).to_contain_text("could not be loaded")

    api.fault = None
    section(page).get_by_role("button", name="Try again").click()

    expect(section(page).get_by_role("table")).to_be_visible()


def test_the_comparison_closes_and_gives_the_focus_back(page: Page, api: Api) -> None:
    open_comparison(page, api)
    expect(page.get_by_label("First attempt")).to_be_focused()

    page.get_by_role("button", name="Close comparison").click()

    expect(page.get_by_role("button", name="Compare attempts")).to_be_focused()
    expect(section(page)).to_have_count(0)


def test_the_comparison_is_accessible_and_never_scrolls_sideways(page: Page, api: Api) -> None:
    open_comparison(page, api)
    assert violations_in_both_themes(page) == []
    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)

    page.set_viewport_size({"width": 320, "height": 800})
    assert violations_in_both_themes(page) == []


def test_attempts_that_attack_are_compared_as_text(page: Page, api: Api) -> None:
    def hostile(attempt: int) -> logs.Log:
        steps = [
            logs.step(
                n, text, "completed", f"{text} {attempt}", metadata={text: f"{text}{attempt}"}
            )
            for n, text in enumerate(PAYLOADS, 1)
        ]
        return logs.log("COMPARE1", "Acme", "completed", steps, attempt=attempt, attempts=2)

    api.logs[:] = [hostile(2), hostile(1)]
    page.goto("/?tracking_id=COMPARE1")
    page.get_by_role("button", name="Compare attempts").click()
    expect(section(page).get_by_role("rowheader")).to_have_count(len(PAYLOADS))

    for n, payload in enumerate(PAYLOADS):
        expect(section(page).get_by_role("rowheader").nth(n)).to_contain_text(payload)
        expect(section(page).locator("dl").nth(2 * n)).to_contain_text(payload)
    assert page.evaluate("window.pwned") is None


def open_comparison(page: Page, api: Api, *, third: bool = False) -> None:
    show_log(page, api, third=third)
    page.get_by_role("button", name="Compare attempts").click()
    expect(section(page).locator(".summary")).to_be_visible()


def show_log(page: Page, api: Api, *, third: bool = False) -> None:
    attempts = 3 if third else 2
    newest = [second(attempt=3, attempts=3)] if third else []
    api.logs[:] = [*newest, second(attempt=2, attempts=attempts), first(attempts=attempts)]
    page.goto("/?tracking_id=COMPARE1")
    expect(page.get_by_role("button", name="Compare attempts")).to_be_visible()


def section(page: Page) -> Locator:
    return page.get_by_role("region", name="Compare attempts")


def row(page: Page, name: str) -> Locator:
    return section(page).get_by_role("row").filter(has=page.get_by_text(name, exact=True))


def execution_id(attempt: int) -> str:
    return f"exec_1705314600000_compare1{attempt}"


def first(*, attempts: int) -> logs.Log:
    story = Story()
    story.moment("initialization", "completed", "Started processing for Acme Corp", 0)
    story.moment(
        "data_validation", "completed", "The profile has 11 fields", 20, metadata={"fields": 11}
    )
    research = story.begin("company_research", "Researching", 40)
    story.end(
        research,
        "failed",
        "The company register did not answer",
        8_040,
        error_code="REGISTER_DOWN",
        error_details=logs.STACK,
    )
    return story.told("COMPARE1", "failed", sentence="Failed", attempt=1, attempts=attempts)


def second(*, attempt: int, attempts: int) -> logs.Log:
    story = Story()
    story.moment("initialization", "completed", "Started processing for Acme Corp", 0)
    story.moment(
        "data_validation", "completed", "The profile has 12 fields", 20, metadata={"fields": 12}
    )
    research = story.begin("company_research", "Researching", 40)
    story.end(research, "completed", "Gathered 14 facts", 2_540)
    model = story.begin("orchestrator_execution", "Starting orchestrator execution", 2_600)
    story.end(model, "completed", "AI inference completed (1,247 tokens)", 32_040)
    return story.told(
        "COMPARE1", "completed", sentence="Completed in 32s", attempt=attempt, attempts=attempts
    )
