"""Entry point of the exporter function, which the API calls asynchronously."""

import os
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

from api.exports_table import ExportsTable
from execution_log import DynamoStore, aws, from_environment
from execution_log.clock import SYSTEM_CLOCK
from exporter.exporter import Exporter
from exporter.settings import Settings

CLIENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 6},
)
"""Patient with a throttled table or bucket: the export takes minutes anyway."""

logger = Logger()


@cache
def exporter() -> Exporter:
    """Built at the first export, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    dynamodb = aws.client("dynamodb", CLIENT_CONFIG)
    return Exporter(
        DynamoStore(settings.execution_log_table, dynamodb),
        ExportsTable(settings.exports_table, dynamodb, SYSTEM_CLOCK),
        aws.client("s3", CLIENT_CONFIG),
        settings.exports_bucket,
        SYSTEM_CLOCK,
    )


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Writes one export. It is not called again if it fails: whoever asked is told, and may ask
    again; the function's errors raise an alarm."""
    export_id = event["export_id"]
    export = exporter().write(export_id, context.get_remaining_time_in_millis)
    if export is None:
        logger.warning("export not to be written", export_id=export_id)
    else:
        logger.info("export written", export_id=export_id, rows=export.rows, bytes=export.bytes)
