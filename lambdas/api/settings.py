"""The API's settings: one field per environment variable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    profiles_table: str
    audit_table: str
    cursor_keys_table: str
    queue_url: str
    queue_arn: str
    dead_letter_queue_url: str
    dead_letter_queue_arn: str
    user_pool_id: str
    exports_table: str
    exports_bucket: str
    exporter_function: str
    retention_days: int = 7
    log_level: str = "info"
