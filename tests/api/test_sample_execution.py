"""The specification's sample execution, recorded and read back through the real store and API."""

from typing import Any

import pytest

from execution_log import DynamoStore, Recorder
from tests.api.administration import app_over
from tests.api.http import Client
from tests.clock import HandClock, epoch_ms
from tests.tables import LOG_TABLE, make_log_table

STACK = (
    "Error: AI generation timeout after 480000ms\n at AIService.generateContent (worker.js:1234:56)"
)


@pytest.fixture
def log(moto_aws: None) -> dict[str, Any]:
    clock = HandClock(epoch_ms("2024-01-15T10:30:00.000Z"))
    store = DynamoStore(LOG_TABLE, make_log_table(), clock.clock)
    record_sample(store, clock)
    client = Client(app_over(store, clock.clock))
    return client.get("/api/execution-logs/60B3RNTB").data  # type: ignore[no-any-return]


def record_sample(store: DynamoStore, clock: HandClock) -> None:
    recorder = Recorder(store, clock=clock.clock, execution_id=lambda _: SAMPLE_ID)
    with recorder.execution("60B3RNTB", company="Acme Corp", tier="comprehensive") as log:
        log.completed("initialization", "Started processing for Acme Corp (comprehensive tier)")
        clock.pass_ms(1000)
        log.completed("status_update", "Updated status to processing")
        clock.pass_ms(1000)
        log.in_progress("orchestrator_execution", "Starting orchestrator execution...")
        clock.pass_ms(148_000)
        log.failed(
            "error_handling",
            "Processing failed: AI generation timeout after 480000ms",
            error_details=STACK,
        )


SAMPLE_ID = "exec_1703123456789_xyz123abc"


def test_the_sample_comes_out_with_the_specifications_fields_and_values(
    log: dict[str, Any],
) -> None:
    expected = {
        "tracking_id": "60B3RNTB",
        "execution_id": SAMPLE_ID,
        "company": "Acme Corp",
        "tier": "comprehensive",
        "started_at": "2024-01-15T10:30:00.000Z",
        "completed_at": "2024-01-15T10:32:30.000Z",
        "duration_ms": 150_000,
        "duration_readable": "2m 30s",
        "total_steps": 4,
        "final_status": "failed",
    }

    assert {name: log[name] for name in expected} == expected


def test_the_samples_steps_come_out_with_the_specifications_fields_and_values(
    log: dict[str, Any],
) -> None:
    fields = ("step", "status", "timestamp", "message", "time_from_start", "error_details")

    assert [tuple(step[name] for name in fields) for step in log["steps"]] == [
        (
            "initialization",
            "completed",
            "2024-01-15T10:30:00.000Z",
            "Started processing for Acme Corp (comprehensive tier)",
            "+0ms",
            None,
        ),
        (
            "status_update",
            "completed",
            "2024-01-15T10:30:01.000Z",
            "Updated status to processing",
            "+1s",
            None,
        ),
        (
            "orchestrator_execution",
            "in_progress",
            "2024-01-15T10:30:02.000Z",
            "Starting orchestrator execution...",
            "+2s",
            None,
        ),
        (
            "error_handling",
            "failed",
            "2024-01-15T10:32:30.000Z",
            "Processing failed: AI generation timeout after 480000ms",
            "+2m 30s",
            STACK,
        ),
    ]


def test_the_samples_verdict_names_the_step_that_hung(log: dict[str, Any]) -> None:
    assert log["verdict"]["sentence"] == "Failed after 2m 30s in orchestrator_execution"
