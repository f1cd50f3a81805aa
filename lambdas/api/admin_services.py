"""What the admin's routes work with. Loaded by the first request that needs it."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from api.audit import AuditLog
from api.cancel import Cancelling
from api.dead_letter_queue import DeadLetterQueue
from api.dead_letters import DeadLetters
from api.exports import LAMBDA_CONFIG, S3_CONFIG, Exporter, Exports
from api.exports_table import ExportsTable
from api.people import CLIENT_CONFIG as PEOPLE_CONFIG
from api.people import People
from api.profiles import StoredProfiles
from api.queues import CLIENT_CONFIG, JobQueue
from api.reprocess import Reprocessing
from api.settings import Settings
from execution_log import Redactor, Store, aws
from execution_log.clock import SYSTEM_CLOCK
from execution_log.notes import Notes

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True, slots=True)
class AdminServices:
    people: People
    audit: AuditLog
    dead_letters: DeadLetters
    profiles: StoredProfiles
    reprocessing: Reprocessing
    cancelling: Cancelling
    exports: Exports


def admin_services(
    settings: Settings, dynamodb: "DynamoDBClient", store: Store, notes: Notes
) -> AdminServices:
    clock, redactor = SYSTEM_CLOCK, Redactor()
    audit = AuditLog(settings.audit_table, dynamodb, clock)
    profiles = StoredProfiles(settings.profiles_table, dynamodb)
    jobs = JobQueue(_sqs, settings.queue_url, settings.queue_arn)
    dead_letters = DeadLetterQueue(
        _sqs, settings.dead_letter_queue_url, settings.dead_letter_queue_arn, clock
    )
    return AdminServices(
        people=People(settings.user_pool_id, _cognito),
        audit=audit,
        dead_letters=DeadLetters(
            queue=dead_letters,
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
        exports=Exports(
            store=store,
            table=ExportsTable(settings.exports_table, dynamodb, clock),
            exporter=Exporter(settings.exporter_function, _lambda),
            bucket=settings.exports_bucket,
            s3=_s3,
            audit=audit,
            clock=clock,
        ),
    )


@cache
def _sqs() -> "SQSClient":
    """Made by the first request that needs a queue: an export needs the audit log alone."""
    client: SQSClient = aws.client("sqs", CLIENT_CONFIG)
    return client


@cache
def _cognito() -> "CognitoIdentityProviderClient":
    client: CognitoIdentityProviderClient = aws.client("cognito-idp", PEOPLE_CONFIG)
    return client


@cache
def _lambda() -> "LambdaClient":
    client: LambdaClient = aws.client("lambda", LAMBDA_CONFIG)
    return client


@cache
def _s3() -> "S3Client":
    client: S3Client = aws.client("s3", S3_CONFIG)
    return client
