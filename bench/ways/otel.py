"""OpenTelemetry's SDK: a span per step, batched."""

import os
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter

from bench.settings import store_url
from bench.ways import Work, message


class OtelBatch:
    """Sent as OTLP over HTTP. Flushed at the end of each job: a frozen function loses the batch."""

    def __init__(self) -> None:
        self._provider = TracerProvider()
        self._provider.add_span_processor(BatchSpanProcessor(self.exporter()))
        self._tracer = self._provider.get_tracer("bench")

    def exporter(self) -> SpanExporter:
        return OTLPSpanExporter(endpoint=f"{store_url()}/v1/traces")

    def run(self, job: str, steps: int, work: Work) -> None:
        with self._tracer.start_as_current_span("job", attributes={"job": job}):
            for number in range(steps):
                attributes: dict[str, Any] = {"message": message(number), "page": number}
                with self._tracer.start_as_current_span("render_page", attributes=attributes):
                    work(number)
        self._provider.force_flush()


class OtelNotSent(OtelBatch):
    """The spans alone: what is exported goes nowhere."""

    def exporter(self) -> SpanExporter:
        return ConsoleSpanExporter(out=open(os.devnull, "w"), formatter=lambda _: "")
