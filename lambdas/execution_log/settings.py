"""What a recorder is told by its function's environment: one field per variable."""

from dataclasses import dataclass

from execution_log.deadline import MARGIN_MS


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    retention_days: int = 7
    log_level: str = "info"
    deadline_margin_ms: int = MARGIN_MS
