"""Finding executions: the filter as tokens, suggestions, and the URL that says it all."""

import re

from playwright.sync_api import Locator, Page, expect

from api.errors import BadCursor
from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.axe import violations_in_both_themes
from tests.browser.test_list_looks import many
from tests.browser.test_screenshots import shoot
from tests.browser.waiting import settle, wait_until


def test_words_and_tokens_are_asked_for_and_kept_in_the_url(page: Page, api: Api) -> None:
    search(page, 'status:failed company:"Kao Corp" duration:>2s attempts:2..3 read timeout')

    expect(tokens(page)).to_have_text(
        [
            "status:Failed",
            "company:Kao Corp",
            "duration:>2s",
            "attempts:2..3",
            "read timeout",
        ]
    )
    sent = {
        "status": "failed",
        "company": "Kao Corp",
        "min_duration_ms": "2001",
        "min_attempt": "2",
        "max_attempt": "3",
        "q": "read timeout",
        "limit": "25",
    }
    wait_until(page, lambda: api.lists()[-1] == sent)
    expect(page).to_have_url(re.compile(r"\?status=failed&company=Kao\+Corp&duration="))


def test_reload_back_and_forward_keep_the_filter(page: Page, api: Api) -> None:
    search(page, "status:failed")
    search_more(page, "company:Acme")
    expect(names(page)).to_have_text([re.compile("Acme Corp")])
    page.reload()
    expect(tokens(page)).to_have_count(2)

    page.go_back()
    expect(tokens(page)).to_have_text(["status:Failed"])
    expect(names(page)).to_have_count(2)
    page.go_back()
    expect(names(page)).to_have_count(4)
    page.go_forward()
    expect(names(page)).to_have_count(2)


def test_a_relative_time_stays_relative_and_is_resolved_when_asked(page: Page, api: Api) -> None:
    page.goto("/?since=1h")
    expect(names(page)).to_have_count(4)
    assert api.lists()[-1]["from"][:16] == "2024-01-15T09:35"

    page.clock.fast_forward(600_000)
    page.get_by_role("button", name="Refresh").click()

    wait_until(page, lambda: api.lists()[-1]["from"][:16] == "2024-01-15T09:45")
    expect(page).to_have_url(re.compile(r"\?since=1h$"))


def test_a_page_goes_on_with_the_question_it_came_from(page: Page, api: Api) -> None:
    api.logs[:] = many()
    page.goto("/?since=1h&status=completed&tier=standard")
    expect(names(page)).to_have_count(20)
    api.page_size = 15
    page.reload()
    expect(names(page)).to_have_count(15)
    first = api.lists()[-1]
    page.clock.fast_forward(2000)

    page.get_by_role("button", name="Load more").click()

    expect(names(page)).to_have_count(20)
    more = next(query for query in api.lists() if "cursor" in query)
    assert {**more, "cursor": ""} == {**first, "cursor": ""}


def test_a_list_whose_cursor_is_no_longer_good_begins_again(page: Page, api: Api) -> None:
    api.logs[:] = many()
    api.page_size = 15
    page.goto("/")
    expect(names(page)).to_have_count(15)
    api.fault, api.faults_left = Fault(400, BadCursor("cursor is older than a day").body()), 1

    page.get_by_role("button", name="Load more").click()

    wait_until(page, lambda: any("cursor" in query for query in api.lists()))
    wait_until(page, lambda: "cursor" not in api.lists()[-1])
    expect(page.get_by_role("button", name="Load more")).to_be_enabled()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(names(page)).to_have_count(15)


def test_what_is_wrong_is_said_beside_the_field_and_not_sent(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    wrong = {
        "color:red": "There is no filter “color”",
        "status:broken": "“broken” is no status",
        "reason:bored": "“bored” is no reason",
        "attempts:many": "“many” is no number of attempts",
        "duration:long": "“long” is no length of time",
        "since:noon": "“noon” is no time span",
        "from:noon": "“noon” is no time",
        "company:": "company: what?",
        f"tier:{'x' * 101}": "100 characters at most",
    }
    for text, words in wrong.items():
        field(page).fill(text)
        field(page).press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(field(page)).to_have_attribute("aria-invalid", "true")

    settle(page)
    assert all(query == {"limit": "25"} for query in api.lists())
    assert violations_in_both_themes(page) == []
    search_more(page, '"color:red"')
    expect(tokens(page)).to_have_text(["color:red"])


def test_a_bad_value_in_the_url_is_shown_and_not_sent(page: Page, api: Api) -> None:
    page.goto("/?status=broken&attempts=%3E%3E&tier=standard")

    expect(page.get_by_role("alert")).to_contain_text("“broken” is no status")
    expect(page.locator("list-search .bad")).to_have_count(2)
    wait_until(page, api.lists)
    assert api.lists()[-1] == {"tier": "standard", "limit": "25"}


def test_the_keyboard_alone_chooses_from_suggestions(page: Page, api: Api) -> None:
    page.goto("/")
    field(page).click()
    expect(options(page).first).to_contain_text("status:")
    assert violations_in_both_themes(page) == []
    page.keyboard.type("stat")
    expect(options(page).nth(1)).to_contain_text("status:")
    page.keyboard.press("Tab")
    expect(field(page)).to_have_value("status:")
    expect(options(page)).to_have_count(3)
    page.keyboard.press("ArrowDown")
    expect(field(page)).to_have_attribute("aria-activedescendant", "option-0")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(tokens(page)).to_have_text(["status:Failed"])
    page.keyboard.press("Backspace")
    expect(tokens(page)).to_have_count(0)
    page.keyboard.type("wor")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    page.keyboard.press("Escape")
    expect(field(page)).not_to_be_focused()


def test_a_log_is_opened_by_its_tracking_id_without_a_search(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    tracking_id = api.logs[-1]["tracking_id"]
    field(page).fill(tracking_id)
    options(page).filter(has_text=f"Open the log of {tracking_id}").click()

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page).to_have_url(re.compile(f"tracking_id={tracking_id}"))
    settle(page)
    assert all(query == {"limit": "25"} for query in api.lists())


def test_values_that_were_seen_are_suggested(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    for text, suggested in {
        "tier:": ["comprehensive", "standard"],
        "code:": ["TIMEOUT"],
        "step:": ["error_handling", "orchestrator_execution"],
        "company:k": ['company:"Kao Corporation"'],
        "reason:up": ["Time was up"],
        "since:": ["15m", "1h", "24h", "7d"],
    }.items():
        field(page).fill(text)
        for at, words in enumerate(suggested):
            expect(options(page).nth(at)).to_contain_text(words)

    field(page).fill("alc")
    options(page).filter(has_text="company:Alcon").click()
    expect(tokens(page)).to_have_text(["company:Alcon"])
    expect(names(page)).to_have_text(["Alcon"])
    expect(field(page)).to_be_focused()


def test_tokens_are_taken_out_one_by_one_or_all(page: Page, api: Api) -> None:
    page.goto("/?status=failed&tier=comprehensive&q=timeout")
    page.get_by_role("button", name="Remove Status: Failed").click()
    expect(tokens(page)).to_have_count(2)

    page.get_by_role("button", name="Clear all").click()

    expect(tokens(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_time_range_needs_no_typing(page: Page, api: Api) -> None:
    page.goto("/?status=failed")
    page.locator("time-range summary").click()
    page.get_by_role("button", name="The last 24 hours").click()
    expect(page).to_have_url(re.compile(r"status=failed&since=24h$"))

    page.locator("time-range summary").click()
    page.get_by_label("From").fill("2024-01-15T12:00")
    page.get_by_label("To", exact=True).fill("2024-01-15T11:00")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("alert")).to_have_text("The end lies before the beginning.")
    page.get_by_label("From").fill("2024-01-15T10:00")
    page.get_by_role("button", name="Apply").click()

    expect(tokens(page).nth(1)).to_have_text("from:15 Jan 2024, 10:00 CET")
    wanted = {"from": "2024-01-15T09:00:00.000Z", "to": "2024-01-15T10:00:00.000Z"}
    wait_until(page, lambda: wanted.items() <= api.lists()[-1].items())


def test_an_empty_result_names_the_filter_and_offers_to_ask_for_less(page: Page, api: Api) -> None:
    page.goto("/?status=failed&company=Nobody")
    expect(page.get_by_role("heading", name="No execution fits")).to_be_visible()
    assert violations_in_both_themes(page) == []

    page.locator("nothing-found").get_by_role("button", name="Nobody").click()

    expect(names(page)).to_have_count(2)


def test_a_rare_match_never_looks_like_nothing_found(page: Page, api: Api) -> None:
    api.logs[:] = [
        *many(38),
        {**logs.completed(), "company": "Rare Ltd", "started_at": "2024-01-15T08:12:00.000Z"},
    ]
    api.looked_through = 2
    page.goto("/?company=rare")
    expect(page.get_by_role("heading", name="Nothing found yet")).to_be_visible()
    expect(page.locator(".more")).to_contain_text("Searched back to 11:34.")

    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".more")).to_contain_text("Searched back to 11:20.")
    page.get_by_role("button", name="Continue").click()

    expect(names(page)).to_have_text(["Rare Ltd"])


def test_a_long_search_for_words_offers_the_quick_one_for_a_company(page: Page, api: Api) -> None:
    api.logs[:] = many(38)
    api.looked_through = 2
    page.goto("/?q=rare+ltd&status=failed")
    company = page.get_by_role("button", name="Find the company rare ltd")
    expect(company).to_be_visible()
    shoot(page, "list-unfinished-words")

    company.click()

    expect(page).to_have_url(re.compile(r"\?status=failed&company=rare\+ltd$"))
    expect(page.locator("nothing-found")).to_be_visible()
    expect(company).to_have_count(0)


def test_a_long_search_can_be_stopped(page: Page, api: Api) -> None:
    api.logs[:] = many(38)
    api.looked_through = 1
    page.goto("/?company=rare")
    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    api.hold = True
    page.get_by_role("button", name="Continue").click()

    page.get_by_role("button", name="Stop").click()

    expect(page.get_by_role("button", name="Continue")).to_be_visible()


def test_hostile_text_in_the_url_and_in_names_is_only_text(page: Page, api: Api) -> None:
    payload = "<img src=x onerror='window.pwned = 1'>\u202etxt"
    api.logs[:] = [{**logs.completed(), "company": payload}]
    page.goto(
        "/?company=%3Cimg+src%3Dx+onerror%3Dwindow.pwned%3D1%3E%E2%80%AEtxt&columns=__proto__"
    )

    expect(tokens(page)).to_contain_text(r"<img src=x onerror=window.pwned=1>\u202etxt")
    expect(page.locator("nothing-found")).to_contain_text(r"\u202etxt")
    page.get_by_role("button", name="Clear all", exact=True).click()
    field(page).fill("company:")
    expect(options(page).first).to_contain_text(r"\u202etxt")
    options(page).first.click()
    expect(names(page)).to_have_count(1)
    assert page.evaluate("window.pwned") is None


def test_only_the_newest_answer_counts(page: Page, api: Api) -> None:
    page.goto("/")
    expect(names(page)).to_have_count(4)
    api.hold = True
    search_more(page, "status:failed")
    search_more(page, "status:completed")
    wait_until(page, lambda: any("status=completed" in route.request.url for route in api.held))
    for route in reversed(api.held):
        api.answer(route)

    expect(names(page)).to_have_text(["Alcon"])


def search(page: Page, text: str) -> None:
    page.goto("/")
    search_more(page, text)


def search_more(page: Page, text: str) -> None:
    field(page).fill(text)
    field(page).press("Enter")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search executions")


def tokens(page: Page) -> Locator:
    return page.locator("list-search .token")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def names(page: Page) -> Locator:
    return page.get_by_role("rowheader")
