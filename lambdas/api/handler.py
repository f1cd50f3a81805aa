"""Entry point of the API function."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from api.app import Resolver, create_app, logger
from api.queries import ExecutionLogs
from api.settings import Settings
from execution_log import DynamoStore, from_environment
from execution_log.clock import SYSTEM_CLOCK


@cache
def app() -> Resolver:
    """Built at the first request, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    store = DynamoStore(settings.execution_log_table)
    return create_app(ExecutionLogs(store, SYSTEM_CLOCK), SYSTEM_CLOCK)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers one HTTP request."""
    answer = app().resolve(event, context)
    logger.info("answered", extra={"path": event.get("rawPath"), "status": answer["statusCode"]})
    return answer
