"""A log as OTLP JSON: what any OpenTelemetry consumer takes at ``/v1/traces``.

OpenTelemetry specification, "OTLP/JSON": ids are hex, 64-bit numbers are strings, enums numbers.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from api.events import SPAN, Events
from api.spans import Spans
from execution_log import Execution

INTERNAL, CONSUMER = 1, 5
"""Span.SpanKind of trace.proto."""
UNSET, OK, ERROR = 0, 1, 2
"""Status.StatusCode of trace.proto."""
STATUS_CODES = {"completed": OK, "failed": ERROR}

DEPTH_LIMIT = 20
"""Nesting of attributes; below it is JSON text. Protocol Buffers end at 100 messages."""
INT64 = 2**63

Json = dict[str, Any]
ROOT = "0"
"""The number of the span that stands for the whole execution; those of steps begin at 1."""


def otlp_file(
    execution: Execution, details: Json, events: Events, spans: Spans, elapsed_ms: int
) -> Iterator[str]:
    """One trace: the execution, and inside it its steps. Unfinished ones end where it is now."""
    resource = json.dumps({"attributes": _attributes(_resource(execution))})
    yield f'{{"resourceSpans":[{{"resource":{resource},"scopeSpans":[{{"scope":'
    yield '{"name":"execution_log"},"spans":['
    yield json.dumps(_root(execution, details, elapsed_ms))
    for number, lines in _lines_by_span(events).items():
        yield ",\n"
        told = [json.loads(line) for line in lines]
        yield json.dumps(_span(execution, number, told, spans, elapsed_ms))
    yield "]}]}]}\n"


def trace_id(execution_id: str) -> str:
    """16 bytes, the same in every export of the execution."""
    return sha256(execution_id.encode()).hexdigest()[:32]


def span_id(execution_id: str, number: str) -> str:
    """8 bytes, the same in every export."""
    return sha256(f"{execution_id}/{number}".encode()).hexdigest()[:16]


def _resource(execution: Execution) -> Json:
    """OpenTelemetry semantic conventions for FaaS and AWS logs."""
    origin = execution.origin
    return {
        "service.name": "execution-log",
        "cloud.provider": "aws",
        "aws.log.group.names": [origin.log_group] if origin.log_group else None,
        "aws.log.stream.names": [origin.log_stream] if origin.log_stream else None,
    }


def _root(execution: Execution, details: Json, elapsed_ms: int) -> Json:
    delivery = {name: details[name] for name in ("queued_at", "requested_by", "request_reason")}
    return {
        **_ids(execution, ROOT),
        "name": "execution",
        "kind": CONSUMER,
        "startTimeUnixNano": _nanoseconds(execution.started_at_ms),
        "endTimeUnixNano": _nanoseconds(execution.started_at_ms + elapsed_ms),
        "attributes": _attributes(
            {
                "execution_log.tracking_id": execution.tracking_id,
                "execution_log.execution_id": execution.execution_id,
                "execution_log.attempt": execution.attempt,
                "execution_log.company": execution.company,
                "execution_log.tier": execution.tier,
                "execution_log.status": details["final_status"],
                "execution_log.reason": details["reason"],
                "execution_log.lost_events": execution.lost_events,
                **{f"execution_log.{name}": value for name, value in delivery.items()},
                "faas.invocation_id": execution.origin.request_id,
                "messaging.message.id": execution.origin.message_id,
            }
        ),
        "links": _links(details["retry"]),
        "status": _status(details["final_status"], details["verdict"]["sentence"]),
    }


def _span(
    execution: Execution, number: str, told: list[Json], spans: Spans, elapsed_ms: int
) -> Json:
    first, last = told[0], told[-1]
    took = spans.duration_ms(number)
    end = max(elapsed_ms, first["offset_ms"]) if took is None else first["offset_ms"] + took
    parent = str(first["parent"])
    return {
        **_ids(execution, number),
        "parentSpanId": span_id(execution.execution_id, parent if parent in spans else ROOT),
        "name": _text(first["step"]),
        "kind": INTERNAL,
        "startTimeUnixNano": _nanoseconds(execution.started_at_ms + first["offset_ms"]),
        "endTimeUnixNano": _nanoseconds(execution.started_at_ms + end),
        "attributes": _attributes(
            {
                "execution_log.status": last["status"],
                "execution_log.message": last["message"],
                "execution_log.seq": first["seq"],
                "execution_log.unfinished": True if took is None else None,
            }
        ),
        "events": [_event(execution, event) for event in told],
        "status": _status(last["status"], last["message"]),
    }


def _event(execution: Execution, event: Json) -> Json:
    failed = event["error_details"] is not None
    error = {
        "exception.type": event["error_code"],
        "exception.message": event["message"] if failed else None,
        "exception.stacktrace": event["error_details"],
    }
    metadata = {f"metadata.{name}": value for name, value in event["metadata"].items()}
    return {
        "timeUnixNano": _nanoseconds(execution.started_at_ms + event["offset_ms"]),
        "name": "exception" if failed else _text(event["status"]),
        "attributes": _attributes(
            {
                "execution_log.seq": event["seq"],
                "execution_log.message": event["message"],
                "execution_log.retry_possible": event["retry_possible"],
                **error,
                **metadata,
            }
        ),
    }


def _ids(execution: Execution, number: str) -> Json:
    return {
        "traceId": trace_id(execution.execution_id),
        "spanId": span_id(execution.execution_id, number),
    }


def _links(retry: Json | None) -> list[Json]:
    """To the try before, which is a trace of its own."""
    before = retry and retry["retry_of"]
    return [{"traceId": trace_id(before), "spanId": span_id(before, ROOT)}] if before else []


def _status(status: str, message: str) -> Json:
    code = STATUS_CODES.get(status, UNSET)
    return {"code": code, "message": _text(message)} if code == ERROR else {"code": code}


def _lines_by_span(events: Events) -> Mapping[str, list[str]]:
    lines: dict[str, list[str]] = defaultdict(list)
    for line, row in zip(events.lines, events.rows, strict=True):
        lines[row[SPAN]].append(line)
    return lines


def _attributes(values: Json) -> list[Json]:
    """Without those that have no value."""
    return [
        {"key": _text(name), "value": any_value(value)}
        for name, value in values.items()
        if value is not None
    ]


def any_value(value: Any, depth: int = 0) -> Json:
    """The value as an AnyValue of common.proto."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int) and -INT64 <= value < INT64:
        return {"intValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value}
    if isinstance(value, dict | list) and depth < DEPTH_LIMIT:
        return _compound(value, depth + 1)
    if value is None:
        return {}
    return {"stringValue": _text(value if isinstance(value, str) else json.dumps(value))}


def _compound(value: Json | list[Any], depth: int) -> Json:
    if isinstance(value, list):
        return {"arrayValue": {"values": [any_value(item, depth) for item in value]}}
    pairs = ({"key": _text(k), "value": any_value(v, depth)} for k, v in value.items())
    return {"kvlistValue": {"values": list(pairs)}}


def _text(text: str) -> str:
    """Strings of Protocol Buffers are UTF-8, which has no lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def _nanoseconds(epoch_ms: int) -> str:
    return str(epoch_ms * 1_000_000)
