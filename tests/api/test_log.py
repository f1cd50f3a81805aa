"""GET /api/execution-logs/{tracking_id}: what a reader of one log gets.

Rows H12, H13, H15, H30, S01, S04, S29.
"""

from contextlib import suppress

import pytest

from api.links import Console
from execution_log import Recorder, live
from execution_log.notes import Note
from execution_log.testing import MemoryStore
from tests.api.administration import app_over
from tests.api.http import Client
from tests.api.logs import line
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
    assert data["deadline_at"] == "2026-11-23T10:10:00.000Z"
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


def test_an_unchanged_log_is_answered_with_304(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)
    etag = client.get(PATH).headers["etag"]

    again = client.get(PATH, headers={"if-none-match": etag})
    assert (again.status, again.text) == (304, "")

    succeed(recorder, hand_clock)
    assert client.get(PATH, headers={"if-none-match": etag}).status == 200


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


def test_an_unreadable_entry_is_counted_in_the_functions_log(
    client: Client,
    recorder: Recorder,
    store: MemoryStore,
    hand_clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started")
    (execution,) = store.executions("60B3RNTB", limit=1)
    store.append(execution, 2, ["{broken", "broken}"])

    client.get(PATH)

    (logged,) = caplog.records
    fields = vars(logged)
    assert fields["UnreadableEntries"] == 2
    (definition,) = fields["_aws"]["CloudWatchMetrics"]
    assert fields["_aws"]["Timestamp"] == hand_clock.now_ms
    assert definition["Metrics"] == [{"Name": "UnreadableEntries"}]


def test_steps_are_answered_exactly_as_they_were_stored(
    client: Client, recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("item_import", "</script>\u2028 \ud800 \x00", price=0.1, nested=[{"a": 1e-9}])
    (execution,) = store.executions("60B3RNTB", limit=1)

    answer = client.get(PATH)

    (stored,) = store.events(execution)
    assert f'"steps":[{stored}]' in answer.text
    assert "\u2028" not in answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_try_of_a_message_is_told_with_its_wait_and_the_next_try(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    now = hand_clock.now_ms
    with recorder.execution(
        "60B3RNTB",
        queued_at_ms=now - 5_000,
        retry_attempt=1,
        max_attempts=5,
        next_try_at_ms=now + 60_000,
    ) as log:
        log.completed("initialization", "Started")
        assert log.flush()
        data = client.get(PATH).data

    assert data["queued_at"] == "2026-11-23T09:59:55.000Z"
    assert data["retry"] == {
        "attempt": 1,
        "of": 5,
        "next_try_at": "2026-11-23T10:01:00.000Z",
        "last": False,
        "retry_of": None,
    }
    (listed,) = client.get("/api/execution-logs").data["executions"]
    assert (listed["queued_at"], listed["retry"]["attempt"]) == (data["queued_at"], 1)


def test_without_a_message_there_are_no_tries(
    client: Client, recorder: Recorder, hand_clock: HandClock
) -> None:
    succeed(recorder, hand_clock)

    data = client.get(PATH).data
    assert (data["queued_at"], data["retry"], data["notes"]) == (None, None, [])
    assert (data["requested_by"], data["request_reason"], data["cancel_requested_by"]) == (
        None,
    ) * 3


def test_what_happened_from_outside_is_noted_with_the_attempt_it_happened_to(
    store: MemoryStore, recorder: Recorder, hand_clock: HandClock
) -> None:
    notes: list[Note] = []
    client = Client(app_over(store, hand_clock.clock, lambda _: notes))
    for number in (1, 2):
        succeed(recorder, hand_clock)
        notes.append(Note("put_back", hand_clock.now_ms, f"Put back {number}", "ada"))
        hand_clock.pass_ms(1_000)
    newest, oldest = client.get(f"{PATH}/executions").data["executions"]

    noted = [client.get(PATH, execution_id=one["execution_id"]).data for one in (oldest, newest)]
    assert [[note["message"] for note in data["notes"]] for data in noted] == [
        ["Put back 1"],
        ["Put back 2"],
    ]
    assert noted[1]["notes"] == [
        {
            "kind": "put_back",
            "at": "2026-11-23T10:00:25.600Z",
            "message": "Put back 2",
            "by": "ada",
        }
    ]


def test_a_new_note_changes_the_etag(
    store: MemoryStore, recorder: Recorder, hand_clock: HandClock
) -> None:
    notes: list[Note] = []
    client = Client(app_over(store, hand_clock.clock, lambda _: notes))
    succeed(recorder, hand_clock)
    etag = client.get(PATH).headers["etag"]

    notes.append(Note("put_back", hand_clock.now_ms, "Put back", "ada"))

    assert client.get(PATH, headers={"if-none-match": etag}).status == 200


def test_entries_that_were_lost_leave_a_gap_in_the_numbers_and_none_in_the_reading(
    client: Client, recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started")
    (execution,) = store.executions("60B3RNTB", limit=1)
    store.append(execution, 7, [line(7, "item_import"), line(8, "item_import")])

    answer = client.get(PATH, after_seq="1")
    assert [step["seq"] for step in answer.steps] == [7, 8]
    assert (answer.data["next_seq"], answer.data["total_steps"]) == (8, 3)
    assert [step["seq"] for step in client.get(PATH, after_seq="7").steps] == [8]


def test_the_stack_and_the_links_of_a_failure_are_told(
    store: MemoryStore, recorder: Recorder, hand_clock: HandClock
) -> None:
    app = app_over(store, hand_clock.clock, console=Console("eu-central-1"))
    with suppress(MemoryError), recorder.execution("60B3RNTB", lambda_context=Lambda()) as log:
        with log.step("pdf_generation", "Generating the PDF report"):
            raise MemoryError("no room")

    data = Client(app).get(PATH).data
    assert data["log_stream_url"].startswith("https://eu-central-1.console.aws.amazon.com/")
    assert data["trace_url"] is None
    assert data["verdict"]["cause_code"] == "out_of_memory"
    assert data["verdict"]["sentence"] == "Failed after 0ms in pdf_generation"
