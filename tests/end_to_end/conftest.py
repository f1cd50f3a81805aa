"""What every end-to-end test starts from: a signed-in reader and a producer."""

import pytest

from local.stack import LocalStack
from tests.end_to_end.producer import Producer
from tests.end_to_end.reader import Reader
from tests.end_to_end.sign_in import Tokens, sign_in


@pytest.fixture(scope="session")
def tokens(stack: LocalStack) -> Tokens:
    return sign_in(stack.endpoints.site_url, stack.admin)


@pytest.fixture
def reader(stack: LocalStack, tokens: Tokens) -> Reader:
    return Reader(stack.endpoints.api_url, tokens.access)


@pytest.fixture
def producer(stack: LocalStack) -> Producer:
    return Producer(stack.endpoints)
