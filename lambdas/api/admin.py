"""The routes for admins only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from api import admin_views, fields, parameters
from api.answers import Answer, accepted, attachment, success
from api.cursors import Cursors
from api.requests import Resolver, admin, json_object, query_of, question, takes_gzip
from execution_log.clock import timestamp

if TYPE_CHECKING:
    from api.admin_services import AdminServices

Services = Callable[[], "AdminServices"]
"""Made, and their modules loaded, by the first request that needs them: readers do not wait."""


def add_admin_routes(app: Resolver, services: Services, cursors: Cursors) -> None:
    _add_dead_letters(app, services)
    _add_audit(app, services, cursors)
    _add_executions(app, services)
    _add_exports(app, services)


def _add_dead_letters(app: Resolver, services: Services) -> None:
    @app.get("/api/dead-letters", compress=True)
    def get_dead_letters() -> Answer:
        admin(app)
        only_count = parameters.flag(query_of(app), "count_only")
        dead_letters = services().dead_letters
        found = dead_letters.counted() if only_count else dead_letters.waiting()
        return success(
            {
                "messages": [admin_views.dead_letter(letter) for letter in found.messages],
                "approximate_total": found.approximate_total,
                "has_more": found.has_more,
            }
        )

    @app.post("/api/dead-letters/put-back")
    def put_back() -> Answer:
        who = _who(app, services)
        body = json_object(app, "message_ids", "all")
        if fields.all_of_them(body):
            return accepted({"task": services().dead_letters.put_all_back(who)})
        outcome = services().dead_letters.put_back(fields.message_ids(body), who)
        return success({"put_back": outcome.done, "not_found": outcome.not_found})

    @app.post("/api/dead-letters/discard")
    def discard() -> Answer:
        who = _who(app, services)
        body = json_object(app, "message_ids", "reason")
        message_ids, reason = fields.message_ids(body), fields.needed_reason(body)
        outcome = services().dead_letters.discard(message_ids, reason, who)
        return success({"discarded": outcome.done, "not_found": outcome.not_found})


def _add_audit(app: Resolver, services: Services, cursors: Cursors) -> None:
    @app.get("/api/audit", compress=True)
    def get_audit() -> Answer:
        admin(app)
        query, asked = query_of(app), question(app)
        entries, position = services().audit.entries(
            limit=parameters.limit(query), before=cursors.position(query.get("cursor"), asked)
        )
        return success(
            {
                "entries": [admin_views.audit_entry(entry) for entry in entries],
                "next_cursor": cursors.cursor(position, asked),
            }
        )


def _add_executions(app: Resolver, services: Services) -> None:
    @app.get("/api/execution-logs/<tracking_id>/profile", compress=True)
    def get_profile(tracking_id: str) -> Answer:
        admin(app)
        payload = services().profiles.payload(parameters.tracking_id(tracking_id))
        return success({"tracking_id": tracking_id, "profile": payload})

    @app.post("/api/execution-logs/<tracking_id>/reprocess")
    def reprocess(tracking_id: str) -> Answer:
        from api.reprocess import Request  # noqa: PLC0415 - as the services

        who = _who(app, services)
        body = json_object(app, "force", "reason", "profile")
        wanted = Request(
            tracking_id=parameters.tracking_id(tracking_id),
            key=parameters.idempotency_key(app.current_event.headers),
            by=who,
            force=fields.flag(body, "force"),
            reason=fields.reason(body),
            profile=fields.profile(body),
        )
        execution = services().reprocessing.request(wanted)
        return accepted(admin_views.begun(execution))

    @app.post("/api/execution-logs/<tracking_id>/cancel")
    def cancel(tracking_id: str) -> Answer:
        who = _who(app, services)
        body = json_object(app, "execution_id", "reason")
        execution_id = fields.execution_id(body)
        services().cancelling.request(
            parameters.tracking_id(tracking_id), execution_id, by=who, reason=fields.reason(body)
        )
        return accepted(
            {"tracking_id": tracking_id, "execution_id": execution_id, "cancel_requested_by": who}
        )


def _add_exports(app: Resolver, services: Services) -> None:
    @app.post("/api/exports")
    def export_executions() -> Answer:
        from api.export import File  # noqa: PLC0415 - as the services
        from api.export_rows import FORMATS  # noqa: PLC0415
        from api.exports import Request  # noqa: PLC0415

        who, gzip = _who(app, services), takes_gzip(app)
        body = json_object(app, "format", "bom", "filter")
        wanted = Request(
            format=fields.one_of(body, "format", FORMATS),
            bom=fields.flag(body, "bom"),
            filter=fields.list_filter(body),
            by=who,
        )
        exported = services().exports.request(wanted, gzip=gzip)
        if isinstance(exported, File):
            return attachment(exported, gzip=gzip)
        return accepted(admin_views.export(exported))

    @app.get("/api/exports", compress=True)
    def get_exports() -> Answer:
        admin(app)
        newest = services().exports.newest()
        return success({"exports": [admin_views.export(export) for export in newest]})

    @app.get("/api/exports/<export_id>")
    def get_export(export_id: str) -> Answer:
        admin(app)
        return success(
            admin_views.export(services().exports.export(parameters.export_id(export_id)))
        )

    @app.post("/api/exports/<export_id>/link")
    def link_export(export_id: str) -> Answer:
        who = _who(app, services)
        json_object(app)
        link = services().exports.link(parameters.export_id(export_id), who)
        return success({"url": link.url, "expires_at": timestamp(link.expires_at_ms)})


def _who(app: Resolver, services: Services) -> str:
    """The admin who asks, as other people know them."""
    username = admin(app)
    return services().people.name(username)
