"""As much of a log as fits into one answer."""

from bisect import bisect_right
from dataclasses import dataclass

from api.events import SEQ, SPAN, Events
from api.spans import Spans

COMPRESSED_BYTES = 5_000_000
"""Of an answer that is compressed: even text without any pattern, which deflate makes a fifth
smaller and Lambda's base64 a third larger, stays under the 6 MB of a response."""
PLAIN_BYTES = 2_500_000
"""Of an answer that is not: within Lambda's JSON response each quote takes two bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """Events and their spans, as JSON."""

    steps: list[str]
    spans: list[str]
    next_seq: int
    """Where the next page begins: after this one."""
    has_more: bool


def page_of(events: Events, spans: Spans, *, after_seq: int, most_bytes: int) -> Page:
    """The events after a number, as many as fit, but at least one, and the spans of those."""
    rows = events.rows
    begin = bisect_right(rows, after_seq, key=lambda row: int(row[SEQ])) if after_seq else 0
    texts = spans.as_json({row[SPAN] for row in rows[begin:]} if begin else None)
    end = _end(events, texts, begin, most_bytes)
    shown = {row[SPAN] for row in rows[begin:end]} if end < len(rows) else texts
    return Page(
        steps=list(events.lines[begin:end]),
        spans=[text for number, text in texts.items() if number in shown],
        next_seq=int(rows[end - 1][SEQ]) if rows else 0,
        has_more=end < len(rows),
    )


def _end(events: Events, texts: dict[str, str], begin: int, most_bytes: int) -> int:
    if sum(map(len, events.lines[begin:])) + sum(map(len, texts.values())) <= most_bytes:
        return len(events.rows)
    size, waiting = 0, dict(texts)
    for number in range(begin, len(events.rows)):
        size += len(events.lines[number]) + len(waiting.pop(events.rows[number][SPAN], ""))
        if size > most_bytes and number > begin:
            return number
    return len(events.rows)
