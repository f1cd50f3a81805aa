"""The function that has the last word on messages that the job queue has given up."""

from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from infra.execution_log_table import ExecutionLogTable
from infra.function import python_function
from infra.job_queue import DELIVERIES, JobQueue
from infra.settings import DEAD_LETTERS_TIMEOUT_SECONDS, Settings

BATCH = 10
CONCURRENCY = 2
"""The least that SQS takes: what has been given up has time, the jobs need the account's."""


class DeadLetters(Construct):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: Settings,
        jobs: JobQueue,
        log: ExecutionLogTable,
    ) -> None:
        super().__init__(scope, construct_id)
        self.function = python_function(
            self,
            package="dead_letters",
            settings=settings,
            timeout_seconds=DEAD_LETTERS_TIMEOUT_SECONDS,
            environment={
                "EXECUTION_LOG_TABLE": log.table.table_name,
                "DEAD_LETTER_QUEUE_URL": jobs.dead_letters.queue_url,
                "DELIVERIES": str(DELIVERIES),
                "RETENTION_DAYS": str(settings.retention_days),
            },
        )

    def explain(self, jobs: JobQueue) -> None:
        """Not the dead-letter queue itself: an event source takes off what must rest there."""
        self.function.add_event_source(
            event_sources.SqsEventSource(
                jobs.given_up,
                batch_size=BATCH,
                report_batch_item_failures=True,
                max_concurrency=CONCURRENCY,
            )
        )
