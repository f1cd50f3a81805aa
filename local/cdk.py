"""The real CDK command line, pointed at the local AWS."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local import aws
from local.emulator import Emulator
from local.paths import CDK

STACK = "ExecutionLog-local"
SAID_AT_MOST = 3000


class CdkError(Exception):
    """A CDK command failed; the message ends with the last things it said."""


@dataclass(frozen=True)
class CdkRun:
    """A CDK command under way."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def wait(self) -> str:
        """Waits for the end and returns what the command said. Raises CdkError if it failed."""
        self.process.wait()
        said = self.log.read_text(errors="replace")
        if self.process.returncode:
            raise CdkError(f"cdk {self.name} failed: {self.log}\n{said[-SAID_AT_MOST:]}")
        return said


@dataclass(frozen=True)
class Cdk:
    """Starts CDK commands for one stack and emulator; all they write is in its state folder."""

    emulator: Emulator
    stack: str = STACK

    def bootstrap(self) -> CdkRun:
        return self._start(
            "bootstrap", f"aws://{aws.ACCOUNT}/{aws.REGION}", cwd=self.emulator.state
        )

    def synthesize(self, checkout: Path) -> CdkRun:
        """Also builds the page: `build` in cdk.json."""
        context = ["-c", "stage=local", "-c", f"local_port={self.emulator.port}"]
        return self._start("synth", "--quiet", *context, cwd=checkout)

    def deploy(self) -> CdkRun:
        """Deploys what was synthesized last."""
        arguments = ["--require-approval", "never", "--outputs-file", str(self._outputs)]
        return self._start(
            "deploy", "--app", str(self._assembly), *arguments, cwd=self.emulator.state
        )

    def destroy(self) -> CdkRun:
        return self._start(
            "destroy", "--force", "--app", str(self._assembly), cwd=self.emulator.state
        )

    def outputs(self) -> dict[str, str]:
        """The outputs of the deployed stack, by name."""
        outputs: dict[str, str] = json.loads(self._outputs.read_text())[self.stack]
        return outputs

    def template(self) -> dict[str, Any]:
        """What was synthesized last, as CloudFormation gets it."""
        template: dict[str, Any] = json.loads(
            (self._assembly / f"{self.stack}.template.json").read_text()
        )
        return template

    @property
    def _assembly(self) -> Path:
        return self.emulator.state / f"{self.stack}.out"

    @property
    def _outputs(self) -> Path:
        return self.emulator.state / f"{self.stack}.outputs.json"

    def _start(self, name: str, *arguments: str, cwd: Path) -> CdkRun:
        log = self.emulator.state / f"{self.stack}.{name}.log"
        log.unlink(missing_ok=True)
        command = [str(CDK), name, *arguments, "--output", str(self._assembly)]
        environment = aws.environment(self.emulator.port) | {
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
            "NODE_NO_WARNINGS": "1",
        }
        return CdkRun(
            name, self.emulator.processes.start(command, cwd=cwd, env=environment, log=log), log
        )
