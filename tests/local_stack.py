"""One local stack for a whole test run: the real one, deployed with the real CDK command line."""

import socket
from collections.abc import Iterator

import pytest

from local.stack import LocalStack, local_stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """Deployed once, on a free port, and shared: a test sends under tracking ids of its own."""
    with local_stack(free_port(), tmp_path_factory.mktemp("local-stack")) as deployed:
        yield deployed


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
