"""The routes for readers, and the one map from what went wrong to an HTTP answer."""

from hashlib import sha256
from pathlib import Path

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from api import parameters, views
from api.admin import Admin, add_admin_routes
from api.answers import HEADERS, Answer, answer, refusal, success
from api.errors import (
    InternalError,
    MethodNotAllowed,
    NoSuchAddress,
    RequestError,
    RetrievalFailed,
)
from api.queries import ExecutionLogs
from api.requests import Resolver, reader_query
from execution_log.clock import Clock

logger = Logger()

OPENAPI = Path(__file__).with_name("openapi.json")


def create_app(logs: ExecutionLogs, clock: Clock, admin: Admin) -> Resolver:
    """The API over these logs, and what admins may do with them."""
    app = Resolver()
    _add_routes(app, logs, clock)
    add_admin_routes(app, admin)
    _add_error_map(app)
    return app


def _add_routes(app: Resolver, logs: ExecutionLogs, clock: Clock) -> None:
    @app.get("/api/execution-logs/<tracking_id>", compress=True)
    def get_log(tracking_id: str) -> Answer:
        query = reader_query(app)
        log = logs.log(
            parameters.tracking_id(tracking_id),
            parameters.execution_id(query),
            after_seq := parameters.after_seq(query),
        )
        etag = _etag(f"{log.version}.{after_seq}")
        if app.current_event.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={**HEADERS, "ETag": etag})
        return success(views.execution_log(log, clock.now_ms()), {"ETag": etag})

    @app.get("/api/execution-logs/<tracking_id>/executions", compress=True)
    def get_attempts(tracking_id: str) -> Answer:
        reader_query(app)
        attempts = logs.attempts(parameters.tracking_id(tracking_id))
        executions = [views.summary(execution, clock.now_ms()) for execution in attempts]
        return success({"tracking_id": tracking_id, "executions": executions})

    @app.get("/api/execution-logs", compress=True)
    def get_recent() -> Answer:
        query = reader_query(app)
        found, position = logs.recent(
            parameters.wanted(query),
            limit=parameters.limit(query),
            before=parameters.before(query),
        )
        executions = [views.summary(execution, clock.now_ms()) for execution in found]
        cursor = parameters.cursor_of(position)
        return success({"executions": executions, "next_cursor": cursor})

    @app.get("/api/openapi.json", compress=True)
    def get_openapi() -> Answer:
        reader_query(app)
        return answer(200, OPENAPI.read_text())


def _add_error_map(app: Resolver) -> None:
    @app.exception_handler(RequestError)  # type: ignore[untyped-decorator]
    def refused(error: RequestError) -> Answer:
        return refusal(error)

    @app.exception_handler(NotFoundError)  # type: ignore[untyped-decorator]
    def no_such_route(error: NotFoundError) -> Answer:  # noqa: ARG001 - Powertools passes it
        methods = _methods_of(app, app.current_event.path)
        return refusal(MethodNotAllowed(methods) if methods else NoSuchAddress())

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator]
    def broken(error: Exception) -> Answer:
        logger.exception("request failed")
        reads = app.current_event.http_method == "GET"
        kind = RetrievalFailed if reads else InternalError
        return refusal(kind(error, app.lambda_context.aws_request_id))


def _methods_of(app: Resolver, path: str) -> set[str]:
    """Powertools takes a wrong method for a wrong path, and its routes have no public name."""
    routes = app._static_routes + app._dynamic_routes
    return {route.method for route in routes if route.rule.match(path)}


def _etag(version: str) -> str:
    return f'W/"{sha256(version.encode()).hexdigest()[:32]}"'
