"""Entry point of the processor function: messages in, one recorded execution for each."""

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from execution_log import DynamoStore, ExecutionLog, Reason, Recorder, Store, aws, from_environment
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.dead_letters import GAVE_UP, DeadLetters
from execution_log.dynamo import CLIENT_CONFIG
from execution_log.notes import Notes
from processor.cancellation import POLL_SECONDS, Cancellation
from processor.delivery import Delivery, GaveUp, NotRun, StillRunning
from processor.errors import Cancelled, TooLate, code_of, in_words
from processor.job_queue import JobQueue
from processor.message import Message, read_message
from processor.orchestrator import Orchestrator
from processor.process_profile import Job, Services, initialize, process_profile
from processor.profiles import Profiles
from processor.retries import AFTER_DEATH_MS, RetryPolicy
from processor.settings import Settings

RECLAIM_MS = 60_000
"""When a message comes back that could not be claimed, since the table is down."""

logger = Logger()


@dataclass(frozen=True, slots=True)
class Processor:
    """Everything one message needs."""

    recorder: Recorder
    store: Store
    services: Services
    job_queue: JobQueue
    dead_letters: DeadLetters
    notes: Notes
    clock: Clock = SYSTEM_CLOCK

    def process(self, record: SQSRecord, context: LambdaContext) -> None:
        """Processes one message. What it raises makes SQS deliver the message again."""
        message, delivery = read_message(record.body, record.message_id), Delivery.of(record)
        try:
            self._run(record, message, delivery, context)
        except StillRunning as refusal:
            over = refusal.retry_at_ms(self.clock.now_ms())
            self.job_queue.return_at(record, over + AFTER_DEATH_MS)
            self._note(message.tracking_id, refusal)
            raise
        except GaveUp as refusal:
            self.store.finish(refusal.newest)
            self.dead_letters.keep(record, message.tracking_id, str(refusal), GAVE_UP)
        except NotRun as refusal:
            self._note(message.tracking_id, refusal)
        logger.info("message done", tracking_id=message.tracking_id)

    def _run(
        self, record: SQSRecord, message: Message, delivery: Delivery, context: LambdaContext
    ) -> None:
        retries = self.services.retries
        after_death = retries.after_death_ms(context.get_remaining_time_in_millis())
        log: ExecutionLog | None = None
        try:
            with self.recorder.execution(
                message.tracking_id,
                company=message.company,
                tier=message.tier,
                lambda_context=context,
                message_id=record.message_id,
                succession=delivery.succession,
                queued_at_ms=delivery.sent_at_ms,
                retry_attempt=1,
                max_attempts=retries.max_attempts,
                next_try_at_ms=after_death if retries.max_attempts > 1 else None,
            ) as log:
                initialize(message, log)
                self.job_queue.return_at(record, after_death)
                process_profile(
                    Job(
                        message,
                        log,
                        self.services,
                        Cancellation(log, self.store, POLL_SECONDS),
                        context.get_remaining_time_in_millis,
                    )
                )
            if log.ended_as is Reason.TIMED_OUT:
                raise TooLate("The job was done after its log had ended as timed out")
        except NotRun:
            raise
        except Exception as error:
            self._settle(record, message.tracking_id, error, log)

    def _settle(
        self, record: SQSRecord, tracking_id: str, error: Exception, log: ExecutionLog | None
    ) -> None:
        """Has a failed message tried again, or keeps it where no one tries it."""
        if log is None or not log.execution.attempt:  # the claim failed: this was no try
            self.job_queue.return_at(record, self.clock.now_ms() + RECLAIM_MS)
            raise error
        if log.ended_as is Reason.TIMED_OUT:  # the message comes back when a dead process's does
            raise error
        if next_try := log.outcome.get("next_try_at_ms"):
            self.job_queue.return_at(record, next_try)
            raise error
        if not isinstance(error, Cancelled):
            self.dead_letters.keep(record, tracking_id, in_words(error), code_of(error))

    def _note(self, tracking_id: str, refusal: NotRun) -> None:
        if refusal.kind:
            self.notes.note(tracking_id, refusal.kind, str(refusal))


@cache
def processor() -> Processor:
    """Built at the first message, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    store = DynamoStore(settings.execution_log_table)
    return Processor(
        recorder=Recorder(
            store, retention_days=settings.retention_days, log_level=settings.log_level
        ),
        store=store,
        services=Services(
            profiles=Profiles(settings.profiles_table),
            orchestrator=Orchestrator(settings),
            retries=RetryPolicy(
                settings.max_attempts, settings.retry_delay_seconds * 1000, SYSTEM_CLOCK
            ),
        ),
        job_queue=JobQueue(settings.job_queue_url),
        dead_letters=DeadLetters(settings.dead_letter_queue_url),
        notes=Notes(
            settings.execution_log_table,
            aws.client("dynamodb", CLIENT_CONFIG),
            retention_days=settings.retention_days,
        ),
    )


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers with the messages that SQS must deliver again."""
    return respond(event, context, processor())


def respond(event: dict[str, Any], context: LambdaContext, worker: Processor) -> dict[str, Any]:
    """Processes the event's messages one by one; one that fails does not touch the others."""

    def process(record: SQSRecord) -> None:
        worker.process(record, context)

    return dict(
        process_partial_response(
            event=event,
            record_handler=process,
            processor=BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False),
            context=context,
        )
    )
