"""The functions of docs/examples, which record into the stack beside theirs."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from local import aws
from local.cdk import Cdk
from local.emulator import Emulator
from local.paths import ROOT

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


def deploy_examples(emulator: Emulator) -> "Examples":
    """Deploys them as their own team would: all they know is the stage's name."""
    cdk = Cdk(emulator, stack="ExecutionLogExamples-local")
    cdk.synthesize(ROOT / "docs" / "examples").wait()
    cdk.deploy().wait()
    return Examples(emulator.port, cdk.outputs())


@dataclass(frozen=True)
class Examples:
    port: int
    outputs: dict[str, str]

    def make_report(self, **order: Any) -> Any:
        """Returns what the report function answers."""
        answer = self._lambda.invoke(
            FunctionName=self.outputs["ReportFunction"], Payload=json.dumps(order)
        )
        return json.load(answer["Payload"])

    def get_stuck(self, tracking_id: str, way: str) -> None:
        """Starts a job that never ends by itself. Lambda tries it again, up to two times."""
        self._lambda.invoke(
            FunctionName=self.outputs["StuckFunction"],
            InvocationType="Event",
            Payload=json.dumps({"tracking_id": tracking_id, "way": way}),
        )

    @property
    def _lambda(self) -> "LambdaClient":
        return aws.session().client("lambda", endpoint_url=aws.endpoint(self.port))
