"""Whatever a job writes, it is shown as text, and what would hide is made visible."""

import zlib

from playwright.sync_api import Page, expect

from tests.browser import logs
from tests.browser.api import Api

PAYLOADS = [
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg onload=window.pwned=1>",
    "\"'><iframe srcdoc='<script>top.pwned=1</script>'></iframe>",
    "javascript:window.pwned=1",
    "${window.pwned = 1}{{constructor.constructor('window.pwned=1')()}}",
    "]]><!--<style>*{display:none}</style>",
]

HIDDEN = {
    "user\u202etxt.exe": r"user\u202etxt.exe",
    "\u2066isolated\u2069": r"\u2066isolated\u2069",
    "\x1b[31mred\x1b[0m": r"\x1b[31mred\x1b[0m",
    "zero\u200bwidth\u200d\ufeff": r"zero\u200bwidth\u200d\ufeff",
    "soft\u00adhyphen": r"soft\xadhyphen",
    "bell\x07null\x00": r"bell\x07null\x00",
    "tag\U000e0041": r"tag\u{e0041}",
    "line\u2028separator": r"line\u2028separator",
    "back\rspace\x08": r"back\x0dspace\x08",
}
PARTS = (
    ".header .company",
    "log-verdict",
    ".step .name",
    ".step-message",
    ".error-details",
    ".metadata",
)


def test_markup_in_any_field_is_shown_as_text(page: Page, api: Api) -> None:
    api.logs[:] = [hostile(payload) for payload in PAYLOADS]
    page.goto("/")
    expect(page.get_by_role("rowheader")).to_have_count(len(PAYLOADS))

    for row, payload in enumerate(PAYLOADS, 1):
        expect(page.get_by_role("row").nth(row)).to_contain_text(payload)
        page.get_by_role("row").nth(row).get_by_role("button").click()
        for part in PARTS:
            expect(page.get_by_role("dialog").locator(part).first).to_contain_text(payload)
        page.keyboard.press("Escape")
    assert page.evaluate("window.pwned") is None


def test_characters_that_hide_or_reorder_are_written_out(page: Page, api: Api) -> None:
    api.logs[:] = [hostile(hidden) for hidden in HIDDEN]
    page.goto("/")
    expect(page.get_by_role("rowheader")).to_have_count(len(HIDDEN))

    for row, (hidden, shown) in enumerate(HIDDEN.items(), 1):
        expect(page.get_by_role("row").nth(row)).to_contain_text(shown)
        page.get_by_role("row").nth(row).get_by_role("button").click()
        for part in PARTS:
            expect(page.get_by_role("dialog").locator(part).first).to_contain_text(shown)
        expect(page.get_by_role("dialog")).not_to_contain_text(hidden)
        page.keyboard.press("Escape")


def test_direction_of_job_text_does_not_leak_into_the_page(page: Page, api: Api) -> None:
    api.logs[:] = [hostile("שלום עולם")]
    page.goto("/")

    expect(page.get_by_role("rowheader").locator("bdi").first).to_have_text("שלום עולם")


def test_a_word_of_a_megabyte_is_cut_until_asked_for(page: Page, api: Api) -> None:
    word = "A" * 1_000_000
    step = logs.step(1, "talk", "failed", word, error_details=word, metadata={"word": word})
    api.logs[:] = [logs.log("HOSTILE1", "Acme Corp", "failed", [step])]
    page.goto("/?tracking_id=HOSTILE1")
    message = page.locator(".step-message")
    expect(message).to_contain_text("Show all 1,000,000 characters")
    assert len(message.inner_text()) < 2000
    assert no_sideways_scrolling(page)

    message.get_by_role("button", name="Show all").click()

    expect(message.get_by_role("button")).to_have_count(0)
    assert len(message.inner_text()) == 1_000_000
    assert no_sideways_scrolling(page)


def hostile(text: str) -> logs.Log:
    step = logs.step(
        1,
        text,
        "failed",
        text,
        error_details=text,
        error_code=text,
        metadata={text: text, "nested": {text: [text]}},
        time_from_start=text[:100],
    )
    tracking_id = f"HOSTILE{zlib.crc32(text.encode('utf-8', 'surrogatepass'))}"
    whole = logs.log(tracking_id, text, "failed", [step], sentence=text, tier=text[:100])
    whole["verdict"] |= {"cause": text, "advice": text, "failed_step": text}
    return {**whole, "failed_step": text, "error": text}


def no_sideways_scrolling(page: Page) -> bool:
    return bool(
        page.locator(".body").evaluate("body => body.scrollWidth <= body.clientWidth")
        and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    )
