"""Clients of AWS services: those that boto3 gives too, without loading boto3.

boto3 brings along its transfer manager for S3, which nothing here uses: a sixth of a cold start.
"""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.session import Session, get_session


def client(service: str, config: Config) -> Any:
    """A client with the credentials and the region of the environment."""
    return session().create_client(service, config=config)


@cache
def session() -> Session:
    """Shared, as boto3's default session is: a new one reads its data files anew."""
    return get_session()
