"""The queue that producers send profiles to, and its dead-letter queue."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.outputs import output
from infra.settings import PROCESSOR_TIMEOUT_SECONDS
from infra.stages import Stage


class JobQueue(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=stage.require_tls,
            # Counted from the first send, so it must outlast the queue's own:
            # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
            retention_period=cdk.Duration.days(14),
        )
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=stage.require_tls,
            retention_period=cdk.Duration.days(4),
            # 6 timeouts leave room for throttled invocations, and at least 5 receives keep those
            # from dead-lettering a message that never ran:
            # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
            visibility_timeout=cdk.Duration.seconds(6 * PROCESSOR_TIMEOUT_SECONDS),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=5),
        )
        output(self, "QueueUrl", self.queue.queue_url)
        output(self, "DeadLetterQueueUrl", self.dead_letters.queue_url)

    def grant_administer(self, grantee: iam.IGrantable) -> None:
        """Lets it send jobs, and look at, put back and discard dead letters.

        SQS moves all of them in the caller's name, by the same rights:
        https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
        """
        _grant(grantee, self.queue, "SendMessage")
        _grant(
            grantee,
            self.dead_letters,
            *("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"),
            *("GetQueueAttributes", "StartMessageMoveTask"),
        )


def _grant(grantee: iam.IGrantable, queue: sqs.Queue, *operations: str) -> None:
    """Exactly these; CDK's own grants come with more."""
    iam.Grant.add_to_principal(
        grantee=grantee,
        actions=[f"sqs:{operation}" for operation in operations],
        resource_arns=[queue.queue_arn],
    )
