"""A recorder in one line: where to record is told by the function's environment."""

import pytest

from execution_log import InvalidSettings, Reason, Recorder
from execution_log.dynamo import DynamoStore
from tests.tables import LOG_TABLE, make_log_table

DAY_S = 24 * 60 * 60


@pytest.fixture
def store(moto_aws: None) -> DynamoStore:
    return DynamoStore(LOG_TABLE, make_log_table())


def test_the_table_is_all_it_must_be_told(
    store: DynamoStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXECUTION_LOG_TABLE", LOG_TABLE)

    with Recorder.from_environment().execution("60B3RNTB") as log:
        log.completed("initialization", "Started the report")

    (execution,) = store.executions("60B3RNTB", limit=1)
    assert execution.reason is Reason.SUCCEEDED
    assert execution.expires_at - execution.started_at_ms // 1000 == 7 * DAY_S
    assert "Started the report" in capsys.readouterr().out


def test_retention_and_log_level_are_heeded(
    store: DynamoStore, capsys: pytest.CaptureFixture[str]
) -> None:
    recorder = Recorder.from_environment(
        {"EXECUTION_LOG_TABLE": LOG_TABLE, "RETENTION_DAYS": "30", "LOG_LEVEL": "error"}
    )
    with recorder.execution("60B3RNTB") as log:
        log.completed("initialization", "Started the report")

    (execution,) = store.executions("60B3RNTB", limit=1)
    assert execution.expires_at - execution.started_at_ms // 1000 == 30 * DAY_S
    assert capsys.readouterr().out == ""


def test_what_is_missing_or_malformed_is_named_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        Recorder.from_environment({"RETENTION_DAYS": "a week"})

    assert str(caught.value) == (
        "EXECUTION_LOG_TABLE is missing; RETENTION_DAYS must be int, not 'a week'"
    )
