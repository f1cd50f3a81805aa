"""What a recorder is told by its function's environment: one field per variable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    retention_days: int = 7
    log_level: str = "info"
