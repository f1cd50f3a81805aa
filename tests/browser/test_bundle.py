"""What is deployed: hashed files, no configuration, nothing inline."""

import gzip
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import sign_in_host
from tests.browser.api import Api


def test_every_file_but_those_that_are_named_elsewhere_has_a_hash_in_its_name(bundle: Path) -> None:
    names = [file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file()]

    named = {"index.html", "embed/process-log.js"}
    assert named <= set(names)
    assert [n for n in names if not re.fullmatch(r"assets/[\w-]+-[\w-]{8}\.\w+", n)] == [
        n for n in names if n in named
    ]


def test_the_page_has_no_inline_script_or_style(bundle: Path) -> None:
    page = (bundle / "index.html").read_text()

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|javascript:", page) == []


def test_the_bundle_holds_no_configuration(bundle: Path) -> None:
    text = "".join(file.read_text() for file in bundle.rglob("*") if file.is_file())

    for secret in ("amazonaws", "amazoncognito", "localhost", "execution-log/read"):
        assert secret not in text
    assert not (bundle / "config.json").exists()


def test_the_first_view_stays_small(bundle: Path) -> None:
    page = (bundle / "index.html").read_text()
    files = re.findall(r'(?:src|href)="/(assets/[^"]+\.(?:js|css))"', page)

    assert len(files) >= 2
    assert sum(len(gzip.compress((bundle / file).read_bytes())) for file in files) <= 45_000


def test_what_only_admins_need_is_loaded_by_admins_only(page: Page, api: Api) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-metadata")).to_be_visible()

    assert [url for url in asked if "/admin-" in url or "/exports-" in url] == []


def test_the_page_talks_to_itself_and_the_sign_in_host_only(page: Page, api: Api) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/?tracking_id=60B3RNTB")
    expect(page.locator(".log-metadata")).to_be_visible()

    own = page.url.split("/?")[0]
    assert {url for url in asked if not url.startswith((own, sign_in_host.HOST))} == set()
