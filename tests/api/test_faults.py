"""What a reader gets when something is wrong on our side. Rows H14, H15, H16, H31."""

import json

import pytest

from api.handler import DYNAMODB_CONFIG
from execution_log import AttemptContention, Execution, Recorder, StoreUnavailable
from execution_log.testing import MemoryStore
from infra.api import TIMEOUT_SECONDS
from tests.api.administration import app_over
from tests.api.http import Client
from tests.clock import HandClock

PATH = "/api/execution-logs/60B3RNTB"
SECRET = "AKIAIOSFODNN7EXAMPLE"


class BrokenStore(MemoryStore):
    """Fails every read with an error that holds a secret."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def executions(self, *args: object, **options: object) -> list[Execution]:
        raise self.error

    def recent(self, *args: object, **options: object) -> None:  # type: ignore[override]
        raise self.error

    def by_status(self, *args: object, **options: object) -> None:  # type: ignore[override]
        raise self.error


def client_of(error: Exception, clock: HandClock) -> Client:
    return Client(app_over(BrokenStore(error), clock.clock))


@pytest.mark.parametrize(
    "path",
    [
        *("/api/execution-logs", PATH, f"{PATH}/executions", f"{PATH}/export"),
        *("/api/counts", "/api/overview"),
    ],
)
@pytest.mark.parametrize("error", [StoreUnavailable(SECRET), AttemptContention(SECRET)])
def test_a_store_that_is_down_is_told_with_when_to_ask_again(
    path: str, error: Exception, hand_clock: HandClock
) -> None:
    answer = client_of(error, hand_clock).get(path, format="csv")

    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.body == {
        "success": False,
        "error": "Failed to retrieve execution log",
        "details": f"{type(error).__name__} (request request-1)",
    }


def test_a_call_to_a_store_that_is_down_ends_before_the_function_does() -> None:
    attempts = DYNAMODB_CONFIG.retries["total_max_attempts"]
    pauses = sum(2**n for n in range(attempts - 1))
    longest = attempts * (DYNAMODB_CONFIG.connect_timeout + DYNAMODB_CONFIG.read_timeout) + pauses

    assert DYNAMODB_CONFIG.retries["mode"] == "standard"
    assert longest < TIMEOUT_SECONDS - 2


def test_any_other_fault_is_told_by_class_and_request_id_only(hand_clock: HandClock) -> None:
    answer = client_of(RuntimeError(SECRET), hand_clock).get(PATH)

    assert answer.status == 500
    assert answer.body == {
        "success": False,
        "error": "Failed to retrieve execution log",
        "details": "RuntimeError (request request-1)",
    }


@pytest.mark.parametrize("error", [StoreUnavailable(SECRET), RuntimeError(SECRET)])
def test_the_stack_of_a_fault_is_logged_without_secrets(
    error: Exception, hand_clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    client_of(error, hand_clock).get(PATH)

    (logged,) = caplog.records
    stack = vars(logged)["stack"]
    assert logged.message == "request failed"
    assert type(error).__name__ in stack
    assert "in executions" in stack
    assert SECRET not in stack


def test_what_a_newer_recorder_wrote_is_passed_through(
    client: Client, recorder: Recorder, store: MemoryStore
) -> None:
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started")
    (execution,) = store.executions("60B3RNTB", limit=1)
    (line,) = store.events(execution)
    newer = {**json.loads(line), "seq": 2, "span": 2, "status": "paused", "mood": {"a": [1]}}
    store.append(execution, 2, [json.dumps(newer)])

    data = client.get(PATH).data
    assert data["steps"][1] == newer
    assert data["spans"][1]["status"] == "paused"
