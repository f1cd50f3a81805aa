"""GET /api/execution-logs/{tracking_id}: what a reader of one log gets.

Rows S01, S04, S29.
"""

import base64
import gzip
import json

import pytest

from execution_log import Recorder, live
from execution_log.testing import MemoryStore
from tests.api.http import ADMIN, Client, Context, event
from tests.clock import HandClock

PATH = "/api/execution-logs/60B3RNTB"


class Lambda:
    """A Lambda context with ten minutes left."""

    aws_request_id = "request-1"
    log_group_name = "g"
    log_stream_name = "s"

    def get_remaining_time_in_millis(self) -> int:
        return 600_000


def succeed(recorder: Recorder, hand_clock: HandClock, tracking_id: str = "60B3RNTB") -> None:
    with recorder.execution(tracking_id, company="Acme Corp", tier="basic") as log:
        with log.step("orchestrator_execution", "Starting orchestrator execution..."):
            hand_clock.pass_ms(12_300)


def test_an_unknown_tracking_id_is_not_found(client: Client) -> None:
    answer = client.get("/api/execution-logs/NOBODY")

    assert answer.status == 404
    assert answer.body == {
        "success": False,
        "error": "No execution log found for this tracking ID",
        "tracking_id": "NOBODY",
    }


def test_a_log_tells_the_execution_and_its_steps(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)

    data = client.get(PATH).data

    assert data["final_status"] == "completed"
    assert data["duration_readable"] == "12.3s"
    assert data["verdict"]["sentence"] == "Completed in 12.3s"
    assert [s["status"] for s in data["steps"]] == ["in_progress", "completed"]
    assert data["total_steps"] == 2
    assert data["expires_at"] == "2026-11-30T10:00:00.000Z"


def test_spans_join_the_beginning_and_the_end_of_a_step(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    with recorder.execution("60B3RNTB") as log:
        hand_clock.pass_ms(100)
        with log.step("orchestrator_execution", "Outer"):
            hand_clock.pass_ms(50)
            log.completed("ai_model_inference", "Inner")
            hand_clock.pass_ms(850)

    outer, inner = client.get(PATH).data["spans"]
    assert (outer["offset_ms"], outer["duration_ms"], outer["status"]) == (100, 900, "completed")
    assert outer["duration_readable"] == "900ms"
    assert (inner["parent"], inner["duration_ms"]) == (outer["span"], 0)


def test_a_running_execution_is_in_progress_and_names_its_step(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    with recorder.execution("60B3RNTB", lambda_context=Lambda()) as log:
        with log.step("orchestrator_execution", "Starting"):
            hand_clock.pass_ms(5000)
            assert log.flush()
            answer = client.get(PATH)

    data = answer.data
    assert data["final_status"] == "in_progress"
    assert data["completed_at"] is None
    assert data["duration_ms"] is None
    assert data["duration_readable"] == "5s"
    assert data["verdict"]["sentence"] == "In progress for 5s, now in orchestrator_execution"
    assert answer.headers["cache-control"] == "no-store"


def test_an_execution_that_outlived_its_deadline_was_killed_in_the_step_it_began(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    block = recorder.execution("60B3RNTB", lambda_context=Lambda())
    log = block.__enter__()
    log.step("orchestrator_execution", "Starting").__enter__()
    assert log.flush()

    hand_clock.pass_ms(605_000)
    assert client.get(PATH).data["final_status"] == "in_progress"

    hand_clock.pass_ms(1)
    data = client.get(PATH).data
    assert data["final_status"] == "failed"
    assert data["verdict"]["reason"] == "KILLED"
    assert data["verdict"]["sentence"] == (
        "Stopped without finishing in orchestrator_execution: no sign of life since 10:00 UTC"
    )
    assert data["verdict"]["derived"] is True
    block.__exit__(None, None, None)


def test_the_newest_attempt_is_shown_unless_another_is_asked_for(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)
    succeed(recorder, hand_clock)

    newest = client.get(PATH).data
    oldest = client.get(f"{PATH}/executions").data["executions"][-1]
    assert (newest["attempt"], newest["attempts"]) == (2, 2)
    assert client.get(PATH, execution_id=oldest["execution_id"]).data["attempt"] == 1


def test_an_attempt_of_another_tracking_id_is_not_found(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)
    succeed(recorder, hand_clock, "OTHER")
    other = client.get("/api/execution-logs/OTHER").data["execution_id"]

    assert client.get(PATH, execution_id=other).status == 404


def test_after_a_number_only_newer_steps_are_returned(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(5):
            log.completed("item_import", f"Item {number}")

    answer = client.get(PATH, after_seq="3")
    assert [s["seq"] for s in answer.steps] == [4, 5]
    assert [s["span"] for s in answer.data["spans"]] == [4, 5]
    assert answer.data["total_steps"] == 5
    assert client.get(PATH, after_seq=str(answer.data["next_seq"])).steps == []


def test_a_log_over_the_answer_limit_comes_in_pages_without_gap_or_repeat(
    client: Client, recorder: Recorder
) -> None:
    with recorder.execution("60B3RNTB") as log:
        for number in range(300):
            log.completed("item_import", f"Item {number}", text="x" * 20_000)

    seen: list[int] = []
    answer = client.get(PATH)
    while answer.data["has_more"]:
        assert len(answer.text) < 6_000_000
        seen += [s["seq"] for s in answer.steps]
        answer = client.get(PATH, after_seq=str(answer.data["next_seq"]))
    seen += [s["seq"] for s in answer.steps]

    assert seen == list(range(1, 301))


def test_an_unchanged_log_is_answered_with_304(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)
    etag = client.get(PATH).headers["etag"]

    again = client.get(PATH, headers={"if-none-match": etag})
    assert (again.status, again.text) == (304, "")

    succeed(recorder, hand_clock)
    assert client.get(PATH, headers={"if-none-match": etag}).status == 200


def test_the_answer_is_compressed_for_clients_that_accept_it(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)
    request = event("GET", PATH, ADMIN, headers={"accept-encoding": "gzip"})

    raw = client.app.resolve(request, Context())

    assert raw["headers"]["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(base64.b64decode(raw["body"])))["success"] is True


@pytest.mark.parametrize(
    "query",
    [
        {"execution_id": "../../etc/passwd"},
        {"after_seq": "-1"},
        {"after_seq": "1e9"},
        {"after_seq": "1,2"},
        {"after_seq": "٣"},
        {"after_seq": ""},
    ],
)
def test_a_malformed_parameter_is_refused_by_name(client: Client, query: dict[str, str]) -> None:
    answer = client.get(PATH, **query)

    assert answer.status == 400
    assert answer.body["success"] is False
    assert next(iter(query)) in answer.body["error"]


@pytest.mark.parametrize("name", ["a" * 65, "a b", "a.b", "%00", "ä", "a#b", "*"])
def test_a_malformed_tracking_id_is_refused(client: Client, name: str) -> None:
    assert client.get(f"/api/execution-logs/{name}").status in {400, 404}


@pytest.mark.parametrize("path", ["/api/execution-logs/../secrets", "/api", "/api/nothing"])
def test_an_address_without_a_route_is_not_found_in_our_form(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.status == 404
    assert answer.body["success"] is False


def test_an_unreadable_entry_does_not_hide_the_others(
    client: Client, recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started")
    (execution,) = store.executions("60B3RNTB", limit=1)
    store.append(execution, 2, ["{broken"])

    steps = client.get(PATH).steps
    assert [s["step"] for s in steps] == ["initialization", "unreadable"]


def test_an_expired_log_is_not_found(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)

    hand_clock.pass_ms(7 * 24 * 3600 * 1000)

    assert client.get(PATH).status == 404


def test_a_log_that_is_incomplete_says_how_much_is_missing(
    client: Client, recorder: Recorder, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "EVENTS_LIMIT", 2)
    with recorder.execution("60B3RNTB") as log:
        for number in range(5):
            log.completed("item_import", f"Item {number}")

    data = client.get(PATH).data
    assert data["lost_events"] == 3
    assert data["steps"][-1]["step"] == "log_truncated"
