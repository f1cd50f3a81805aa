"""The routes for readers, and the one map from what went wrong to an HTTP answer."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from api import parameters, views
from api.admin import Services, add_admin_routes
from api.answers import Answer, answer, attachment, compressed, refusal, success, unchanged
from api.cursors import Cursors
from api.errors import (
    InternalError,
    MethodNotAllowed,
    NoSuchAddress,
    RequestError,
    RetrievalFailed,
    StoreDown,
)
from api.links import NO_CONSOLE, Console
from api.metrics import metric
from api.pages import COMPRESSED_BYTES, PLAIN_BYTES
from api.queries import ExecutionLogs, Log
from api.reading import Reading, read
from api.requests import Resolver, admin, query_of, question, reader_query, takes_gzip
from execution_log import StoreUnavailable, keys
from execution_log.clock import Clock
from execution_log.values import stack

if TYPE_CHECKING:
    from api.figures import Figures

logger = Logger()

OPENAPI = Path(__file__).with_name("openapi.json")


def create_app(
    logs: ExecutionLogs,
    clock: Clock,
    services: Services,
    cursors: Cursors,
    figures: "Callable[[], Figures]",
    console: Console = NO_CONSOLE,
) -> Resolver:
    """The API over these logs, and what admins may do with them."""
    app = Resolver()
    _add_logs(app, logs, clock, console)
    _add_lists(app, logs, clock, cursors)
    _add_figures(app, figures)
    _add_export(app, logs, clock, console, services)
    add_admin_routes(app, services, cursors)
    _add_error_map(app)
    return app


def _add_logs(app: Resolver, logs: ExecutionLogs, clock: Clock, console: Console) -> None:
    @app.get("/api/execution-logs/<tracking_id>")
    def get_log(tracking_id: str) -> Answer:
        query = reader_query(app)
        after_seq = parameters.after_seq(query)
        log = logs.log(parameters.tracking_id(tracking_id), parameters.execution_id(query))
        etag = _etag(f"{log.version}.{after_seq}")
        if app.current_event.headers.get("if-none-match") == etag:
            return unchanged(etag)
        gzip, now_ms = takes_gzip(app), clock.now_ms()
        data = views.execution_log(
            _read(log, now_ms),
            after_seq=after_seq,
            most_bytes=COMPRESSED_BYTES if gzip else PLAIN_BYTES,
            now_ms=now_ms,
            console=console,
        )
        return compressed(f'{{"success":true,"data":{data}}}', {"ETag": etag}, gzip=gzip)

    @app.get("/api/execution-logs/<tracking_id>/executions", compress=True)
    def get_attempts(tracking_id: str) -> Answer:
        reader_query(app)
        attempts = logs.attempts(parameters.tracking_id(tracking_id))
        executions = [views.summary(execution, clock.now_ms()) for execution in attempts]
        return success({"tracking_id": tracking_id, "executions": executions})

    @app.get("/api/openapi.json", compress=True)
    def get_openapi() -> Answer:
        reader_query(app)
        return answer(200, OPENAPI.read_text())


def _add_lists(app: Resolver, logs: ExecutionLogs, clock: Clock, cursors: Cursors) -> None:
    @app.get("/api/execution-logs", compress=True)
    def get_recent() -> Answer:
        query, asked = reader_query(app), question(app)
        found = logs.search.recent(
            parameters.wanted(query),
            limit=parameters.limit(query),
            before=cursors.position(query.get("cursor"), asked) or parameters.until(query),
        )
        now_ms = clock.now_ms()
        return success(
            {
                "executions": [views.summary(execution, now_ms) for execution in found.executions],
                "next_cursor": cursors.cursor(found.position, asked),
                "searched_until": found.position and keys.started_at(found.position),
            }
        )


def _add_figures(app: Resolver, figures: "Callable[[], Figures]") -> None:
    @app.get("/api/counts")
    def get_counts() -> Answer:
        query = reader_query(app)
        wanted = parameters.wanted_of_any_status(query)
        return success(views.counts(figures().counted(wanted, parameters.until(query))))

    @app.get("/api/overview")
    def get_overview() -> Answer:
        reader_query(app)
        return success(views.overview(figures().overview()))


def _add_export(
    app: Resolver, logs: ExecutionLogs, clock: Clock, console: Console, services: Services
) -> None:
    @app.get("/api/execution-logs/<tracking_id>/export")
    def get_export(tracking_id: str) -> Answer:
        from api.audit import Action, Deed  # noqa: PLC0415 - readers do not wait for these
        from api.export import export  # noqa: PLC0415

        username, query = admin(app), query_of(app)
        form = parameters.export_format(query)
        log = logs.log(parameters.tracking_id(tracking_id), parameters.execution_id(query))
        execution_id = log.execution.execution_id
        services().audit.record(
            Deed(
                who=services().people.name(username),
                action=Action.EXPORT,
                tracking_id=tracking_id,
                execution_id=execution_id,
            )
        )
        gzip, now_ms = takes_gzip(app), clock.now_ms()
        file = export(_read(log, now_ms), form=form, gzip=gzip, now_ms=now_ms, console=console)
        return attachment(file, gzip=gzip)


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
        _log_fault(error)
        kind = _fault(error, reads=app.current_event.http_method == "GET")
        return refusal(kind(error, app.lambda_context.aws_request_id))


def _fault(error: Exception, *, reads: bool) -> type[InternalError]:
    """Only what reads may be asked for again without a look at what has happened."""
    if not reads:
        return InternalError
    return StoreDown if isinstance(error, StoreUnavailable) else RetrievalFailed


def _read(log: Log, now_ms: int) -> Reading:
    """Reads the events; those that can't be read are a metric."""
    reading = read(log)
    if count := reading.events.unreadable:
        logger.warning("unreadable entries", extra=metric("UnreadableEntries", count, now_ms))
    return reading


def _log_fault(error: Exception) -> None:
    """With its stack, but not with secrets, which the words of an error may hold."""
    from execution_log import Redactor  # noqa: PLC0415 - its patterns are needed for this alone

    logger.error("request failed", extra={"stack": Redactor().text(stack(error))})


def _methods_of(app: Resolver, path: str) -> set[str]:
    """Powertools takes a wrong method for a wrong path, and its routes have no public name."""
    routes = app._static_routes + app._dynamic_routes
    return {route.method for route in routes if route.rule.match(path)}


def _etag(version: str) -> str:
    return f'W/"{sha256(version.encode()).hexdigest()[:32]}"'
