"""Fixtures that every suite may use. Nothing here reaches a network but the local stack."""

from collections.abc import Iterator

import boto3
import botocore.session
import pytest
from botocore.loaders import Loader
from hypothesis import settings
from moto import mock_aws

from tests.clock import HandClock

pytest_plugins = ("tests.local_stack", "tests.two_workers")

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def made_up_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test can ever reach a real account."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.delenv("AWS_PROFILE", raising=False)


@pytest.fixture(scope="session")
def service_models() -> Loader:
    """What botocore knows of each service, parsed once: that takes longer than most tests."""
    loader: Loader = botocore.session.get_session().get_component("data_loader")
    return loader


@pytest.fixture
def moto_aws(made_up_credentials: None, service_models: Loader) -> Iterator[None]:
    with mock_aws():
        session = botocore.session.get_session()
        session.register_component("data_loader", service_models)
        boto3.setup_default_session(botocore_session=session)
        yield


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock()
