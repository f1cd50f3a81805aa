"""What every answer looks like."""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import Response

from api.compression import gzipped
from api.errors import RequestError

if TYPE_CHECKING:
    from api.export import File

VARY = {"Vary": "Accept-Encoding"}
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


def compressed(body: str, headers: Headers, *, gzip: bool) -> Answer:
    """A large answer: the resolver's own compression would take longer than all else."""
    whole = answer(200, body, {**headers, **VARY})
    return _binary(whole, gzipped(body.encode()), gzip=True) if gzip else whole


def attachment(file: "File", *, gzip: bool) -> Answer:
    """A file that the browser saves; ``gzip``: its content is compressed."""
    disposition = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    headers = {**HEADERS, **VARY, **disposition}
    sent: Answer = Response(status_code=200, content_type=file.content_type, headers=headers)
    return _binary(sent, file.content, gzip=gzip)


def answer(status: int, body: str, headers: Headers | None = None) -> Answer:
    return Response(
        status_code=status,
        content_type="application/json",
        body=body,
        headers={**HEADERS, **(headers or {})},
    )


def unchanged(etag: str) -> Answer:
    """For who has this answer already. The body is empty but there: some gateways need one."""
    return Response(status_code=304, body="", headers={**HEADERS, "ETag": etag})


def _binary(sent: Answer, body: bytes, *, gzip: bool) -> Answer:
    sent.body = b64encode(body).decode()
    sent.base64_encoded = True
    if gzip:
        sent.headers["Content-Encoding"] = "gzip"
    return sent
