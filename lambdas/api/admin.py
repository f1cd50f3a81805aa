"""The routes for admins only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from api import admin_views, fields, parameters
from api.answers import Answer, accepted, success
from api.requests import Resolver, admin, json_object, query_of

if TYPE_CHECKING:
    from api.admin_services import AdminServices

Services = Callable[[], "AdminServices"]
"""Made, and their modules loaded, by the first request that needs them: readers do not wait."""


def add_admin_routes(app: Resolver, services: Services) -> None:
    _add_dead_letters(app, services)
    _add_audit(app, services)
    _add_executions(app, services)


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


def _add_audit(app: Resolver, services: Services) -> None:
    @app.get("/api/audit", compress=True)
    def get_audit() -> Answer:
        admin(app)
        query = query_of(app)
        entries, position = services().audit.entries(
            limit=parameters.limit(query), before=parameters.cursor(query)
        )
        return success(
            {
                "entries": [admin_views.audit_entry(entry) for entry in entries],
                "next_cursor": parameters.cursor_of(position),
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


def _who(app: Resolver, services: Services) -> str:
    """The admin who asks, as other people know them."""
    username = admin(app)
    return services().people.name(username)
