"""The API keeps to its OpenAPI document, whatever is sent: schemathesis makes the requests."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import schemathesis
from botocore.awsrequest import AWSResponse
from hypothesis import HealthCheck, settings
from moto import mock_aws
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from execution_log import Recorder
from execution_log.testing import MemoryStore
from tests.api.administration import World
from tests.api.gateway import Gateway
from tests.api.http import ADMIN, OPENAPI, VIEWER
from tests.clock import HandClock

PEOPLE = {"ada": ADMIN, "vic": VIEWER}
CONFIG = SchemathesisConfig.from_dict({"seed": 1})

GATEWAY = Gateway(PEOPLE)

schema = schemathesis.openapi.from_dict(OPENAPI, config=CONFIG)
schema.app = GATEWAY


@pytest.fixture(scope="module", autouse=True)
def api() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        clock = HandClock()
        world = World(clock.clock, MemoryStore(clock.clock))
        know_move_tasks(world.sqs)
        seed(world, clock)
        GATEWAY.app = world.app()
        yield


def know_move_tasks(sqs: Any) -> None:
    """SQS's answer, for moto does not know this operation."""
    answer = AWSResponse("https://sqs", 200, {}, None), {"TaskHandle": "task-1"}
    sqs.meta.events.register("before-call.sqs.StartMessageMoveTask", lambda **_: answer)


def seed(world: World, clock: HandClock) -> None:
    """More executions than a page holds, and dead letters."""
    recorder = Recorder(world.store, clock=world.clock, stdout=StringIO())
    for number in range(60):
        with recorder.execution(f"T{number % 50}", company="Acme Corp", tier="basic") as log:
            log.completed("initialization", "Started")
            if number % 7 == 0:
                log.failed("ai_model_inference", "Model said no", error_code="E42")
        clock.pass_ms(1000)
    with recorder.execution("60B3RNTB", company="Bolt & Nut", tier="basic") as log:
        log.completed("initialization", "Started")
    for _ in range(3):
        world.give_up('{"tracking_id": "T1"}', tracking_id="T1", reason="no profile")


@pytest.mark.parametrize("person", PEOPLE)
@schema.parametrize()
@settings(
    max_examples=20,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_api(case: Any, person: str) -> None:
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        case.query.pop("cursor", None)  # no schema tells which were handed out
    case.call_and_validate(headers={"Authorization": f"Bearer {person}"})
