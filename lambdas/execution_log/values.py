"""Any value a job may hand over, as text or JSON of bounded size. Nothing here raises."""

import json
import math
import re
import traceback
from typing import Any

METADATA_LIMIT = 32_768
"""Characters of an event's metadata as JSON (faults S13)."""
STACK_LIMIT = 16_384
"""Characters of a stack; head and tail are kept (faults S07)."""
SUMMARY_LIMIT = 4_096
"""Characters of an error's own words. Temporal cuts failure messages at the same size."""
ERROR_LIMIT = 500
"""Characters of the error that a header holds, so that its index entries are mostly a write unit
each. The failed step's message has MESSAGE_LIMIT."""
READ_LIMIT = 1_000_000
"""Characters of any text that are read at all. Secrets are taken out before a text is cut to its
own limit, since a cut could take away what a secret is known by."""
DEPTH_LIMIT = 20
"""Nesting of metadata that is shown; DynamoDB's own limit is 32."""

encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
"""ASCII only: lone surrogates, NUL and line separators survive every store and transport."""

EXACT = 2**53
_INEXACT = re.compile(r"\d{16}")
"""Whole numbers from 2**53 on, which JavaScript would round (RFC 8259, section 6)."""


def storable(text: str) -> str:
    """Without the lone surrogates that DynamoDB refuses."""
    return text.encode("utf-8", "replace").decode()


def metadata_json(metadata: dict[str, Any]) -> str:
    """Metadata as JSON; over the limit, a note with its beginning instead."""
    try:
        encoded = encode(metadata)
    except (TypeError, ValueError, RecursionError):
        return _bounded(plain_value(metadata))
    if len(encoded) > METADATA_LIMIT or _INEXACT.search(encoded):
        return _bounded(plain_value(metadata))
    return encoded


def _bounded(plain: Any) -> str:
    encoded = encode(plain)
    if len(encoded) <= METADATA_LIMIT:
        return encoded
    note = {
        "truncated": True,
        "original_bytes": len(encoded),
        "beginning": encoded[: METADATA_LIMIT // 2],
    }
    return encode(note)


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
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and abs(value) < EXACT


def text(value: object, limit: int = METADATA_LIMIT) -> str:
    """The value's text, cut to ``limit``; objects whose ``str()`` raises get a placeholder."""
    try:
        return cut(value if type(value) is str else str(value), limit)
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
    return text(error, READ_LIMIT) or type(error).__name__


def stack(error: BaseException) -> str:
    """The whole stack trace with its cause chain, as Python prints it."""
    try:
        lines = traceback.format_exception(error)
    except Exception as fault:
        lines = [f"{type(error).__name__} (its stack raised {type(fault).__name__})"]
    return cut("".join(lines).rstrip(), READ_LIMIT)
