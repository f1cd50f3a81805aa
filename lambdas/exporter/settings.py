"""The function's settings: one field per environment variable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    exports_table: str
    exports_bucket: str
    log_level: str = "info"
