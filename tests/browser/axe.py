"""Runs the axe accessibility engine on what a page shows."""

from functools import cache

from playwright.sync_api import Page

from tests.browser.conftest import ROOT


@cache
def _engine() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """One line for each violation and element; empty when there is nothing to object to."""
    page.evaluate(_engine())
    found = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
