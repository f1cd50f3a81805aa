"""Long logs: pages without gap or repeat, within Lambda's limits, compressed. Row H11."""

import base64
import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.compression import accepts_gzip
from execution_log import Recorder
from tests.api.http import ADMIN, Client, Context, event

PATH = "/api/execution-logs/60B3RNTB"
LAMBDA_LIMIT = 6 * 1024 * 1024
"""Bytes of a response, as JSON (AWS Lambda quotas)."""
GZIP = {"accept-encoding": "gzip, deflate, br"}


def raw(client: Client, headers: dict[str, str], **query: str) -> dict[str, Any]:
    request = event("GET", PATH, ADMIN, headers=headers, query=query)
    answer: dict[str, Any] = client.app.resolve(request, Context())
    assert answer["statusCode"] == 200
    assert len(json.dumps(answer)) < LAMBDA_LIMIT
    return answer


def data(answer: dict[str, Any]) -> Any:
    body = answer["body"]
    if answer["isBase64Encoded"]:
        body = gzip.decompress(base64.b64decode(body))
    return json.loads(body)["data"]


def pages(client: Client, headers: dict[str, str]) -> Iterator[Any]:
    page = data(raw(client, headers))
    yield page
    while page["has_more"]:
        page = data(raw(client, headers, after_seq=str(page["next_seq"])))
        yield page


def record(recorder: Recorder, count: int, text: str) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(count):
            log.completed("item_import", f"Item {number}", text=text)


@pytest.mark.parametrize("headers", [{}, GZIP])
@pytest.mark.parametrize("text", ["x" * 20_000, '"\\' * 8_000, "\x00" * 5_000, "é" * 5_000])
def test_a_log_over_the_answer_limit_comes_in_pages_without_gap_or_repeat(
    client: Client, recorder: Recorder, headers: dict[str, str], text: str
) -> None:
    record(recorder, 300, text)

    seen = list(pages(client, headers))

    assert len(seen) > 1
    assert [step["seq"] for page in seen for step in page["steps"]] == list(range(1, 301))
    assert [span["span"] for page in seen for span in page["spans"]] == list(range(1, 301))
    assert all(page["total_steps"] == 300 for page in seen)


def test_a_page_holds_the_spans_that_its_steps_belong_to(
    client: Client, recorder: Recorder
) -> None:
    with recorder.execution("60B3RNTB") as log:
        with log.step("outer_import", "Outer"):
            for number in range(200):
                log.completed("item_import", f"Item {number}", text="x" * 20_000)

    *_, last = pages(client, {})

    numbers = {step["span"] for step in last["steps"]}
    assert 1 in numbers
    assert {span["span"] for span in last["spans"]} == numbers


def test_a_log_of_2000_entries_is_one_small_answer(client: Client, recorder: Recorder) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(1_000):
            with log.step("render_page", f"Rendering page {number} of the report", page=number):
                pass

    answer = raw(client, GZIP)

    assert len(base64.b64decode(answer["body"])) < 1_000_000
    assert len(data(answer)["steps"]) == 2_000
    assert data(answer)["has_more"] is False


def test_a_log_of_10000_entries_is_one_answer_for_a_browser(
    client: Client, recorder: Recorder
) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(5_000):
            with log.step("render_page", f"Rendering page {number} of the report", page=number):
                pass

    answer = raw(client, GZIP)

    assert len(base64.b64decode(answer["body"])) < 1_000_000
    assert data(answer)["has_more"] is False


def test_only_clients_that_accept_it_get_a_compressed_answer(
    client: Client, recorder: Recorder
) -> None:
    record(recorder, 1, "x")

    compressed, plain = raw(client, GZIP), raw(client, {"accept-encoding": "br"})

    assert compressed["headers"]["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain["headers"]
    assert data(compressed) == data(plain)
    assert compressed["headers"]["ETag"] == plain["headers"]["ETag"]
    assert compressed["headers"]["Vary"] == plain["headers"]["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5, br", True),
        ("GZIP", True),
        ("gzip ; q=1", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.00", False),
        ("xgzip", False),
        ("identity", False),
    ],
)
def test_the_clients_wish_is_read_as_http_says(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted
