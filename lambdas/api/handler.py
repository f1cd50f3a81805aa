"""Entry point of the API function."""

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

from api.admin import Admin
from api.app import create_app, logger
from api.audit import AuditLog
from api.cancel import Cancelling
from api.dead_letter_queue import DeadLetterQueue
from api.dead_letters import DeadLetters
from api.links import console_of
from api.profiles import StoredProfiles
from api.queries import ExecutionLogs
from api.queues import CLIENT_CONFIG as SQS_CONFIG
from api.queues import JobQueue
from api.reprocess import Reprocessing
from api.requests import Resolver
from api.settings import Settings
from execution_log import DynamoStore, Redactor, Store, from_environment
from execution_log.clock import SYSTEM_CLOCK
from execution_log.notes import Notes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient

DYNAMODB_CONFIG = Config(
    connect_timeout=1,
    read_timeout=1.5,
    retries={"mode": "standard", "total_max_attempts": 2},
    user_agent="execution-log-api",
)
"""A call takes 6 s at worst (the pause before the second try is up to 1 s), so a table that is down
gets a proper answer before Lambda ends the function. The user agent is fixed because botocore
composes its own anew for each call, which is a fifth of the call's CPU time."""


@cache
def app() -> Resolver:
    """Built at the first request, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    dynamodb = boto3.client("dynamodb", config=DYNAMODB_CONFIG)
    clock = SYSTEM_CLOCK
    store = DynamoStore(settings.execution_log_table, dynamodb)
    notes = Notes(
        settings.execution_log_table, dynamodb, retention_days=settings.retention_days, clock=clock
    )
    return create_app(
        ExecutionLogs(store, clock, notes.notes),
        clock,
        _admin(settings, dynamodb, store, notes),
        console_of(os.environ),
    )


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers one HTTP request."""
    answer = app().resolve(event, context)
    logger.info("answered", extra={"path": event.get("rawPath"), "status": answer["statusCode"]})
    return answer


def _admin(settings: Settings, dynamodb: "DynamoDBClient", store: Store, notes: Notes) -> Admin:
    clock, redactor = SYSTEM_CLOCK, Redactor()
    audit = AuditLog(settings.audit_table, dynamodb, clock)
    profiles = StoredProfiles(settings.profiles_table, dynamodb)
    jobs = JobQueue(_sqs, settings.queue_url, settings.queue_arn)
    return Admin(
        audit=audit,
        dead_letters=DeadLetters(
            queue=DeadLetterQueue(
                _sqs, settings.dead_letter_queue_url, settings.dead_letter_queue_arn, clock
            ),
            jobs=jobs,
            audit=audit,
            notes=notes,
            clock=clock,
            redactor=redactor,
        ),
        profiles=profiles,
        reprocessing=Reprocessing(
            store, profiles, jobs, audit, clock, redactor, settings.retention_days
        ),
        cancelling=Cancelling(store, audit, clock),
    )


@cache
def _sqs() -> "SQSClient":
    """Made by the first request that needs it: readers of logs should not wait for it."""
    return boto3.client("sqs", config=SQS_CONFIG)
