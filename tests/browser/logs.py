"""Execution logs as the API answers them, from a few words each."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from api.events import read_events
from api.spans import Spans
from execution_log.durations import from_start, readable

Log = dict[str, Any]
Step = dict[str, Any]
Make = Callable[[], Log]

NOW = datetime(2024, 1, 15, 10, 35, tzinfo=UTC)
"""The browser's clock stands here when a test begins."""
STARTED = datetime(2024, 1, 15, 10, 30, tzinfo=UTC)
SUMMARY = (
    "tracking_id",
    "execution_id",
    "attempt",
    "company",
    "tier",
    "started_at",
    "completed_at",
    "duration_ms",
    "duration_readable",
    "total_steps",
    "final_status",
    "reason",
    "failed_step",
    "error",
    "error_code",
    "queued_at",
    "expires_at",
)

UNKNOWN: Log = {
    "queued_at": None,
    "deadline_at": None,
    "retry": None,
    "requested_by": None,
    "request_reason": None,
    "cancel_requested_by": None,
    "notes": [],
    "log_stream_url": None,
    "trace_url": None,
}
UNKNOWN_VERDICT: Log = {
    "code": "unknown",
    "params": {
        "step": None,
        "duration_ms": 0,
        "duration_readable": "0ms",
        "by": None,
        "last_sign_at": "2024-01-15T10:30:00.000Z",
        "next_try_at": None,
        "attempt": None,
        "of": None,
        "newest_attempt": 1,
    },
    "cause_code": None,
    "cause_plain": None,
    "advice_code": None,
    "remedy": None,
    "slowest": None,
}
"""What most of these logs say nothing of; the page then shows the verdict's own sentence."""


def sample() -> Log:
    """The specification's own example: tracking id 60B3RNTB."""
    path = Path(__file__).parent / "samples" / "60B3RNTB.json"
    told = json.loads(path.read_text())
    return {
        **UNKNOWN,
        **told,
        "verdict": UNKNOWN_VERDICT | told["verdict"],
        "error_code": code_of(told["steps"]),
        "spans": spans_of(told["steps"]),
    }


def step(
    seq: int,
    name: str,
    status: str,
    message: str,
    *,
    at_ms: int = 0,
    span: int | None = None,
    **fields: Any,
) -> Step:
    return {
        "seq": seq,
        "step": name,
        "status": status,
        "timestamp": iso(STARTED + timedelta(milliseconds=at_ms)),
        "message": message,
        "time_from_start": from_start(at_ms),
        "offset_ms": at_ms,
        "error_details": None,
        "error_code": None,
        "retry_possible": None,
        "metadata": {},
        "span": span or seq,
        "parent": None,
        **fields,
    }


def log(
    tracking_id: str,
    company: str,
    status: str,
    steps: list[Step],
    *,
    sentence: str = "",
    attempt: int = 1,
    attempts: int = 1,
    **fields: Any,
) -> Log:
    """A log that ends with its last step, or goes on."""
    ended = status != "in_progress"
    duration_ms = steps[-1]["offset_ms"] if steps else 0
    lasted_ms = duration_ms if ended else (NOW - STARTED) // timedelta(milliseconds=1)
    reason = {"completed": "SUCCEEDED", "failed": "FAILED", "in_progress": "RUNNING"}[status]
    return {
        **UNKNOWN,
        "tracking_id": tracking_id,
        "execution_id": f"exec_1705314600000_{tracking_id.lower()}{attempt}",
        "company": company,
        "tier": "standard",
        "started_at": iso(STARTED),
        "completed_at": steps[-1]["timestamp"] if ended else None,
        "duration_ms": duration_ms if ended else None,
        "duration_readable": readable(duration_ms),
        "total_steps": len(steps),
        "final_status": status,
        "reason": reason,
        "failed_step": None,
        "error": None,
        "error_code": code_of(steps),
        "attempt": attempt,
        "attempts": attempts,
        "expires_at": iso(STARTED + timedelta(days=7)),
        "next_seq": len(steps),
        "has_more": False,
        "lost_events": 0,
        "verdict": {
            **UNKNOWN_VERDICT,
            "reason": reason,
            "sentence": sentence or f"{status} in {readable(duration_ms)}",
            "cause": None,
            "advice": None,
            "failed_step": None,
            "derived": False,
            "params": {
                **UNKNOWN_VERDICT["params"],
                "duration_ms": lasted_ms,
                "duration_readable": readable(lasted_ms),
            },
        },
        "steps": steps,
        "spans": spans_of(steps),
        **fields,
    }


def code_of(steps: list[Step]) -> str | None:
    """The last that an error had."""
    return next((s["error_code"] for s in reversed(steps) if s["error_code"]), None)


def spans_of(steps: list[Step]) -> list[dict[str, Any]]:
    """As the API makes them."""
    events = read_events([json.dumps(step) for step in steps])
    return [json.loads(text) for text in Spans(events.rows).as_json().values()]


def summary(whole: Log) -> Log:
    return {name: whole[name] for name in SUMMARY}


def newer(whole: Log, after_seq: int, limit: int) -> Log:
    """The answer to ``?after_seq=``."""
    steps = [s for s in whole["steps"] if s["seq"] > after_seq]
    shown = {s["span"] for s in steps[:limit]}
    return {
        **whole,
        "steps": steps[:limit],
        "spans": [s for s in whole["spans"] if s["span"] in shown],
        "has_more": len(steps) > limit,
    }


def completed() -> Log:
    return log(
        "T6WL6CDT",
        "Alcon",
        "completed",
        [
            step(1, "initialization", "completed", "Started processing for Alcon (standard tier)"),
            step(2, "data_validation", "completed", "The profile is complete", at_ms=40),
            step(3, "status_update", "completed", "Updated status to processing", at_ms=95),
            step(
                4,
                "orchestrator_execution",
                "in_progress",
                "Starting orchestrator execution...",
                at_ms=120,
            ),
            step(
                5,
                "orchestrator_execution",
                "completed",
                "AI inference completed for standard tier analysis (1,247 tokens)",
                at_ms=12_420,
                span=4,
                metadata={
                    "model": "us.amazon.nova-lite-v1:0",
                    "input_tokens": 812,
                    "output_tokens": 1247,
                    "stop_reason": "end_turn",
                },
            ),
            step(
                6,
                "pdf_generation",
                "skipped",
                "Not part of the standard tier",
                at_ms=12_430,
            ),
            step(7, "result_storage", "completed", "Stored the strategic brief", at_ms=12_510),
        ],
        sentence="Completed in 12.5s",
    )


def failed() -> Log:
    """A failure inside the orchestrator with a real stack, second of two attempts."""
    whole = log(
        "HLFTVEAP",
        "SAF-Holland",
        "failed",
        [
            step(
                1,
                "initialization",
                "completed",
                "Started processing for SAF-Holland (comprehensive tier)",
            ),
            step(2, "data_validation", "completed", "The profile is complete", at_ms=38),
            step(3, "status_update", "completed", "Updated status to processing", at_ms=80),
            step(
                4,
                "orchestrator_execution",
                "in_progress",
                "Starting orchestrator execution...",
                at_ms=104,
            ),
            step(
                5,
                "orchestrator_execution",
                "failed",
                "AI generation timeout after 480000ms",
                at_ms=480_104,
                span=4,
                error_details=STACK,
                error_code="TIMEOUT",
                retry_possible=True,
                metadata={"model": "us.meta.llama4-scout-17b-instruct-v1:0", "prompt_tokens": 1247},
            ),
            step(
                6,
                "error_handling",
                "failed",
                "Processing failed: AI generation timeout after 480000ms",
                at_ms=480_190,
            ),
        ],
        sentence="Failed after 8m 0s in orchestrator_execution",
        attempt=2,
        attempts=2,
        tier="comprehensive",
        failed_step="orchestrator_execution",
        error="AI generation timeout after 480000ms",
    )
    whole["verdict"] |= {
        "cause": "AI generation timeout after 480000ms",
        "advice": "The queue tries it again by itself.",
        "failed_step": "orchestrator_execution",
    }
    return whole


def first_attempt() -> Log:
    return log(
        "HLFTVEAP",
        "SAF-Holland",
        "failed",
        [
            step(
                1,
                "initialization",
                "completed",
                "Started processing for SAF-Holland (comprehensive tier)",
            ),
            step(2, "data_validation", "failed", "The first attempt failed early", at_ms=52),
        ],
        sentence="Failed after 52ms in data_validation",
        attempts=2,
        tier="comprehensive",
        error="The first attempt failed early",
        failed_step="data_validation",
    )


def in_progress() -> Log:
    return log(
        "HUX88QLL",
        "Kao Corporation",
        "in_progress",
        [
            step(
                1,
                "initialization",
                "completed",
                "Started processing for Kao Corporation (standard tier)",
            ),
            step(2, "data_validation", "completed", "The profile is complete", at_ms=31),
            step(3, "status_update", "completed", "Updated status to processing", at_ms=77),
            step(
                4,
                "orchestrator_execution",
                "in_progress",
                "Starting orchestrator execution...",
                at_ms=99,
            ),
        ],
        sentence="In progress for 1m 4s, now in orchestrator_execution",
        duration_readable="1m 4s",
    )


def queued(tracking_id: str, company: str, attempt: int) -> Log:
    """An execution that was asked for and waits for its turn."""
    whole = log(
        tracking_id,
        company,
        "in_progress",
        [],
        sentence="Waiting in the queue",
        attempt=attempt,
        attempts=attempt,
    )
    whole["verdict"] |= {"reason": "QUEUED", "code": "queued"}
    return {**whole, "reason": "QUEUED"}


def retried() -> Log:
    """A failure with all that the API can say of it: plain cause, remedy, retry, wait, consoles."""
    whole = failed()
    whole["verdict"] |= {
        "code": "failed_in_step",
        "params": {"step": "orchestrator_execution", "duration_readable": "8m 0s"},
        "cause_code": "ai_generation_timeout",
        "cause_plain": "The AI model did not answer in the time it may take.",
        "advice_code": "will_retry",
        "remedy": "If it keeps happening, give the model more time or make the profile shorter.",
    }
    return whole | {
        "tracking_id": "RETRY001",
        "execution_id": "exec_1705314600000_retry0011",
        "attempt": 1,
        "attempts": 1,
        "queued_at": iso(STARTED - timedelta(seconds=42)),
        "retry": {
            "attempt": 1,
            "of": 3,
            "next_try_at": iso(NOW + timedelta(minutes=4)),
            "last": False,
            "retry_of": None,
        },
        "requested_by": "ada@example.com",
        "request_reason": "The customer is waiting",
        "log_stream_url": "https://console.aws.amazon.com/cloudwatch/home#logs",
        "trace_url": "https://console.aws.amazon.com/cloudwatch/home#traces",
    }


def varied() -> Log:
    """A running job of many steps: progress, structures, skips, an error that it got over."""
    steps = [
        step(
            n,
            f"research_{n % 5}",
            "completed",
            f"Gathered {n * 3} facts about the company",
            at_ms=n * 700,
        )
        for n in range(1, 9)
    ]
    usage = {"model": "us.amazon.nova-lite-v1:0", "usage": {"input": 812, "output": [1, 2, 3]}}
    steps += [
        step(9, "competitor_scan", "skipped", "Not part of the standard tier", at_ms=6400),
        step(
            10,
            "archive_lookup",
            "failed",
            "The archive did not answer; going on without it",
            at_ms=9000,
            error_details=STACK,
            error_code="ReadTimeoutError",
            retry_possible=True,
        ),
        step(11, "ai_inference", "completed", "Wrote the outline", at_ms=21_000, metadata=usage),
        step(12, "page_rendering", "in_progress", "Rendering the report", at_ms=21_500),
        step(
            13,
            "page_rendering",
            "in_progress",
            "Rendered page 18 of 48",
            at_ms=296_000,
            span=12,
            metadata={"progress": {"done": 18, "total": 48}},
        ),
    ]
    return log(
        "VARIED01",
        "Kao Corporation",
        "in_progress",
        steps,
        sentence="In progress for 5m 0s, now in page_rendering",
    )


def long() -> Log:
    """A failure among 2,000 steps."""
    steps = [
        step(n, "row_import", "completed", f"Imported row {n} of the customer file", at_ms=n * 12)
        for n in range(1, 2001)
    ]
    steps[1233] |= {
        "status": "failed",
        "message": "Row 1234 has no country",
        "error_code": "KeyError",
        "error_details": STACK,
    }
    return log(
        "LONG2000",
        "Initech",
        "failed",
        steps,
        sentence="Failed after 24.0s in row_import",
        failed_step="row_import",
        error="Row 1234 has no country",
    ) | {"lost_events": 3}


def four() -> list[Log]:
    """One log for each thing that a list can hold."""
    return [in_progress(), failed(), completed(), sample()]


def iso(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


STACK = """Traceback (most recent call last):
  File "/var/task/processor/profile.py", line 58, in process_profile
    response = orchestrator.execute(profile, log)
  File "/var/task/processor/orchestrator.py", line 71, in execute
    answer = self._converse(request)
  File "/var/task/processor/orchestrator.py", line 96, in _converse
    return self._bedrock.converse(**request)
  File "/var/lang/lib/python3.14/site-packages/botocore/client.py", line 602, in _api_call
    return self._make_api_call(operation_name, kwargs)
  File "/var/lang/lib/python3.14/site-packages/botocore/context.py", line 123, in wrapper
    return func(*args, **kwargs)
  File "/var/lang/lib/python3.14/site-packages/botocore/client.py", line 1060, in _make_api_call
    http, parsed_response = self._make_request(
  File "/var/lang/lib/python3.14/site-packages/botocore/endpoint.py", line 118, in make_request
    return self._send_request(request_dict, operation_model)
botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/var/task/processor/orchestrator.py", line 99, in _converse
    raise GenerationTimeout(limit_ms) from error
processor.errors.GenerationTimeout: AI generation timeout after 480000ms"""
