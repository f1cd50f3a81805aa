"""A log as Markdown, fit for a ticket: the verdict, the facts, what broke, all ids."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from api.visible_text import visible
from execution_log import Execution
from execution_log.durations import from_start

STEPS_LIMIT = 50
"""Steps that are listed, the last ones; the whole log is in the other formats."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""ASCII punctuation: what CommonMark gives a meaning to, and lets be escaped (section 2.4)."""
_TICKS = re.compile("`+")


def markdown_file(
    execution: Execution,
    details: dict[str, Any],
    failing: dict[str, Any] | None,
    spans: Sequence[str],
) -> Iterator[str]:
    """``details`` as the API returns them, ``failing`` what broke it, ``spans`` as JSON."""
    verdict = details["verdict"]
    yield f"# {words(verdict['sentence'])}\n\n"
    for line in filter(None, (verdict["cause_plain"], verdict["advice"])):
        yield f"{words(line)}\n\n"
    yield from _table(("", ""), _facts(execution, details))
    if failing:
        yield from _failure(verdict["failed_step"] or failing["step"], failing)
    elif execution.error:
        yield f"\n## Error\n\n{fence(execution.error)}\n"
    yield from _steps(spans)


def words(text: str) -> str:
    """Plain text in one line, without any meaning in Markdown or HTML."""
    return _PUNCTUATION.sub(r"\\\g<0>", _one_line(text))


def code(text: str) -> str:
    """Text in one line, as code that can't be broken out of, in a table either."""
    line = _one_line(text).replace("|", "\\|")
    ticks = _more_ticks_than(line, 1)
    return f"{ticks} {line} {ticks}" if line else ""


def fence(text: str) -> str:
    """A block of code that can't be broken out of."""
    lines = visible("\n".join(text.splitlines()))
    ticks = _more_ticks_than(lines, 3)
    return f"{ticks}text\n{lines}\n{ticks}"


def _facts(execution: Execution, details: dict[str, Any]) -> Iterator[tuple[str, str]]:
    origin, slowest = execution.origin, details["verdict"]["slowest"]
    yield "Tracking id", code(execution.tracking_id)
    yield "Execution id", code(execution.execution_id)
    yield "Attempt", f"{execution.attempt} of {details['attempts']}"
    yield "Status", code(f"{details['final_status']} ({details['reason']})")
    yield "Company", code(execution.company)
    yield "Tier", code(execution.tier)
    yield "Queued", _plain(details["queued_at"])
    yield "Started", details["started_at"]
    yield "Ended", _plain(details["completed_at"])
    yield "Duration", details["duration_readable"]
    yield "Slowest step", _slowest(slowest) if slowest else ""
    yield "Entries", f"{details['total_steps']}, {details['lost_events']} more are lost"
    yield "Message id", code(origin.message_id or "")
    yield "Request id", code(origin.request_id or "")
    yield (
        "Log stream",
        _place(f"{origin.log_group or ''} {origin.log_stream or ''}", details["log_stream_url"]),
    )
    yield "Trace", _place("", details["trace_url"])
    yield "Kept until", details["expires_at"]


def _failure(step: str, event: dict[str, Any]) -> Iterator[str]:
    yield f"\n## Failing step: {code(step)}\n\n"
    yield f"At {event['time_from_start']}"
    yield f", error code {code(event['error_code'])}\n\n" if event["error_code"] else "\n\n"
    yield f"{fence(event['message'])}\n"
    if event["error_details"]:
        yield f"\n{fence(event['error_details'])}\n"


def _steps(spans: Sequence[str]) -> Iterator[str]:
    yield "\n## Steps\n\n"
    if len(spans) > STEPS_LIMIT:
        yield f"The last {STEPS_LIMIT} of {len(spans)} steps.\n\n"
    yield from _table(
        ("From start", "Step", "Status", "Took", "Message"),
        (
            (
                from_start(span["offset_ms"]),
                code(span["step"]),
                span["status"],
                _plain(span["duration_readable"]),
                code(span["message"]),
            )
            for span in map(json.loads, spans[-STEPS_LIMIT:])
        ),
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table without the rows that have nothing to tell."""
    names = list(head)
    yield f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n"
    for row in rows:
        cells = list(row)
        if cells[-1] or len(cells) > 2:
            yield f"| {' | '.join(cells)} |\n"


def _slowest(slowest: dict[str, Any]) -> str:
    return (
        f"{code(slowest['step'])} took {slowest['duration_readable']}, "
        f"{slowest['share'] * 100:.0f} % of the run"
    )


def _place(name: str, url: str | None) -> str:
    link = f"[open](<{url}>)" if url else ""
    return f"{code(name)} {link}".strip()


def _plain(value: str | None) -> str:
    return value or ""


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()), keep="")


def _more_ticks_than(text: str, least: int) -> str:
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)
