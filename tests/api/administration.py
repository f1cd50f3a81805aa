"""What admins work with, on moto: queues, tables, and an app over them."""

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import boto3
from botocore.exceptions import ClientError, EndpointConnectionError

from api.admin_services import AdminServices
from api.app import create_app
from api.audit import AuditLog, Deed
from api.cancel import Cancelling
from api.cursors import Cursors, DailyKeys
from api.dead_letter_queue import DeadLetterQueue
from api.dead_letters import DeadLetters
from api.exports import S3_CONFIG, Exporter, Exports
from api.exports_table import ExportsTable
from api.figures import Figures
from api.links import NO_CONSOLE, Console
from api.people import People
from api.profiles import StoredProfiles
from api.queries import ExecutionLogs, ExecutionSearch, NotesOf
from api.queues import JobQueue
from api.reprocess import Reprocessing
from api.requests import Resolver
from execution_log import DynamoStore, Redactor, Store
from execution_log.clock import Clock
from execution_log.counts import DynamoCounts
from execution_log.notes import Notes
from execution_log.testing import MemoryStore
from tests.tables import (
    AUDIT_TABLE,
    CURSOR_KEYS_TABLE,
    EXPORTS_BUCKET,
    EXPORTS_TABLE,
    LOG_TABLE,
    PROFILES_TABLE,
    make_audit_table,
    make_cursor_keys_table,
    make_exports_table,
    make_log_table,
    make_profiles_table,
)

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef


def idle_admin(clock: Clock) -> AdminServices:
    """For tests of what readers see: nothing of it exists, and nothing is audited."""
    sqs, dynamodb = boto3.client("sqs"), boto3.client("dynamodb")
    admin = _admin(clock, MemoryStore(clock), sqs, dynamodb, "https://jobs", "https://letters")
    return replace(admin, audit=ForgetfulAudit(AUDIT_TABLE, dynamodb, clock))


class ForgetfulAudit(AuditLog):
    """Takes every deed."""

    def record(self, deed: Deed) -> None:
        pass


def app_over(
    store: Store,
    clock: Clock,
    notes: NotesOf = lambda _: [],
    console: Console = NO_CONSOLE,
    search: ExecutionSearch | None = None,
) -> Resolver:
    """The API over a store, for tests of what readers see."""
    services = idle_admin(clock)
    logs, letters = ExecutionLogs(store, clock, notes, search), services.dead_letters
    figures = Figures(logs, cast(Any, store), letters.jobs, letters.queue, clock)
    cursors = Cursors(lambda _: b"a key", clock)
    return create_app(logs, clock, lambda: services, cursors, lambda: figures, console)


def _admin(
    clock: Clock,
    store: Store,
    sqs: Any,
    dynamodb: Any,
    jobs: str,
    dead_letters: str,
    *,
    exporter: "ExporterFunction | None" = None,
) -> AdminServices:
    audit, redactor = AuditLog(AUDIT_TABLE, dynamodb, clock), Redactor()
    job_queue = JobQueue(lambda: sqs, jobs, arn(jobs))
    profiles = StoredProfiles(PROFILES_TABLE, dynamodb)
    return AdminServices(
        people=People("pool", lambda: cast(Any, UserPool())),
        audit=audit,
        dead_letters=DeadLetters(
            queue=DeadLetterQueue(lambda: sqs, dead_letters, arn(dead_letters), clock),
            jobs=job_queue,
            audit=audit,
            notes=Notes(LOG_TABLE, dynamodb, clock=clock),
            clock=clock,
            redactor=redactor,
        ),
        profiles=profiles,
        reprocessing=Reprocessing(store, profiles, job_queue, audit, clock, redactor),
        cancelling=Cancelling(store, audit, clock),
        exports=Exports(
            store=store,
            table=ExportsTable(EXPORTS_TABLE, dynamodb, clock),
            exporter=Exporter("exporter", lambda: cast(Any, exporter)),
            bucket=EXPORTS_BUCKET,
            s3=lambda: boto3.client("s3", config=S3_CONFIG),
            audit=audit,
            clock=clock,
        ),
    )


GRACE_ID = "5f0c1c5e-0001-4000-8000-000000000001"
"""A username as a user pool gives it to who signs in by e-mail address."""


class UserPool:
    """Knows one person by an id; asked for any other it fails."""

    def __init__(self) -> None:
        self.asked = 0

    def admin_get_user(self, **wanted: str) -> dict[str, Any]:
        self.asked += 1
        if wanted != {"UserPoolId": "pool", "Username": GRACE_ID}:
            error: Any = {"Error": {"Code": "UserNotFoundException", "Message": "nobody"}}
            raise ClientError(error, "AdminGetUser")
        return {"UserAttributes": [{"Name": "email", "Value": "grace@example.com"}]}


class ExporterFunction:
    """Notes which exports it was called for."""

    def __init__(self) -> None:
        self.called_for: list[str] = []
        self.is_down = False

    def invoke(self, **wanted: str) -> dict[str, Any]:
        assert (wanted["FunctionName"], wanted["InvocationType"]) == ("exporter", "Event")
        if self.is_down:
            raise EndpointConnectionError(endpoint_url="https://aws")
        self.called_for.append(json.loads(wanted["Payload"])["export_id"])
        return {"StatusCode": 202}


def arn(queue_url: str) -> str:
    return f"arn:aws:sqs:us-east-1:123456789012:{queue_url.rpartition('/')[2]}"


@dataclass
class World:
    """Everything around the admin's routes, within ``mock_aws``."""

    clock: Clock
    memory: MemoryStore | None = None
    """Takes the place of the table of logs: a thousand times as fast."""
    sqs: Any = field(default_factory=lambda: boto3.client("sqs"))

    def __post_init__(self) -> None:
        self.jobs = self.sqs.create_queue(QueueName="jobs")["QueueUrl"]
        self.dead_letters = self.sqs.create_queue(QueueName="dead-letters")["QueueUrl"]
        make_log_table()
        make_profiles_table()
        make_audit_table()
        make_cursor_keys_table()
        make_exports_table()
        self.s3 = boto3.client("s3")
        self.s3.create_bucket(Bucket=EXPORTS_BUCKET)
        self.exporter = ExporterFunction()
        self.dynamodb = boto3.client("dynamodb")
        self.store = self.memory or DynamoStore(LOG_TABLE, self.dynamodb, self.clock)
        self.admin = _admin(
            self.clock,
            self.store,
            self.sqs,
            self.dynamodb,
            self.jobs,
            self.dead_letters,
            exporter=self.exporter,
        )
        self.notes = Notes(LOG_TABLE, self.dynamodb, clock=self.clock)

    def app(self) -> Resolver:
        logs, letters = ExecutionLogs(self.store, self.clock), self.admin.dead_letters
        counts = self.memory or DynamoCounts(LOG_TABLE, self.dynamodb, self.clock)
        figures = Figures(logs, counts, letters.jobs, letters.queue, self.clock)
        cursors = Cursors(DailyKeys(CURSOR_KEYS_TABLE, self.dynamodb).key, self.clock)
        return create_app(logs, self.clock, lambda: self.admin, cursors, lambda: figures)

    def give_up(self, body: str = "{}", **attributes: str) -> str:
        """Puts a message into the dead-letter queue; returns its id."""
        sent = self.sqs.send_message(
            QueueUrl=self.dead_letters, MessageBody=body, MessageAttributes=strings(attributes)
        )
        return str(sent["MessageId"])

    def visible(self, queue_url: str) -> "list[MessageTypeDef]":
        """All messages that anyone can see in a queue now; hides them from then on."""
        found: list[MessageTypeDef] = []
        while batch := self.sqs.receive_message(
            QueueUrl=queue_url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
        ).get("Messages"):
            found += batch
        return found

    def count_calls(self, operation: str) -> list[Any]:
        """A list that grows by each call of this DynamoDB operation."""
        calls: list[Any] = []
        self.dynamodb.meta.events.register(
            f"before-call.dynamodb.{operation}", lambda **call: calls.append(call["params"])
        )
        return calls

    def sent_at_ms(self, message_id: str) -> int:
        """When a dead letter was sent; hides none."""
        found = self.sqs.receive_message(
            QueueUrl=self.dead_letters,
            MaxNumberOfMessages=10,
            VisibilityTimeout=0,
            MessageSystemAttributeNames=["SentTimestamp"],
        )["Messages"]
        times = {message["MessageId"]: message["Attributes"]["SentTimestamp"] for message in found}
        return int(times[message_id])

    def drop_log_table(self) -> None:
        self.dynamodb.delete_table(TableName=LOG_TABLE)

    def drop_audit_table(self) -> None:
        self.dynamodb.delete_table(TableName=AUDIT_TABLE)

    def break_call(self, client: Any, operation: str, error: BaseException | None = None) -> None:
        """From now on, calls of this operation never arrive."""

        def fail(**_: Any) -> None:
            raise error or EndpointConnectionError(endpoint_url="https://aws")

        service = client.meta.service_model.service_name
        client.meta.events.register_first(f"before-send.{service}.{operation}", fail)

    def deeds(self) -> list[Deed]:
        """What the audit log holds, newest first."""
        return [entry.deed for entry in self.admin.audit.entries(limit=100, before=None)[0]]


def strings(attributes: dict[str, str]) -> dict[str, dict[str, str]]:
    return {k: {"DataType": "String", "StringValue": v} for k, v in attributes.items()}
