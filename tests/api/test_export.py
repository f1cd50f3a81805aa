"""GET /api/execution-logs/{tracking_id}/export: one log as a file. Rows S29, W01, W02, U14."""

import base64
import gzip
import json
from typing import Any

import pytest

from api import export as files
from api.errors import FileTooLarge
from api.export import packed
from execution_log import Recorder
from execution_log.testing import MemoryStore
from tests.api.http import ADMIN, Client, Context, event
from tests.clock import HandClock

PATH = "/api/execution-logs/60B3RNTB/export"
FORMATS = ["csv", "json", "markdown", "otlp"]
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def recorded(recorder: Recorder, hand_clock: HandClock) -> None:
    with recorder.execution("60B3RNTB", company="Acme Corp", tier="basic") as log:
        with log.step("orchestrator_execution", "Starting orchestrator execution..."):
            hand_clock.pass_ms(12_300)


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("csv", "text/csv; charset=utf-8", "execution-log-60B3RNTB-attempt-1.csv"),
        ("json", "application/json", "execution-log-60B3RNTB-attempt-1.json"),
        ("markdown", "text/markdown; charset=utf-8", "execution-log-60B3RNTB-attempt-1.md"),
        ("otlp", "application/json", "execution-log-60B3RNTB-attempt-1.otlp.json"),
    ],
)
def test_a_log_is_saved_as_a_file_with_a_name(
    client: Client, recorded: None, form: str, kind: str, name: str
) -> None:
    answer = client.get(PATH, format=form)

    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "orchestrator_execution" in answer.text


def test_a_file_name_holds_nothing_that_a_system_or_a_header_could_misread(
    client: Client, recorder: Recorder
) -> None:
    with recorder.execution("-_-"):
        pass

    disposition = client.get("/api/execution-logs/-_-/export", format="csv").headers
    assert disposition["content-disposition"] == (
        'attachment; filename="execution-log--_--attempt-1.csv"'
    )


@pytest.mark.parametrize("form", [{}, {"format": ""}, {"format": "xlsx"}, {"format": "CSV"}])
def test_an_unknown_format_is_refused_with_the_known_ones(
    client: Client, recorded: None, form: dict[str, str]
) -> None:
    answer = client.get(PATH, **form)

    assert answer.status == 400
    assert answer.body["error"] == "format must be one of csv, json, markdown, otlp"


@pytest.mark.parametrize("form", FORMATS)
def test_a_log_that_is_unknown_or_has_expired_is_not_exported(
    client: Client, recorded: None, hand_clock: HandClock, form: str
) -> None:
    assert client.get("/api/execution-logs/NOBODY/export", format=form).status == 404

    hand_clock.pass_ms(7 * DAY_MS)
    assert client.get(PATH, format=form).status == 404


@pytest.mark.parametrize("form", FORMATS)
def test_another_attempt_than_the_newest_can_be_asked_for(
    client: Client, recorder: Recorder, form: str
) -> None:
    for text in ("first", "second"):
        with recorder.execution("60B3RNTB") as log:
            log.completed("initialization", f"The {text} attempt")
    oldest = client.get("/api/execution-logs/60B3RNTB/executions").data["executions"][-1]

    text = client.get(PATH, format=form, execution_id=oldest["execution_id"]).text
    assert "The first attempt" in text
    assert "The second attempt" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_an_execution_that_goes_on_is_exported_as_far_as_it_is(
    client: Client, recorder: Recorder, hand_clock: HandClock, form: str
) -> None:
    with recorder.execution("60B3RNTB") as log:
        with log.step("orchestrator_execution", "Starting"):
            hand_clock.pass_ms(5_000)
            assert log.flush()
            answer = client.get(PATH, format=form)

    assert answer.status == 200
    assert "orchestrator_execution" in answer.text


def test_json_is_the_log_as_the_api_answers_it_with_every_step_as_it_was_stored(
    client: Client, recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("item_import", "Item \u2028 \ud800", price=0.1, large=2**52, nested=[[1.0]])
    (execution,) = store.executions("60B3RNTB", limit=1)

    answer = client.get(PATH, format="json")

    assert answer.body == client.get("/api/execution-logs/60B3RNTB").data
    assert all(f"\n{line}\n" in answer.text for line in store.events(execution))


def test_json_holds_the_whole_log_whatever_a_page_may_hold(
    client: Client, recorder: Recorder
) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(200):
            log.completed("item_import", f"Item {number}", text="x" * 20_000)

    answer = gzipped(client, "json")
    assert [step["seq"] for step in answer["steps"]] == list(range(1, 201))
    assert answer["has_more"] is False


def gzipped(client: Client, form: str) -> Any:
    headers = {"accept-encoding": "gzip"}
    raw = client.app.resolve(
        event("GET", PATH, ADMIN, headers=headers, query={"format": form}), Context()
    )
    assert raw["headers"]["Content-Encoding"] == "gzip"
    assert len(json.dumps(raw)) < 6_000_000
    return json.loads(gzip.decompress(base64.b64decode(raw["body"])))


def test_a_file_that_no_answer_could_hold_is_refused_with_what_to_do_instead(
    client: Client, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(250):
            log.completed("item_import", f"Item {number}", text="x" * 20_000)

    answer = client.get(PATH, format="csv")

    assert answer.status == 413
    assert answer.body["error"] == (
        "This log makes a file of more than 4.5 MB, too much for one answer; ask for it "
        "compressed (Accept-Encoding: gzip), or read it page by page with after_seq"
    )


@pytest.mark.parametrize("gzip", [True, False])
def test_a_file_that_grows_too_large_is_given_up_before_it_is_whole(gzip: bool) -> None:
    made = 0

    def pieces() -> Any:
        nonlocal made
        while True:
            made += 1
            yield hashed(made)

    with pytest.raises(FileTooLarge):
        packed(pieces(), gzip=gzip, most_bytes=100_000)
    assert made < 20


def hashed(seed: int) -> str:
    """Some 14 KB that can't be compressed by much."""
    numbers = (pow(seed * 7919 + n, 65537, 2**89 - 1) for n in range(500))
    return "".join(f"{number:x}" for number in numbers)


def test_the_largest_file_is_within_lambdas_limit() -> None:
    body = base64.b64encode(b"x" * files.FILE_BYTES)

    assert len(body) + 10_000 < 6 * 1024 * 1024


def test_text_that_is_no_unicode_does_not_break_a_file() -> None:
    assert packed(["a\ud800b"], gzip=False) == b"a\\ud800b"
