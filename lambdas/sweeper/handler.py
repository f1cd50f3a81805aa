"""Entry point of the sweeper function, which runs every minute."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from execution_log import DynamoStore, from_environment
from sweeper.settings import Settings
from sweeper.sweep import Sweeper

RESERVE_MS = 15_000
"""One call's worst case (CLIENT_CONFIG) and what it takes to answer."""

logger = Logger()


@cache
def sweeper() -> Sweeper:
    """Built at the first sweep, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    return Sweeper(DynamoStore(settings.execution_log_table))


def handler(event: dict[str, Any], context: LambdaContext) -> None:  # noqa: ARG001
    """Sweeps once; a sweep that fails is made up for by the next."""
    sweep(context, sweeper())


def sweep(context: LambdaContext, worker: Sweeper) -> None:
    """Sweeps while there is time, and says in the function's log what it has ended."""
    ends = worker.sweep(lambda: context.get_remaining_time_in_millis() > RESERVE_MS)
    for end in ends:
        logger.warning(
            "execution ended",
            tracking_id=end.tracking_id,
            execution_id=end.execution_id,
            reason=end.reason.value,
        )
    logger.info("swept", ended=len(ends))
