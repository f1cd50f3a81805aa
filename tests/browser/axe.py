"""Runs the axe accessibility engine on what a page shows."""

from functools import cache

from playwright.sync_api import Page

from tests.browser.conftest import ROOT


@cache
def _engine() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations_in_both_themes(page: Page) -> list[str]:
    """One line for each violation and element; empty when there is nothing to object to."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found += [f"{theme}: {violation}" for violation in _violations(page)]
    return found


def _violations(page: Page) -> list[str]:
    page.evaluate(_engine())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
