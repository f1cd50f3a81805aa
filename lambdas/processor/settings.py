"""The processor's settings: one field per environment variable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    execution_log_table: str
    profiles_table: str
    dead_letter_queue_url: str
    default_model_id: str
    comprehensive_model_id: str
    ai_generation_timeout: int = 300_000
    """Milliseconds the default model may take (spec, "Environment Variables")."""
    llama4_scout_timeout: int = 480_000
    """Milliseconds the comprehensive tier's model may take (spec, "Environment Variables")."""
    retention_days: int = 7
    log_level: str = "info"
