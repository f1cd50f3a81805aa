"""The processor's settings: one field per environment variable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    profiles_table: str
    job_queue_url: str
    dead_letter_queue_url: str
    default_model_id: str
    comprehensive_model_id: str
    ai_generation_timeout: int = 300_000
    """Milliseconds the default model may take (spec, "Environment Variables")."""
    llama4_scout_timeout: int = 480_000
    """Milliseconds the comprehensive tier's model may take (spec, "Environment Variables")."""
    max_attempts: int = 3
    """Tries of a message whose failures may pass."""
    retry_delay_seconds: int = 30
    """Before the second try, at most; it grows from try to try."""
    retention_days: int = 7
    log_level: str = "info"
