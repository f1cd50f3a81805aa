"""OTLP JSON, held against OpenTelemetry's own Protocol Buffers definitions."""

import base64
import json
from typing import Any

import pytest
from google.protobuf import json_format
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from api.export_otlp import any_value, otlp_file, span_id, trace_id
from api.links import NO_CONSOLE
from api.queries import Log
from api.reading import read
from api.views import details
from execution_log import Execution, Origin, Reason
from tests.api.logs import EXECUTION_ID, STARTED, execution, line

LINES = [
    line(1, "initialization", message="Started"),
    line(2, "orchestrator_execution", "in_progress", 1_000, metadata={"model": "nova", "tries": 2}),
    line(3, "ai_model_inference", "in_progress", 1_500, parent=2),
    line(
        4,
        "ai_model_inference",
        "failed",
        3_000,
        span=3,
        parent=2,
        message="Too slow",
        error_details="Traceback\nTimeoutError: Too slow",
        error_code="AI_GENERATION_TIMEOUT",
        retry_possible=True,
    ),
    line(5, "orchestrator_execution", "completed", 4_000, span=2),
    line(6, "pdf_generation", "in_progress", 4_500),
]


def exported(
    execution: Execution | None = None, lines: list[str] = LINES
) -> ExportTraceServiceRequest:
    """The file as a consumer reads it: OTLP writes ids in hex, where Protocol Buffers' own JSON
    wants base64 (OTLP specification, "JSON Protobuf Encoding")."""
    execution = execution or failed()
    reading = read(Log(execution, 1, lines, []))
    facts = details(reading, STARTED + 200_000, NO_CONSOLE)
    text = "".join(otlp_file(execution, facts, reading.events, reading.spans, 150_000))
    return json_format.Parse(json.dumps(with_base64_ids(json.loads(text))), Request())


def failed(**fields: Any) -> Execution:
    return execution(Reason.FAILED, **{"error": "Too slow", "failed_step": "ai", **fields})


Request = ExportTraceServiceRequest


def with_base64_ids(node: Any) -> Any:
    if isinstance(node, list):
        return [with_base64_ids(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: base64.b64encode(bytes.fromhex(value)).decode()
        if name in {"traceId", "spanId", "parentSpanId"}
        else with_base64_ids(value)
        for name, value in node.items()
    }


def spans_by_name(request: ExportTraceServiceRequest) -> dict[str, Span]:
    (resource,) = request.resource_spans
    (scope,) = resource.scope_spans
    return {span.name: span for span in scope.spans}


def attributes(holder: Any) -> dict[str, Any]:
    return {
        a.key: getattr(a.value, a.value.WhichOneof("value") or "string_value")
        for a in holder.attributes
    }


def test_every_step_is_a_span_inside_the_one_of_its_execution() -> None:
    spans = spans_by_name(exported())
    root, outer, inner = (
        spans[name] for name in ("execution", "orchestrator_execution", "ai_model_inference")
    )

    assert set(spans) == {"execution", *(json.loads(text)["step"] for text in LINES)}
    assert root.parent_span_id == b""
    assert outer.parent_span_id == root.span_id
    assert inner.parent_span_id == outer.span_id
    assert {span.trace_id for span in spans.values()} == {bytes.fromhex(trace_id(EXECUTION_ID))}
    assert len({span.span_id for span in spans.values()}) == len(spans)


def test_ids_have_their_size_and_are_the_same_in_every_export() -> None:
    assert len(bytes.fromhex(trace_id(EXECUTION_ID))) == 16
    assert len(bytes.fromhex(span_id(EXECUTION_ID, "1"))) == 8
    assert exported() == exported()
    assert trace_id(EXECUTION_ID) != trace_id("exec_1795428000000_other0000")


def test_times_are_nanoseconds_and_a_step_that_goes_on_lasts_until_now() -> None:
    spans = spans_by_name(exported())
    root, inner, going_on = (
        spans[name] for name in ("execution", "ai_model_inference", "pdf_generation")
    )

    assert root.start_time_unix_nano == STARTED * 1_000_000
    assert root.end_time_unix_nano == (STARTED + 150_000) * 1_000_000
    assert inner.start_time_unix_nano == (STARTED + 1_500) * 1_000_000
    assert inner.end_time_unix_nano == (STARTED + 3_000) * 1_000_000
    assert going_on.end_time_unix_nano == (STARTED + 150_000) * 1_000_000
    assert attributes(going_on)["execution_log.unfinished"] is True


def test_kinds_and_states_are_those_of_opentelemetry() -> None:
    spans = spans_by_name(exported())

    assert spans["execution"].kind == Span.SPAN_KIND_CONSUMER
    assert spans["initialization"].kind == Span.SPAN_KIND_INTERNAL
    assert spans["initialization"].status.code == Status.STATUS_CODE_OK
    assert spans["pdf_generation"].status.code == Status.STATUS_CODE_UNSET
    assert spans["execution"].status.code == Status.STATUS_CODE_ERROR
    assert spans["execution"].status.message == "Failed after 2m 30s in ai"
    assert spans["ai_model_inference"].status.code == Status.STATUS_CODE_ERROR
    assert spans["ai_model_inference"].status.message == "Too slow"


def test_every_entry_is_an_event_and_a_failure_an_exception() -> None:
    spans = spans_by_name(exported())
    begun, broken = spans["ai_model_inference"].events

    assert (begun.name, broken.name) == ("in_progress", "exception")
    assert broken.time_unix_nano == (STARTED + 3_000) * 1_000_000
    assert attributes(broken) == {
        "execution_log.seq": 4,
        "execution_log.message": "Too slow",
        "execution_log.retry_possible": True,
        "exception.type": "AI_GENERATION_TIMEOUT",
        "exception.message": "Too slow",
        "exception.stacktrace": "Traceback\nTimeoutError: Too slow",
    }


def test_metadata_are_attributes_of_their_own_types() -> None:
    begun, _ = spans_by_name(exported())["orchestrator_execution"].events

    told = attributes(begun)
    assert (told["metadata.model"], told["metadata.tries"]) == ("nova", 2)


def test_the_execution_tells_all_its_ids() -> None:
    origin = Origin(message_id="m", request_id="r", log_group="/aws/lambda/p", log_stream="s")
    request = exported(failed(origin=origin, queued_at_ms=STARTED - 5_000))

    told = attributes(spans_by_name(request)["execution"])
    assert told["execution_log.tracking_id"] == "60B3RNTB"
    assert told["execution_log.execution_id"] == EXECUTION_ID
    assert told["execution_log.attempt"] == 1
    assert told["execution_log.queued_at"] == "2026-11-23T09:59:55.000Z"
    assert (told["messaging.message.id"], told["faas.invocation_id"]) == ("m", "r")
    (resource,) = request.resource_spans
    named = attributes(resource.resource)
    assert named["service.name"] == "execution-log"
    assert [v.string_value for v in named["aws.log.stream.names"].values] == ["s"]


def test_a_try_links_to_the_try_before() -> None:
    request = exported(failed(retry_attempt=2, retry_of="exec_1_before"))

    (link,) = spans_by_name(request)["execution"].links
    assert link.trace_id == bytes.fromhex(trace_id("exec_1_before"))
    assert link.span_id == bytes.fromhex(span_id("exec_1_before", "0"))


def test_an_execution_without_events_is_one_span() -> None:
    assert set(spans_by_name(exported(execution(Reason.RUNNING), []))) == {"execution"}


def test_a_step_whose_parent_is_lost_is_inside_the_execution() -> None:
    spans = spans_by_name(exported(lines=[line(5, "item_import", parent=2)]))

    assert spans["item_import"].parent_span_id == spans["execution"].span_id


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, {"boolValue": True}),
        (7, {"intValue": "7"}),
        (-(2**63), {"intValue": str(-(2**63))}),
        (2**63, {"stringValue": str(2**63)}),
        (0.5, {"doubleValue": 0.5}),
        ("a", {"stringValue": "a"}),
        (None, {}),
        ([1, "a"], {"arrayValue": {"values": [{"intValue": "1"}, {"stringValue": "a"}]}}),
        ({"a": 1}, {"kvlistValue": {"values": [{"key": "a", "value": {"intValue": "1"}}]}}),
    ],
)
def test_values_keep_their_types(value: Any, expected: Any) -> None:
    assert any_value(value) == expected


def nested(depth: int) -> Any:
    return {"a": [nested(depth - 1)]} if depth else "end"


@given(st.text(), st.text())
def test_whatever_text_a_job_records_a_consumer_accepts_the_file(name: str, text: str) -> None:
    lines = [
        line(1, name, "failed", message=text, error_details=text, metadata={text: [text, None]})
    ]

    assert spans_by_name(exported(failed(company=text), lines))


def test_metadata_nested_deeper_than_protocol_buffers_go_are_told_as_text() -> None:
    deep = json.loads(line(1, "item_import")) | {"metadata": {"deep": nested(300)}}

    assert spans_by_name(exported(lines=[json.dumps(deep)]))
