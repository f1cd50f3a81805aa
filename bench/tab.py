"""A browser tab of somebody who is signed in, which can tell when something is painted."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import sign_in_host

WHEN_PAINTED = Path(__file__).with_name("when_painted.js")


@contextmanager
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_init_script(sign_in_host.session())
    context.add_init_script(path=WHEN_PAINTED)
    yield context.new_page()
    context.close()


def visits(
    browser: Browser,
    addresses: Mapping[str, str],
    measures: Mapping[str, str],
    rounds: int,
) -> dict[str, dict[str, list[float]]]:
    """By address what the scripts ``measures`` returned, asked in this order at each visit. Each
    address has a tab of its own, which has seen it before."""
    rows: dict[str, dict[str, list[float]]] = {
        name: {measure: [] for measure in measures} for name in addresses
    }
    with ExitStack() as stack:
        tabs = {name: stack.enter_context(tab(browser)) for name in addresses}
        for number in range(rounds + 1):
            for name, page in tabs.items():
                page.goto(addresses[name])
                measured = {measure: page.evaluate(script) for measure, script in measures.items()}
                page.goto("about:blank")
                if number:  # the first one warms up
                    for measure, value in measured.items():
                        rows[name][measure].append(value)
    return rows
