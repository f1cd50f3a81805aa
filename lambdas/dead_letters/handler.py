"""Entry point of the dead-letter function: messages that the queue has given up in, explained out.

Each gets its last word in the log and goes on to the dead-letter queue, where it rests.
"""

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

from dead_letters.judge import Judge
from dead_letters.letter import read_letter
from dead_letters.settings import Settings
from execution_log import DynamoStore, aws, from_environment
from execution_log.dead_letters import DeadLetters
from execution_log.dynamo import CLIENT_CONFIG
from execution_log.notes import Notes

DAY_S = 24 * 60 * 60

logger = Logger()


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Everything one message needs."""

    judge: Judge
    dead_letters: DeadLetters

    def explain(self, record: SQSRecord) -> None:
        """What it raises makes SQS deliver the message again; the verdict stays the same.

        The verdict comes first: a message that rests without one would never get it.
        """
        verdict = self.judge.judge(read_letter(record))
        self.dead_letters.keep(record, verdict.tracking_id, verdict.reason, verdict.error_code)
        logger.info(
            "message given up", tracking_id=verdict.tracking_id, error_code=verdict.error_code
        )


@cache
def given_up() -> GivenUp:
    """Built at the first message, so that importing needs neither environment nor AWS."""
    settings = from_environment(Settings, os.environ)
    logger.setLevel(settings.log_level.upper())
    dynamodb = aws.client("dynamodb", CLIENT_CONFIG)
    return GivenUp(
        Judge(
            DynamoStore(settings.execution_log_table, dynamodb),
            Notes(settings.execution_log_table, dynamodb, retention_days=settings.retention_days),
            settings.deliveries,
            settings.retention_days * DAY_S,
        ),
        DeadLetters(settings.dead_letter_queue_url),
    )


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answers with the messages that SQS must deliver again."""
    return respond(event, context, given_up())


def respond(event: dict[str, Any], context: LambdaContext, worker: GivenUp) -> dict[str, Any]:
    """Explains the event's messages one by one; one that fails does not touch the others."""
    return dict(
        process_partial_response(
            event=event,
            record_handler=worker.explain,
            processor=BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False),
            context=context,
        )
    )
