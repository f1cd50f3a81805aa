"""The whole stack on this machine, from nothing to somebody who can sign in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local import gaps
from local.cdk import Cdk
from local.emulator import Emulator, running_emulator
from local.endpoints import Endpoints
from local.model.chat_completions import chat_completions
from local.model.converse import Model, serve_converse
from local.model.stand_in import stand_in
from local.paths import ROOT
from local.progress import step
from local.users import SignIn, create_user


@dataclass(frozen=True)
class LocalStack:
    """A deployed stack and two people who may sign in to it."""

    emulator: Emulator
    endpoints: Endpoints
    admin: SignIn
    viewer: SignIn


@contextmanager
def local_stack(port: int, state: Path) -> Iterator[LocalStack]:
    """Runs the stack on a free port of 127.0.0.1 until the block ends, then ends all of it.

    state: an empty folder whose path no other run ever had; everything is kept in it.
    Raises PortTakenError, EmulatorError or CdkError.
    """
    with local_aws(port, state) as emulator:
        cdk = Cdk(emulator)
        bring_up(cdk)
        yield _open(emulator, cdk.outputs())


@contextmanager
def local_aws(port: int, state: Path) -> Iterator[Emulator]:
    """An empty account, with a model behind Amazon Bedrock's name."""
    with (
        serve_converse(_model()) as model_url,
        running_emulator(port, state, model_url) as emulator,
    ):
        yield emulator


def bring_up(cdk: Cdk, checkout: Path = ROOT) -> None:
    """Deploys a checkout to an empty account."""
    # Synthesis is a third of the time and needs no AWS: it runs beside the bootstrap.
    synthesis, bootstrap = cdk.synthesize(checkout), cdk.bootstrap()
    with step("Preparing the local account (cdk bootstrap)"):
        bootstrap.wait()
        gaps.let_assets_be_published(cdk.emulator.port)
    with step("Building the page and the stack (cdk synth)"):
        synthesis.wait()
    with step("Deploying the stack (cdk deploy)"):
        cdk.deploy().wait()
        gaps.switch_time_to_live_on(cdk.emulator.port, cdk.stack, cdk.template())
        gaps.let_functions_administer_queues(cdk.emulator.port)


def _model() -> Model:
    """The stand-in, or the OpenAI-compatible server that LOCAL_MODEL_URL names."""
    url = os.environ.get("LOCAL_MODEL_URL")
    return chat_completions(url) if url else stand_in


def _open(emulator: Emulator, outputs: dict[str, str]) -> LocalStack:
    port, user_pool_id = emulator.port, outputs["UserPoolId"]
    admin = create_user(port, user_pool_id, "admin", "admin")
    viewer = create_user(port, user_pool_id, "viewer", "viewer")
    return LocalStack(emulator, Endpoints.of_stack(port, outputs, admin), admin, viewer)
