"""The queue that producers send profiles to, and where messages go that it gives up."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.outputs import output
from infra.settings import DEAD_LETTERS_TIMEOUT_SECONDS, PROCESSOR_TIMEOUT_SECONDS
from infra.stages import Stage

DELIVERIES = 5
"""At least 5 keep throttled invocations from ending a message that never ran:
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""
VISIBILITY_IN_TIMEOUTS = 6
"""Leaves room for throttled invocations (same page)."""


class JobQueue(Construct):
    """Three queues in a row: of jobs, of what was given up, of dead letters.

    Retention is counted from the first send, so each must outlast the one before:
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
    """

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self._stage = stage
        self.dead_letters = self._queue("DeadLetters", kept_days=14)
        # A message's count of receives goes on from queue to queue, so 5 more are 10.
        self.given_up = self._queue(
            "GivenUp",
            kept_days=7,
            function_timeout_seconds=DEAD_LETTERS_TIMEOUT_SECONDS,
            then=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=2 * DELIVERIES),
        )
        self.queue = self._queue(
            "Queue",
            kept_days=4,
            function_timeout_seconds=PROCESSOR_TIMEOUT_SECONDS,
            then=sqs.DeadLetterQueue(queue=self.given_up, max_receive_count=DELIVERIES),
        )
        output(self, "QueueUrl", self.queue.queue_url)
        output(self, "DeadLetterQueueUrl", self.dead_letters.queue_url)

    def grant_administer(self, grantee: iam.IGrantable) -> None:
        """Lets it count and send jobs, and look at, put back and discard dead letters.

        SQS moves all of them in the caller's name, by the same rights:
        https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
        """
        _grant(grantee, self.queue, "SendMessage", "GetQueueAttributes")
        _grant(
            grantee,
            self.dead_letters,
            *("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
            *("GetQueueAttributes", "StartMessageMoveTask"),
        )

    def _queue(
        self,
        construct_id: str,
        *,
        kept_days: int,
        function_timeout_seconds: int | None = None,
        then: sqs.DeadLetterQueue | None = None,
    ) -> sqs.Queue:
        timeout = function_timeout_seconds
        return sqs.Queue(
            self,
            construct_id,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=self._stage.require_tls,
            retention_period=cdk.Duration.days(kept_days),
            visibility_timeout=(
                cdk.Duration.seconds(VISIBILITY_IN_TIMEOUTS * timeout) if timeout else None
            ),
            dead_letter_queue=then,
        )


def _grant(grantee: iam.IGrantable, queue: sqs.Queue, *operations: str) -> None:
    """Exactly these; CDK's own grants come with more."""
    iam.Grant.add_to_principal(
        grantee=grantee,
        actions=[f"sqs:{operation}" for operation in operations],
        resource_arns=[queue.queue_arn],
    )
