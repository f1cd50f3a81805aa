"""A chunk's events as one attribute: readable JSON Lines, or deflated where that is cheaper.

DynamoDB bills writes by the started kilobyte of the whole item, keys and names included.
"""

import zlib
from collections.abc import Sequence
from typing import Any

READABLE_BYTES = 800
"""With keys and names such a chunk still is one write unit, so deflating it would save nothing."""

LEVEL = 6
"""zlib's default: level 9 saves 3 % of the bytes for three times the CPU time."""

_WINDOW = -15
"""Raw deflate (RFC 1951) with the largest window: no header, no checksum."""

_DICTIONARIES = {
    b"\x01": (
        b'"error_details":"Traceback (most recent call last):\\n  File \\"/var/task/","error_code":'
        b'"retry_possible":true,"progress":{"done":,"total":}"timestamp":"2026-01-01T00:00:00.000Z"'
        b',"status":"skipped""status":"failed","initialization""data_validation""status_update"'
        b'"orchestrator_execution""result_storage""error_handling""Started processing for '
        b'{"seq":1,"step":"","status":"in_progress","timestamp":"2026-11-","message":"'
        b'","time_from_start":"+0ms","offset_ms":0,"error_details":null,"error_code":null,'
        b'"retry_possible":null,"metadata":{},"span":1,"parent":null}\n'
        b'{"seq":2,"step":"","status":"completed","timestamp":"2026-11-","message":"'
        b'","time_from_start":"+0ms","offset_ms":0,"error_details":null,"error_code":null,'
        b'"retry_possible":null,"metadata":{},"span":1,"parent":null}\n'
    )
}
"""By the first byte of a deflated chunk. Never change one: stored chunks need it. Add another."""

_NEWEST = max(_DICTIONARIES)


def pack(events: Sequence[str]) -> dict[str, Any]:
    """The events (ASCII JSON texts) as a DynamoDB attribute value."""
    text = "\n".join(events)
    return {"S": text} if len(text) <= READABLE_BYTES else deflated(events)


def deflated(events: Sequence[str]) -> dict[str, Any]:
    """The same, deflated whatever their size."""
    text = "\n".join(events)
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, _WINDOW, 9, zdict=_DICTIONARIES[_NEWEST])
    return {"B": _NEWEST + deflate.compress(text.encode()) + deflate.flush()}


def unpack(attribute: dict[str, Any]) -> list[str]:
    """The events of a chunk that ``pack`` made; raises ValueError for anything else."""
    if "S" in attribute:
        return str(attribute["S"]).split("\n")
    packed = bytes(attribute["B"])
    dictionary = _DICTIONARIES.get(packed[:1])
    if dictionary is None:
        raise ValueError("the chunk was packed by a newer version")
    inflate = zlib.decompressobj(_WINDOW, zdict=dictionary)
    try:
        text = inflate.decompress(packed[1:])
    except zlib.error as error:
        raise ValueError("the chunk is broken") from error
    if not inflate.eof:
        raise ValueError("the chunk is cut off")
    return text.decode().split("\n")
