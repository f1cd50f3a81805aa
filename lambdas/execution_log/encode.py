"""An event as JSON, in the form the API returns."""

from functools import lru_cache
from typing import Any

from execution_log.clock import timestamp
from execution_log.durations import from_start
from execution_log.model import Event
from execution_log.redaction import Redactor
from execution_log.values import (
    EXACT,
    METADATA_LIMIT,
    READ_LIMIT,
    STACK_LIMIT,
    SUMMARY_LIMIT,
    cut,
    encode,
    metadata_json,
    text,
)

NAME_LIMIT = 200
"""Characters of a step's name."""
MESSAGE_LIMIT = SUMMARY_LIMIT


def event_json(event: Event, redactor: Redactor) -> str:
    """The event exactly as the API returns it in ``steps``, so that a read needs no rebuilding.

    Without secrets. Written field by field: a general encoder takes four times as long, in the
    job's own thread.
    """
    return (
        f'{{"seq":{event.seq}'
        f',"step":{_name(event.step, redactor)}'
        f',"status":"{event.status}"'
        f',"timestamp":"{timestamp(event.timestamp_ms)}"'
        f',"message":{_message(event.message, redactor)}'
        f',"time_from_start":"{from_start(event.offset_ms)}"'
        f',"offset_ms":{event.offset_ms}'
        f"{_error_fields(event, redactor)}"
        f',"metadata":{_metadata(event.metadata, redactor)}'
        f',"span":{event.span}'
        f',"parent":{"null" if event.parent is None else event.parent}}}'
    )


def clean(value: object, limit: int, redactor: Redactor) -> str:
    """The value's text without secrets, cut to ``limit`` characters."""
    return cut(redactor.text(text(value, READ_LIMIT)), limit)


def _name(step: object, redactor: Redactor) -> str:
    return _known_name(step, redactor) if type(step) is str else _known_name(text(step), redactor)


@lru_cache(maxsize=1024)
def _known_name(step: str, redactor: Redactor) -> str:
    """Remembered, since the same few steps come again and again."""
    return encode(clean(step, NAME_LIMIT, redactor))


def _message(message: object, redactor: Redactor) -> str:
    if type(message) is str and len(message) <= MESSAGE_LIMIT:
        return encode(redactor.text(message))
    return encode(clean(message, MESSAGE_LIMIT, redactor))


def _metadata(metadata: dict[str, Any], redactor: Redactor) -> str:
    """Numbers and short texts, the common case, are written without the general encoder's ways."""
    parts = []
    for key, value in list(metadata.items()):
        name = _harmless_key(key, redactor) if type(key) is str else None
        if name is None:
            return metadata_json(redactor.metadata(metadata))
        if type(value) is int and -EXACT < value < EXACT:
            parts.append(f"{name}{value}")
        elif type(value) is str and len(value) <= MESSAGE_LIMIT:
            parts.append(name + encode(redactor.text(value)))
        else:
            return metadata_json(redactor.metadata(metadata))
    if sum(map(len, parts)) > METADATA_LIMIT - 2 - len(parts):
        return metadata_json(redactor.metadata(metadata))
    return f"{{{','.join(parts)}}}"


@lru_cache(maxsize=1024)
def _harmless_key(key: str, redactor: Redactor) -> str | None:
    """The key as JSON with its colon; None if what it says of its value must be looked at."""
    harmless = redactor.metadata({key: 0}) == {key: 0} and key.lower() not in {"name", "value"}
    return f"{encode(key)}:" if harmless and len(key) <= NAME_LIMIT else None


def _error_fields(event: Event, redactor: Redactor) -> str:
    if event.error_details is None and event.error_code is None and event.retry_possible is None:
        return ',"error_details":null,"error_code":null,"retry_possible":null'
    retry = None if event.retry_possible is None else bool(event.retry_possible)
    return (
        f',"error_details":{_optional(event.error_details, STACK_LIMIT, redactor)}'
        f',"error_code":{_optional(event.error_code, NAME_LIMIT, redactor)}'
        f',"retry_possible":{encode(retry)}'
    )


def _optional(value: str | None, limit: int, redactor: Redactor) -> str:
    return "null" if value is None else encode(clean(value, limit, redactor))
