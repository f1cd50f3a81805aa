"""The processor: the function that works off the queue."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.execution_log_table import ExecutionLogTable
from infra.function import python_function
from infra.job_queue import JobQueue
from infra.models import invocable_arns
from infra.profiles_table import ProfilesTable
from infra.settings import PROCESSOR_TIMEOUT_SECONDS, Settings


class Processor(Construct):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: Settings,
        jobs: JobQueue,
        log: ExecutionLogTable,
        profiles: ProfilesTable,
    ) -> None:
        super().__init__(scope, construct_id)
        self.function = python_function(
            self,
            package="processor",
            settings=settings,
            timeout_seconds=PROCESSOR_TIMEOUT_SECONDS,
            environment={
                "EXECUTION_LOG_TABLE": log.table.table_name,
                "PROFILES_TABLE": profiles.table.table_name,
                "JOB_QUEUE_URL": jobs.queue.queue_url,
                "DEAD_LETTER_QUEUE_URL": jobs.dead_letters.queue_url,
                "MAX_ATTEMPTS": str(settings.max_attempts),
                "RETRY_DELAY_SECONDS": str(settings.retry_delay_seconds),
                "DEFAULT_MODEL_ID": settings.default_model_id,
                "COMPREHENSIVE_MODEL_ID": settings.comprehensive_model_id,
                "AI_GENERATION_TIMEOUT": str(settings.ai_generation_timeout),
                "LLAMA4_SCOUT_TIMEOUT": str(settings.llama4_scout_timeout),
                "RETENTION_DAYS": str(settings.retention_days),
            },
        )

    def work_off(self, queue: sqs.IQueue, *, max_concurrency: int) -> None:
        """One job an invocation: a job takes minutes, and a timeout would fail its whole batch.

        The limit is the event source's, not reserved concurrency: it holds messages back in the
        queue instead of counting throttled receives. No filter criteria: they delete what they
        don't match.
        """
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue,
                batch_size=1,
                report_batch_item_failures=True,
                max_concurrency=max_concurrency,
            )
        )

    def grant_invoke_models(self, *model_ids: str) -> None:
        stack = cdk.Stack.of(self)
        iam.Grant.add_to_principal(
            grantee=self.function,
            actions=["bedrock:InvokeModel"],
            resource_arns=[
                arn for model_id in model_ids for arn in invocable_arns(stack, model_id)
            ],
        )
