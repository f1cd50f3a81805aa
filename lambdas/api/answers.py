"""What every answer looks like."""

import json
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.event_handler import Response

from api.errors import RequestError

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Answer = Response[str]
Headers = Mapping[str, str]


def success(
    data: Mapping[str, Any], headers: Headers | None = None, *, status: int = 200
) -> Answer:
    return answer(status, json.dumps({"success": True, "data": data}), headers)


def accepted(data: Mapping[str, Any]) -> Answer:
    """It is under way, not done."""
    return success(data, status=202)


def refusal(error: RequestError) -> Answer:
    return answer(error.status, json.dumps(error.body()), error.headers)


def answer(status: int, body: str, headers: Headers | None = None) -> Answer:
    return Response(
        status_code=status,
        content_type="application/json",
        body=body,
        headers={**HEADERS, **(headers or {})},
    )
