"""Events as JSON: any value a job may hand over, bounded in size, in the form the API returns."""

import json
import math
import traceback
from typing import Any

from execution_log.clock import timestamp
from execution_log.durations import from_start
from execution_log.model import Event

NAME_LIMIT = 200
"""Characters of a step's name."""
MESSAGE_LIMIT = 4_096
"""Characters of a message. Temporal cuts failure messages at the same size."""
METADATA_LIMIT = 32_768
"""Characters of an event's metadata as JSON (faults S13)."""
STACK_LIMIT = 16_384
"""Characters of a stack; head and tail are kept (faults S07)."""
DEPTH_LIMIT = 20


def event_json(event: Event) -> str:
    """The event exactly as the API returns it in ``steps``, so that a read needs no rebuilding.

    Pure ASCII: lone surrogates, NUL and line separators survive every store and transport.
    """
    return json.dumps(
        {
            "seq": event.seq,
            "step": text(event.step, NAME_LIMIT),
            "status": event.status.value,
            "timestamp": timestamp(event.timestamp_ms),
            "message": text(event.message, MESSAGE_LIMIT),
            "time_from_start": from_start(event.offset_ms),
            "offset_ms": event.offset_ms,
            "error_details": _optional(event.error_details, STACK_LIMIT),
            "error_code": _optional(event.error_code, NAME_LIMIT),
            "retry_possible": event.retry_possible,
            "metadata": bounded_metadata(event.metadata),
            "span": event.span,
            "parent": event.parent,
        },
        separators=(",", ":"),
    )


def _optional(value: str | None, limit: int) -> str | None:
    return None if value is None else text(value, limit)


def bounded_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """Plain JSON values only. Metadata over the limit is replaced by a note with its beginning."""
    plain = {text(key): plain_value(value) for key, value in list(metadata.items())}
    encoded = json.dumps(plain)
    if len(encoded) <= METADATA_LIMIT:
        return plain
    return {
        "truncated": True,
        "original_bytes": len(encoded),
        "beginning": encoded[: METADATA_LIMIT // 2],
    }


def plain_value(value: Any, depth: int = 0) -> Any:
    """The value as JSON can hold it; what JSON has no word for is named by type and text."""
    if value is None or isinstance(value, bool) or _is_exact_number(value):
        return value
    if not isinstance(value, dict | list | tuple | set | frozenset):
        return text(value)
    if depth >= DEPTH_LIMIT:
        return f"<{type(value).__name__}, nested too deep>"
    if isinstance(value, dict):
        return {text(key): plain_value(item, depth + 1) for key, item in list(value.items())}
    return [plain_value(item, depth + 1) for item in list(value)]


def _is_exact_number(value: Any) -> bool:
    """True for numbers that every JSON reader takes unchanged (RFC 8259, section 6)."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and abs(value) < 2**53


def text(value: object, limit: int = METADATA_LIMIT) -> str:
    """The value's text, cut to ``limit``; objects whose ``str()`` raises get a placeholder."""
    try:
        return cut(str(value), limit)
    except Exception as error:
        return f"<{type(value).__name__}: its text raised {type(error).__name__}>"


def cut(value: str, limit: int) -> str:
    """At most ``limit`` characters and a note of how many are missing: head and tail are kept."""
    if len(value) <= limit:
        return value
    half = limit // 2
    return f"{value[:half]}\n… {len(value) - 2 * half} characters cut …\n{value[-half:]}"


def summary(error: BaseException) -> str:
    """What went wrong in one line: the error's own words, or its type if it has none."""
    return text(error, MESSAGE_LIMIT) or type(error).__name__


def stack(error: BaseException) -> str:
    """The full stack trace with its cause chain, as Python prints it."""
    try:
        lines = traceback.format_exception(error)
    except Exception as fault:
        lines = [f"{type(error).__name__} (its stack raised {type(fault).__name__})"]
    return cut("".join(lines).rstrip(), STACK_LIMIT)
