"""What the stack is made of, for tests that break a part of it on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from local import aws
from local.cdk import STACK
from local.stack import LocalStack

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_sqs import SQSClient


@dataclass(frozen=True)
class Resources:
    stack: LocalStack

    def function(self, prefix: str) -> str:
        """The name of the function whose logical id begins so."""
        cloudformation = aws.session().client("cloudformation", endpoint_url=self._endpoint)
        found = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
        (name,) = (
            resource["PhysicalResourceId"]
            for resource in found
            if resource["ResourceType"] == "AWS::Lambda::Function"
            and resource["LogicalResourceId"].startswith(prefix)
        )
        return name

    def invoke(self, prefix: str) -> None:
        """Runs a function to its end; raises AssertionError if it fails."""
        answer = self._lambda.invoke(FunctionName=self.function(prefix), Payload=b"{}")
        assert "FunctionError" not in answer, answer["Payload"].read()

    @contextmanager
    def processor_that_can_not_start(self) -> Iterator[None]:
        """Its module can't be imported, and its messages come back every second, not every hour."""
        name = self.function("Processor")
        handler = self._lambda.get_function_configuration(FunctionName=name)["Handler"]
        hidden = self._hide_messages_for("1")
        self._lambda.update_function_configuration(
            FunctionName=name, Handler="processor.no_such_module.handler"
        )
        try:
            yield
        finally:
            self._lambda.update_function_configuration(FunctionName=name, Handler=handler)
            self._hide_messages_for(hidden)

    def _hide_messages_for(self, seconds: str) -> str:
        """Returns for how long they were hidden before."""
        sqs: SQSClient = aws.session().client("sqs", endpoint_url=self._endpoint)
        queue = self.stack.endpoints.queue_url
        found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["VisibilityTimeout"])
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": seconds})
        return found["Attributes"]["VisibilityTimeout"]

    @property
    def _lambda(self) -> "LambdaClient":
        return aws.session().client("lambda", endpoint_url=self._endpoint)

    @property
    def _endpoint(self) -> str:
        return self.stack.endpoints.aws_endpoint_url
