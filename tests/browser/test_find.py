"""Finding the line that matters in a long log."""

import re

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api

FIND = "Find in this log"


def test_words_are_counted_highlighted_and_walked_through(page: Page, api: Api) -> None:
    open_long(page, api)
    page.get_by_role("searchbox", name=FIND).fill("fact 7")

    expect(page.locator("log-finder .count")).to_have_text("1 of 4")
    expect(page.locator(".step[data-match=at]")).to_contain_text("Fact 7")
    assert page.evaluate("CSS.highlights.get('found').size") >= 2
    page.keyboard.press("Enter")
    expect(page.locator("log-finder .count")).to_have_text("2 of 4")
    expect(page.locator(".step[data-match=at]")).to_contain_text("Fact 17")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("log-finder .count")).to_have_text("1 of 4")
    page.get_by_role("button", name="Previous match").click()
    expect(page.locator(".step[data-match=at]")).to_contain_text("Fact 37")
    expect(page.locator(".step[data-match=at]")).to_be_in_viewport()


def test_filters_show_only_what_fits(page: Page, api: Api) -> None:
    open_long(page, api)
    page.get_by_role("searchbox", name=FIND).fill("status:failed step:res")

    expect(page.locator(".step")).to_have_count(2)
    expect(page.locator("log-finder .count")).to_have_text("2 matches")
    page.get_by_role("searchbox", name=FIND).fill("status:failed step:nothing")
    expect(page.locator("log-finder .count")).to_have_text("No match")
    page.get_by_role("button", name="Show all steps").click()
    expect(page.locator(".step-failed")).to_have_count(2)


def test_a_chip_shows_the_steps_of_one_status(page: Page, api: Api) -> None:
    open_long(page, api)
    page.get_by_role("button", name=re.compile("^Failed 2")).click()

    expect(page.locator(".step")).to_have_count(2)
    expect(page.get_by_role("searchbox", name=FIND)).to_have_value("status:failed")
    page.get_by_role("button", name=re.compile("^All")).click()
    expect(page.locator(".step-failed")).to_have_count(2)
    expect(page.get_by_role("searchbox", name=FIND)).to_have_value("")


def test_the_next_error_is_one_press_away_however_far(page: Page, api: Api) -> None:
    open_long(page, api)
    for number in (12, 30, 12):
        page.get_by_role("button", name="Next error").click()
        expect(page.locator(f".step-failed[data-seq='{number}']")).to_be_focused()
        expect(page.locator(f".step-failed[data-seq='{number}']")).to_be_in_viewport()


def test_what_is_looked_for_and_pointed_at_is_in_the_address(page: Page, api: Api) -> None:
    open_long(page, api)
    page.get_by_role("searchbox", name=FIND).fill("step:research fact 17")
    expect(page).to_have_url(re.compile(r"step=17&find=step%3Aresearch\+fact\+17$"))

    page.reload()

    expect(page.get_by_role("searchbox", name=FIND)).to_have_value("step:research fact 17")
    expect(page.locator(".step[data-match=at]")).to_contain_text("Fact 17")
    page.get_by_role("button", name="Clear").click()
    expect(page).not_to_have_url(re.compile("find="))


def test_a_link_to_a_step_unfolds_and_shows_it(page: Page, api: Api) -> None:
    open_long(page, api, query="&step=25")
    pointed_at = page.locator(".step[aria-current=true]")

    expect(pointed_at).to_have_attribute("data-seq", "25")
    expect(pointed_at).to_be_in_viewport()


def test_the_time_of_a_step_is_its_link(page: Page, api: Api) -> None:
    open_long(page, api)
    link = page.locator(".step-failed .from-start").first
    expect(link).to_have_attribute(
        "href", re.compile(r"\?tracking_id=LONG0001&execution_id=.*&step=12$")
    )

    link.click()

    expect(page).to_have_url(re.compile(r"&step=12$"))
    expect(page.locator(".step[aria-current=true]")).to_have_attribute("data-seq", "12")


def test_another_attempt_keeps_the_search_but_not_the_step(page: Page, api: Api) -> None:
    api.logs.append(logs.first_attempt())
    page.goto("/?tracking_id=HLFTVEAP&step=5&find=failed")
    expect(page.locator(".step[aria-current=true]")).to_have_attribute("data-seq", "5")

    page.get_by_role("radio", name="Attempt 1 Failed").check()

    expect(page).to_have_url(re.compile(r"hlftveap1&find=failed$"))
    expect(page.get_by_role("searchbox", name=FIND)).to_have_value("failed")
    expect(page.locator(".step[aria-current=true]")).to_have_count(0)


def test_hostile_searches_find_nothing_and_break_nothing(page: Page, api: Api) -> None:
    open_long(page, api)
    for text in ("(a+)+$", "<img src=x onerror=alert(1)>", "\\", "%", '"', "meta.__proto__.x:y"):
        page.get_by_role("searchbox", name=FIND).fill(text)
        expect(page.locator("log-finder .count")).to_have_text("No match")


def open_long(page: Page, api: Api, query: str = "") -> None:
    """Forty steps, of which the 12th and the 30th failed; the rest is folded."""
    steps = [
        logs.step(
            n, "research", "failed" if n in {12, 30} else "completed", f"Fact {n}.", at_ms=n * 100
        )
        for n in range(1, 41)
    ]
    for step in steps:
        step["message"] = f"Fact {step['seq'] % 10 if step['seq'] < 10 else step['seq']} of many"
    for n in (7, 17, 27, 37):
        steps[n - 1]["message"] = f"Fact {n}: fact 7"
    api.logs[:] = [logs.log("LONG0001", "Acme", "failed", steps)]
    page.goto(f"/?tracking_id=LONG0001{query}")
    expect(page.locator(".step-failed").first).to_be_visible()
