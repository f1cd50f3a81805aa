"""How this API talks to SQS."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from api.errors import QueueUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

CLIENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
)
"""At worst some 7 s for one call: the function has 10."""

Client = Callable[[], "SQSClient"]
"""Makes the client when it is first needed: readers of logs never do."""
Attributes = Mapping[str, Any]
"""Message attributes as SQS takes them."""


@contextmanager
def queue_errors() -> Iterator[None]:
    """Whatever the SDK raises in the block becomes QueueUnavailable."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise QueueUnavailable from error


def text_attribute(value: str) -> dict[str, str]:
    return {"DataType": "String", "StringValue": value}


@dataclass(frozen=True, slots=True)
class JobQueue:
    """The queue that producers send profiles to."""

    client: Client
    url: str
    arn: str

    def send(self, body: str, attributes: Attributes) -> str:
        """The id of the message that was sent; raises QueueUnavailable."""
        with queue_errors():
            sent = self.client().send_message(
                QueueUrl=self.url, MessageBody=body, MessageAttributes=attributes
            )
            return sent["MessageId"]

    def waiting(self) -> int:
        """Messages that can be received now, about; raises QueueUnavailable."""
        name: Literal["ApproximateNumberOfMessages"] = "ApproximateNumberOfMessages"
        with queue_errors():
            found = self.client().get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])
        return int(found["Attributes"][name])
