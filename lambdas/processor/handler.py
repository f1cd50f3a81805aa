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

from execution_log import DynamoStore, Recorder, from_environment
from processor.dead_letters import DeadLetters
from processor.errors import ProcessingError
from processor.message import read_message
from processor.orchestrator import Orchestrator
from processor.process_profile import Services, process_profile
from processor.profiles import Profiles
from processor.settings import Settings

logger = Logger()


@dataclass(frozen=True, slots=True)
class Processor:
    """Everything one message needs."""

    recorder: Recorder
    services: Services
    dead_letters: DeadLetters

    def process(self, record: SQSRecord, context: LambdaContext) -> None:
        """Processes one message. What it raises makes SQS deliver the message again."""
        message = read_message(record.body, record.message_id)
        try:
            with self.recorder.execution(
                message.tracking_id,
                company=message.company,
                tier=message.tier,
                lambda_context=context,
                message_id=record.message_id,
            ) as log:
                process_profile(message, log, self.services, context.get_remaining_time_in_millis)
        except ProcessingError as error:
            if error.retry_possible:
                raise
            self.dead_letters.keep(record, message.tracking_id, error)
        logger.info("message done", tracking_id=message.tracking_id)


@cache
def processor() -> Processor:
    """Built at the first message, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    return Processor(
        recorder=Recorder(
            DynamoStore(settings.execution_log_table),
            retention_days=settings.retention_days,
            log_level=settings.log_level,
        ),
        services=Services(
            profiles=Profiles(settings.profiles_table), orchestrator=Orchestrator(settings)
        ),
        dead_letters=DeadLetters(settings.dead_letter_queue_url),
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
