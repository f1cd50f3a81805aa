"""A model that answers what it is told to."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BRIEF = {
    "executive_summary": "Acme Corp leads its field and should widen it.",
    "strengths": ["A known name"],
    "opportunities": ["New regions"],
    "risks": ["One supplier"],
    "recommendations": [
        {"title": "Second supplier", "rationale": "Spreads the risk", "priority": "high"}
    ],
}


def converse_answer(text: str) -> dict[str, Any]:
    """The shape of Converse's response (Amazon Bedrock API reference)."""
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": 812, "outputTokens": 1247, "totalTokens": 2059},
        "metrics": {"latencyMs": 1500},
    }


@dataclass
class FakeModel:
    """Stands where the Bedrock client stands; keeps what it was asked."""

    answer: Callable[[], dict[str, Any]] = lambda: converse_answer(json.dumps(BRIEF))
    requests: list[dict[str, Any]] = field(default_factory=list)
    limits_ms: list[int] = field(default_factory=list)

    def client(self, timeout_ms: int) -> Any:
        self.limits_ms.append(timeout_ms)
        return self

    def converse(self, **request: Any) -> dict[str, Any]:
        self.requests.append(request)
        return self.answer()


def failing(error: Exception) -> Callable[[], dict[str, Any]]:
    def fail() -> dict[str, Any]:
        raise error

    return fail
