"""The whole stack on this machine, from nothing to somebody who can sign in."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local import gaps
from local.cdk import STACK, Cdk
from local.emulator import EmulatorError, start_emulator
from local.endpoints import Endpoints
from local.model.chat_completions import chat_completions
from local.model.converse import Model, serve_converse
from local.model.stand_in import stand_in
from local.processes import Processes
from local.progress import step
from local.users import SignIn, create_user


@dataclass(frozen=True)
class LocalStack:
    """A deployed stack and two people who may sign in to it."""

    emulator: subprocess.Popen[bytes]
    cdk: Cdk
    endpoints: Endpoints
    admin: SignIn
    viewer: SignIn

    def wait(self) -> None:
        """Returns never: raises EmulatorError if the emulator ends by itself."""
        code = self.emulator.wait()
        raise EmulatorError(f"The local AWS ended by itself (code {code}).")


@contextmanager
def local_stack(port: int, state: Path) -> Iterator[LocalStack]:
    """Runs the stack on a free port of 127.0.0.1 until the block ends, then ends all of it.

    state: an empty folder whose path no other run ever had; everything is kept in it.
    Raises PortTakenError, EmulatorError or CdkError.
    """
    processes = Processes(state)
    try:
        with serve_converse(_model()) as model_url:
            with step(f"Starting the local AWS on 127.0.0.1:{port}"):
                emulator = start_emulator(processes, port, state, model_url)
            cdk = Cdk(processes, port, state)
            _deploy(cdk)
            yield _open(emulator, cdk)
    finally:
        processes.end()


def _model() -> Model:
    """The stand-in, or the OpenAI-compatible server that LOCAL_MODEL_URL names."""
    url = os.environ.get("LOCAL_MODEL_URL")
    return chat_completions(url) if url else stand_in


def _deploy(cdk: Cdk) -> None:
    # Synthesis is a third of the time and needs no AWS: it runs beside the bootstrap.
    synthesis, bootstrap = cdk.synthesize(), cdk.bootstrap()
    with step("Preparing the local account (cdk bootstrap)"):
        bootstrap.wait()
        gaps.let_assets_be_published(cdk.port)
    with step("Building the page and the stack (cdk synth)"):
        synthesis.wait()
    with step("Deploying the stack (cdk deploy)"):
        cdk.deploy().wait()
        gaps.switch_time_to_live_on(cdk.port, STACK, cdk.template())


def _open(emulator: subprocess.Popen[bytes], cdk: Cdk) -> LocalStack:
    outputs = cdk.outputs()
    admin = create_user(cdk.port, outputs["UserPoolId"], "admin", "admin")
    viewer = create_user(cdk.port, outputs["UserPoolId"], "viewer", "viewer")
    return LocalStack(emulator, cdk, Endpoints.of_stack(cdk.port, outputs, admin), admin, viewer)
