"""The SDK's errors as ours, for everything that reads or writes DynamoDB outside of the store."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from execution_log.errors import StoreUnavailable


@contextmanager
def store_errors() -> Iterator[None]:
    """Whatever the SDK raises in the block becomes StoreUnavailable."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StoreUnavailable(str(error)) from error
