"""What a request brings along: who asks, the query string, the JSON body."""

import binascii
import json
from collections.abc import Mapping
from typing import Any, NoReturn

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from api.access import Claims, require_admin, require_reader
from api.compression import accepts_gzip
from api.errors import BadRequest, TooLarge, UnsupportedMediaType

Resolver = APIGatewayHttpResolver
Fields = Mapping[str, Any]

MAX_BODY_BYTES = 256 * 1024


def reader_query(app: Resolver) -> Mapping[str, str]:
    """The query string of a request that its sender may make."""
    reader(app)
    return query_of(app)


def reader(app: Resolver) -> str:
    """The name of the reader who asks; raises Forbidden for anyone else."""
    return require_reader(_claims(app))


def query_of(app: Resolver) -> Mapping[str, str]:
    return app.current_event.query_string_parameters


def question(app: Resolver) -> str:
    """Who asks what: the same text for all pages of one list."""
    asked = {k: v for k, v in query_of(app).items() if k not in {"cursor", "limit"}}
    return json.dumps([app.current_event.path, reader(app), asked], sort_keys=True)


def takes_gzip(app: Resolver) -> bool:
    return accepts_gzip(app.current_event.headers.get("accept-encoding", ""))


def admin(app: Resolver) -> str:
    """The name of the admin who asks; raises Forbidden for anyone else."""
    return require_admin(_claims(app))


def json_object(app: Resolver, *known: str) -> Fields:
    """The body, a JSON object that has no other fields than the ``known`` ones.

    A misspelt field is refused: what it was meant to say would go unheard.
    """
    fields = _object(_plain_text(app))
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise BadRequest(f"The field {json.dumps(unknown[0])[:80]} is unknown")
    return fields


def _claims(app: Resolver) -> Claims:
    authorizer = app.current_event.request_context.authorizer
    return (authorizer.jwt_claim if authorizer else None) or {}


def _plain_text(app: Resolver) -> str:
    headers = app.current_event.headers
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or headers.get("content-encoding", "identity") != "identity":
        raise UnsupportedMediaType("Send plain JSON, with Content-Type: application/json")
    try:
        body = app.current_event.decoded_body or ""
    except (binascii.Error, UnicodeDecodeError):
        raise BadRequest("The body is not text in UTF-8") from None
    if len(body.encode("utf-8", "replace")) > MAX_BODY_BYTES:
        raise TooLarge(f"The body may have at most {MAX_BODY_BYTES:,} bytes")
    return body


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON") from None
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a name occurs twice")
    return fields


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number in JSON")
