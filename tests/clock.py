"""A clock that tests move by hand."""

from dataclasses import dataclass, field
from datetime import datetime

from execution_log.clock import Clock


def epoch_ms(iso: str) -> int:
    return round(datetime.fromisoformat(iso).timestamp() * 1000)


@dataclass
class HandClock:
    """Stands at ``now_ms`` until told to move; ``clock`` is what code under test gets."""

    now_ms: int = epoch_ms("2026-11-23T10:00:00.000Z")
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(now_ms=lambda: self.now_ms, monotonic_ms=lambda: float(self.now_ms))

    def pass_ms(self, ms: int) -> None:
        self.now_ms += ms
