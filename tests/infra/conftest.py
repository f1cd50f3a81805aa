"""Each stage is synthesized once: it takes seconds."""

import pytest

from tests.infra.templates import Synthesized, synthesize


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    return synthesize("local", tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    return synthesize("dev", tmp_path_factory.mktemp("dev"))


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    return synthesize("prod", tmp_path_factory.mktemp("prod"))


@pytest.fixture(params=["local", "dev", "prod"])
def any_stage(request: pytest.FixtureRequest) -> Synthesized:
    stage: Synthesized = request.getfixturevalue(request.param)
    return stage


@pytest.fixture(params=["dev", "prod"])
def on_aws(request: pytest.FixtureRequest) -> Synthesized:
    stage: Synthesized = request.getfixturevalue(request.param)
    return stage
