"""The page and the API as a browser gets them: from one origin, through CloudFront."""

import json
import re

from local.stack import LocalStack
from tests.end_to_end.local_http import get
from tests.end_to_end.reader import Reader
from tests.end_to_end.sign_in import Tokens


def test_the_page_and_every_file_it_names_are_served(stack: LocalStack) -> None:
    site = stack.endpoints.site_url
    page = get(f"{site}/")
    files = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)

    assert page.status == 200
    assert files
    assert {file: get(f"{site}{file}").status for file in files} == dict.fromkeys(files, 200)


def test_the_site_is_told_where_to_sign_in_when_it_is_deployed(stack: LocalStack) -> None:
    here = stack.endpoints
    config = get(f"{here.site_url}/config.json")

    assert config.headers["Cache-Control"] == "no-cache"
    assert set(config.json()) == {"authority", "client_id", "scope", "sign_out_url"}
    assert config.json()["authority"].endswith(here.user_pool_id)
    assert config.json()["client_id"] == here.user_pool_client_id


def test_every_answer_carries_the_security_headers(stack: LocalStack) -> None:
    for path in ("/", "/config.json", "/api/execution-logs"):
        headers = get(f"{stack.endpoints.site_url}{path}").headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "max-age" in headers["Strict-Transport-Security"]


def test_the_api_answers_under_the_origin_of_the_site(stack: LocalStack, tokens: Tokens) -> None:
    site = Reader(stack.endpoints.site_url, tokens.access)

    assert site.get("/api/execution-logs").status == 200
    assert site.get("/api/execution-logs/NO-SUCH-ID").status == 404
    assert get(f"{stack.endpoints.site_url}/api/execution-logs").status == 401


def test_the_bundle_holds_no_address_of_this_stack(stack: LocalStack) -> None:
    here = stack.endpoints
    page = get(f"{here.site_url}/").text
    scripts = re.findall(r'src="(/[^"]+\.js)"', page)
    bundle = json.dumps([page, *(get(f"{here.site_url}{script}").text for script in scripts)])

    for secret in (here.user_pool_id, here.user_pool_client_id, here.api_host, here.queue_url):
        assert secret not in bundle
