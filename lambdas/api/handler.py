"""Entry point of the API function."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

from api.app import create_app, logger
from api.cursors import Cursors, DailyKeys
from api.links import console_of
from api.queries import ExecutionLogs
from api.requests import Resolver
from api.settings import Settings
from execution_log import DynamoStore, aws, from_environment, keys
from execution_log.clock import SYSTEM_CLOCK
from execution_log.notes import Notes

if TYPE_CHECKING:
    from api.admin_services import AdminServices
    from api.figures import Figures

DYNAMODB_CONFIG = Config(
    connect_timeout=1,
    read_timeout=1.5,
    retries={"mode": "standard", "total_max_attempts": 2},
    max_pool_connections=max(10, keys.SHARDS),
    user_agent="execution-log-api",
)
"""A call takes 6 s at worst (the pause before the second try is up to 1 s), so a table that is down
gets a proper answer before Lambda ends the function. A list asks all shards at once. The user agent
is fixed because botocore composes its own anew for each call, a fifth of the call's CPU time."""


@cache
def app() -> Resolver:
    """Built at the first request, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    dynamodb = aws.client("dynamodb", DYNAMODB_CONFIG)
    clock = SYSTEM_CLOCK
    store = DynamoStore(settings.execution_log_table, dynamodb)
    notes = Notes(
        settings.execution_log_table, dynamodb, retention_days=settings.retention_days, clock=clock
    )

    @cache
    def services() -> "AdminServices":
        from api.admin_services import admin_services  # noqa: PLC0415 - readers do not wait for it

        return admin_services(settings, dynamodb, store, notes)

    @cache
    def figures() -> "Figures":
        from api.figures import figures_of  # noqa: PLC0415 - nor for this

        return figures_of(settings, dynamodb, logs, clock)

    logs = ExecutionLogs(store, clock, notes.notes)
    cursors = Cursors(DailyKeys(settings.cursor_keys_table, dynamodb).key, clock)
    return create_app(logs, clock, services, cursors, figures, console_of(os.environ))


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers one HTTP request."""
    answer = app().resolve(event, context)
    logger.info("answered", extra={"path": event.get("rawPath"), "status": answer["statusCode"]})
    return answer
