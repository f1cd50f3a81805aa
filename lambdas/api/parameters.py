"""Checks what a request asks for. Every fault names its parameter."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeVar

from api.errors import BadRequest
from api.queries import Filter, Range
from execution_log import Reason, Status
from execution_log.clock import timestamp

Query = Mapping[str, str]
Choice = TypeVar("Choice")

TRACKING_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
EXECUTION_ID = re.compile(r"exec_[0-9]{1,20}_[0-9a-z]{1,20}")
IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
STATUSES = {s.value: s for s in (Status.COMPLETED, Status.FAILED, Status.IN_PROGRESS)}
REASONS = {r.value: r for r in Reason}
EXPORT_ID = re.compile(r"export_[0-9]{13}_[0-9a-z]{10}")
FILTERS = (
    *("status", "reason", "tier", "company", "tracking_id", "failed_step", "error_code", "q"),
    *("min_attempt", "max_attempt", "min_duration_ms", "max_duration_ms", "from", "to"),
)
"""What ``wanted`` and ``until`` read."""
EXPORT_FORMATS = ("csv", "json", "markdown", "otlp")
MAX_LIMIT = 100
MAX_TEXT = 100
"""Characters of a search text (faults H28)."""
MAX_SEQ = 10_000_000
MAX_ATTEMPT = 1_000_000
MAX_DURATION_MS = 1_000_000_000


def tracking_id(value: str) -> str:
    if not TRACKING_ID.fullmatch(value):
        raise BadRequest("tracking_id must be 1 to 64 letters, digits, hyphens or underscores")
    return value


def idempotency_key(headers: Mapping[str, str]) -> str:
    """What tells a repeated request from a new one."""
    value = headers.get("idempotency-key", "")
    if not IDEMPOTENCY_KEY.fullmatch(value):
        raise BadRequest("The header Idempotency-Key must be 1 to 64 of A-Z a-z 0-9 _ -")
    return value


def execution_id(query: Query) -> str | None:
    value = query.get("execution_id")
    if value is not None and not EXECUTION_ID.fullmatch(value):
        raise BadRequest("execution_id is malformed")
    return value


def export_id(value: str) -> str:
    if not EXPORT_ID.fullmatch(value):
        raise BadRequest("export_id is malformed")
    return value


def after_seq(query: Query) -> int:
    return _whole_number(query, "after_seq", default=0, least=0, most=MAX_SEQ)


def export_format(query: Query) -> str:
    value = query.get("format", "")
    if value not in EXPORT_FORMATS:
        raise BadRequest(f"format must be one of {', '.join(EXPORT_FORMATS)}")
    return value


def flag(query: Query, name: str) -> bool:
    value = query.get(name, "false")
    if value not in {"true", "false"}:
        raise BadRequest(f"{name} must be true or false")
    return value == "true"


def limit(query: Query) -> int:
    return _whole_number(query, "limit", default=50, least=1, most=MAX_LIMIT)


def wanted(query: Query) -> Filter:
    return Filter(
        status=_one_of(query, "status", STATUSES),
        since=_time(query, "from") or "",
        reason=_one_of(query, "reason", REASONS),
        tier=_text(query, "tier"),
        company=_text(query, "company"),
        tracking_id=_text(query, "tracking_id"),
        failed_step=_text(query, "failed_step"),
        error_code=_text(query, "error_code"),
        q=_text(query, "q"),
        attempts=_range(query, "min_attempt", "max_attempt", most=MAX_ATTEMPT),
        duration_ms=_range(query, "min_duration_ms", "max_duration_ms", most=MAX_DURATION_MS),
    )


def wanted_of_any_status(query: Query) -> Filter:
    """For figures that are told for each status."""
    if "status" in query:
        raise BadRequest("status can't be chosen here: each is counted")
    return wanted(query)


def until(query: Query) -> str | None:
    """The end of the time range."""
    return _time(query, "to")


def _one_of(query: Query, name: str, choices: Mapping[str, Choice]) -> Choice | None:
    value = query.get(name)
    if value is None:
        return None
    if value not in choices:
        raise BadRequest(f"{name} must be one of {', '.join(choices)}")
    return choices[value]


def _range(query: Query, least: str, most_name: str, *, most: int) -> Range:
    low, high = (
        _whole_number(query, name, default=0, least=0, most=most) if name in query else None
        for name in (least, most_name)
    )
    return Range(low, high)


def _text(query: Query, name: str) -> str:
    value = query.get(name, "")
    if len(value) > MAX_TEXT:
        raise BadRequest(f"{name} must be at most {MAX_TEXT} characters")
    return value


def _time(query: Query, name: str) -> str | None:
    value = query.get(name)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return timestamp(round(aware.timestamp() * 1000))
    except (ValueError, OverflowError):
        raise BadRequest(f"{name} must be a time in ISO 8601, such as 2026-01-31T09:00Z") from None


def _whole_number(query: Query, name: str, *, default: int, least: int, most: int) -> int:
    value = query.get(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) <= 10):
        raise BadRequest(f"{name} must be a whole number from {least} to {most}")
    number = int(value)
    if not least <= number <= most:
        raise BadRequest(f"{name} must be a whole number from {least} to {most}")
    return number
