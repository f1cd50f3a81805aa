"""The entry point of the exporter function."""

import pytest

from exporter import handler as entry
from tests.api.executions import begin_many
from tests.clock import HandClock
from tests.exporter.world import EXPORT_ID, World
from tests.tables import EXPORTS_BUCKET, EXPORTS_TABLE, LOG_TABLE


class Context:
    def get_remaining_time_in_millis(self) -> int:
        return 900_000


@pytest.fixture
def world(moto_aws: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """In the true time, as the handler has it."""
    monkeypatch.setenv("EXECUTION_LOG_TABLE", LOG_TABLE)
    monkeypatch.setenv("EXPORTS_TABLE", EXPORTS_TABLE)
    monkeypatch.setenv("EXPORTS_BUCKET", EXPORTS_BUCKET)
    entry.exporter.cache_clear()
    clock = HandClock(now_ms=entry.SYSTEM_CLOCK.now_ms())
    return World(clock)


def test_it_writes_the_export_it_is_called_for(world: World) -> None:
    world.queue()
    begin_many(world.store, 2, expires_at=world.hand_clock.now_ms // 1000 + 3600)

    entry.handler({"export_id": EXPORT_ID}, Context())

    assert world.file(world.stored()).count(b"\r\n") == 3


def test_called_twice_it_says_so_and_does_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.queue()
    entry.handler({"export_id": EXPORT_ID}, Context())

    entry.handler({"export_id": EXPORT_ID}, Context())

    assert "export not to be written" in caplog.messages
