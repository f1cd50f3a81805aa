"""What other people's functions get in order to record: by `attach`, or by SSM parameters."""

import json
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template

from docs.examples.app import Examples
from tests.infra.templates import Synthesized, app, built_page, flat, many, stack

KIND = "AWS::Lambda::Function"
LOG_TABLE = "ExecutionLogTableAA49E29E"
RECORD = {
    ("dynamodb:Query", f"{{{LOG_TABLE}.Arn}}"),
    ("dynamodb:PutItem", f"{{{LOG_TABLE}.Arn}}"),
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    """A stack beside the product's with two functions, one of them attached."""
    folder = tmp_path_factory.mktemp("reports")
    made = app(folder, stage="dev", retention_days="30", log_level="warn")
    product = stack(made, built_page(folder / "page"))
    theirs = cdk.Stack(made, "Reports")
    product.recorder.attach(function(theirs, "Attached"))
    function(theirs, "Alone")
    text = (Path(made.synth().directory) / "Reports.template.json").read_text()
    return Synthesized(folder / "assembly", json.loads(text), text)


def function(scope: cdk.Stack, name: str) -> lambda_.Function:
    return lambda_.Function(
        scope,
        name,
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_12,
        environment={"THEIRS": "kept"},
    )


def of_the_product(value: Any) -> str:
    """The product's resource that a value of another stack refers to."""
    reference = value["Fn::GetStackOutput"]
    assert reference["StackName"] == "ExecutionLog-dev"
    return str(reference["OutputName"])


def test_attach_gives_a_function_the_layer_and_its_environment_and_nothing_else(
    reports: Synthesized,
) -> None:
    attached = reports.properties(KIND, "Attached")
    alone = reports.properties(KIND, "Alone")

    changed = {name for name in attached | alone if attached.get(name) != alone.get(name)}
    assert changed == {"Layers", "Environment", "Role"}
    (layer,) = attached["Layers"]
    assert "RecorderLayer" in of_the_product(layer)
    variables = attached["Environment"]["Variables"]
    assert LOG_TABLE in of_the_product(variables.pop("EXECUTION_LOG_TABLE"))
    assert variables == {"THEIRS": "kept", "RETENTION_DAYS": "30", "LOG_LEVEL": "warn"}


def test_attach_allows_writing_logs_and_nothing_else(reports: Synthesized) -> None:
    (statement,) = reports.statements("AttachedServiceRole")

    assert statement["Effect"] == "Allow"
    assert set(statement["Action"]) == {"dynamodb:Query", "dynamodb:PutItem"}
    assert LOG_TABLE in of_the_product(statement["Resource"])
    assert not list(reports.statements("AloneServiceRole"))


def test_all_that_attach_gives_is_found_by_the_stages_name(dev: Synthesized) -> None:
    found = {
        parameter["Properties"]["Name"]: flat(parameter["Properties"]["Value"])
        for parameter in dev.resources("AWS::SSM::Parameter").values()
    }

    (layer,) = dev.resources("AWS::Lambda::LayerVersion").keys() - uploader_layers(dev)
    (policy,) = dev.resources("AWS::IAM::ManagedPolicy")
    assert found == {
        "/execution-log/dev/recorder-layer-arn": f"{{{layer}}}",
        "/execution-log/dev/recorder-policy-arn": f"{{{policy}}}",
        "/execution-log/dev/execution-log-table": f"{{{LOG_TABLE}}}",
        "/execution-log/dev/retention-days": "7",
        "/execution-log/dev/log-level": "info",
    }


def test_example_of_another_team_asks_for_all_that_is_published_and_nothing_else(
    local: Synthesized,
) -> None:
    published = local.resources("AWS::SSM::Parameter").values()
    theirs = Template.from_stack(Examples(cdk.App(), "local")).to_json()

    asked = {p["Default"] for name, p in theirs["Parameters"].items() if "executionlog" in name}
    assert asked == {parameter["Properties"]["Name"] for parameter in published}


def test_layers_arn_is_among_the_outputs(any_stage: Synthesized) -> None:
    arn = flat(any_stage.template["Outputs"]["RecorderLayerArn"]["Value"])
    assert arn.startswith("{RecorderLayer")


def test_policy_for_other_stacks_allows_writing_logs_and_nothing_else(
    any_stage: Synthesized,
) -> None:
    policy = any_stage.properties("AWS::IAM::ManagedPolicy", "RecorderPolicy")
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert statement["Effect"] == "Allow"
    assert {(action, flat(statement["Resource"])) for action in many(statement["Action"])} == RECORD


def test_versions_of_the_layer_are_kept_for_those_who_pinned_them(any_stage: Synthesized) -> None:
    layers = any_stage.resources("AWS::Lambda::LayerVersion")
    kept = {name for name, layer in layers.items() if layer.get("DeletionPolicy") == "Retain"}
    assert len(kept) == 1
    assert kept == layers.keys() - uploader_layers(any_stage)
    for name in kept:
        assert layers[name]["UpdateReplacePolicy"] == "Retain"


def uploader_layers(stage: Synthesized) -> set[str]:
    """CDK brings a layer along for the function that uploads the page."""
    layers = stage.resources("AWS::Lambda::LayerVersion")
    return {name for name in layers if not name.startswith("Recorder")}
