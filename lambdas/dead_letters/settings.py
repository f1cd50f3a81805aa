"""The function's settings: one field per environment variable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    dead_letter_queue_url: str
    deliveries: int
    """After so many the job queue gives a message up. SQS's own count goes on in the next queue."""
    retention_days: int = 7
    log_level: str = "info"
