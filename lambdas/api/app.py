"""The routes, and the one map from what went wrong to an HTTP answer."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from api import parameters, views
from api.access import require_reader
from api.errors import NoSuchAddress, RequestError, RetrievalFailed
from api.queries import ExecutionLogs
from execution_log.clock import Clock

logger = Logger()

OPENAPI = Path(__file__).with_name("openapi.json")

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Resolver = APIGatewayHttpResolver
Answer = Response[str]


def create_app(logs: ExecutionLogs, clock: Clock) -> Resolver:
    """The API over these logs."""
    app = Resolver()
    _add_routes(app, logs, clock)
    _add_error_map(app)
    return app


def _add_routes(app: Resolver, logs: ExecutionLogs, clock: Clock) -> None:
    @app.get("/api/execution-logs/<tracking_id>", compress=True)
    def get_log(tracking_id: str) -> Answer:
        query = _reader_query(app)
        log = logs.log(
            parameters.tracking_id(tracking_id),
            parameters.execution_id(query),
            after_seq := parameters.after_seq(query),
        )
        etag = _etag(f"{log.version}.{after_seq}")
        if app.current_event.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={**HEADERS, "ETag": etag})
        return _success(views.execution_log(log, clock.now_ms()), {"ETag": etag})

    @app.get("/api/execution-logs/<tracking_id>/executions", compress=True)
    def get_attempts(tracking_id: str) -> Answer:
        _reader_query(app)
        attempts = logs.attempts(parameters.tracking_id(tracking_id))
        executions = [views.summary(execution, clock.now_ms()) for execution in attempts]
        return _success({"tracking_id": tracking_id, "executions": executions})

    @app.get("/api/execution-logs", compress=True)
    def get_recent() -> Answer:
        query = _reader_query(app)
        found, position = logs.recent(
            parameters.wanted(query),
            limit=parameters.limit(query),
            before=parameters.before(query),
        )
        executions = [views.summary(execution, clock.now_ms()) for execution in found]
        cursor = parameters.cursor_of(position)
        return _success({"executions": executions, "next_cursor": cursor})

    @app.get("/api/openapi.json", compress=True)
    def get_openapi() -> Answer:
        _reader_query(app)
        return _answer(200, OPENAPI.read_text())


def _add_error_map(app: Resolver) -> None:
    @app.exception_handler(RequestError)  # type: ignore[untyped-decorator]
    def refused(error: RequestError) -> Answer:
        return _refusal(error)

    @app.exception_handler(NotFoundError)  # type: ignore[untyped-decorator]
    def no_such_address(error: NotFoundError) -> Answer:  # noqa: ARG001 - Powertools passes it
        return _refusal(NoSuchAddress())

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator]
    def broken(error: Exception) -> Answer:
        logger.exception("request failed")
        return _refusal(RetrievalFailed(error, app.lambda_context.aws_request_id))


def _reader_query(app: Resolver) -> Mapping[str, str]:
    """The query string of a request that its sender may make."""
    event = app.current_event
    authorizer = event.request_context.authorizer
    require_reader((authorizer.jwt_claim if authorizer else None) or {})
    return event.query_string_parameters


def _refusal(error: RequestError) -> Answer:
    return _answer(error.status, json.dumps(error.body()))


def _success(data: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Answer:
    return _answer(200, json.dumps({"success": True, "data": data}), headers)


def _answer(status: int, body: str, headers: Mapping[str, str] | None = None) -> Answer:
    return Response(
        status_code=status,
        content_type="application/json",
        body=body,
        headers={**HEADERS, **(headers or {})},
    )


def _etag(version: str) -> str:
    return f'W/"{sha256(version.encode()).hexdigest()[:32]}"'
