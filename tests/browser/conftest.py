"""A real Chromium before the built page; only the API and the sign-in host are stand-ins."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser import logs, sign_in_host
from tests.browser.admin_api import AdminApi
from tests.browser.api import Api
from tests.browser.chromium import chromium
from tests.browser.exports_api import ExportsApi
from tests.browser.sign_in_host import SignInHost
from tests.browser.site import serve_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is deployed, built from what is here now."""
    folder = tmp_path_factory.mktemp("page")
    npm = shutil.which("npm")
    assert npm, "npm is needed to build the page"
    build = [npm, "run", "build", "--silent", "--workspace", "frontend", "--"]
    command = [*build, "--outDir", str(folder), "--emptyOutDir", "--logLevel", "warn"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - a command of our own
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def site_url(bundle: Path) -> Iterator[str]:
    with serve_site(bundle, connect_to=sign_in_host.HOST) as url:
        yield url


@pytest.fixture
def context(browser: Browser, site_url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=site_url,
        viewport={"width": 1280, "height": 900},
        locale="en-GB",
        timezone_id="Europe/Berlin",
        color_scheme="light",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(5000)
    context.route("**/config.json", lambda route: route.fulfill(json=sign_in_host.CONFIG))
    yield context
    context.close()


@pytest.fixture
def host(context: BrowserContext) -> SignInHost:
    return SignInHost(context)


@pytest.fixture
def api(context: BrowserContext) -> Api:
    return Api(logs.four()).attach(context)


@pytest.fixture
def stranger(context: BrowserContext, host: SignInHost, api: Api) -> Iterator[Page]:
    """A page with nobody signed in. Whatever the story: no script fails, no policy is broken."""
    page = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def page(stranger: Page) -> Page:
    """A page with somebody signed in, at a time that goes on from when the logs were."""
    stranger.clock.install(time=logs.NOW)
    stranger.context.add_init_script(sign_in_host.session())
    return stranger


@pytest.fixture
def admin_api(context: BrowserContext, api: Api) -> AdminApi:
    return AdminApi(api).attach(context)


@pytest.fixture
def exports_api(context: BrowserContext) -> ExportsApi:
    return ExportsApi().attach(context)


@pytest.fixture
def admin(stranger: Page, admin_api: AdminApi) -> Page:
    """A page with an admin signed in, at a time that goes on from when the logs were."""
    stranger.clock.install(time=logs.NOW)
    stranger.context.add_init_script(sign_in_host.session(groups=("viewer", "admin")))
    return stranger
