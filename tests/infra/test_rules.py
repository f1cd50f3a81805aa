from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sqs as sqs
from cdk_nag import AwsSolutionsChecks
from cfnlint.api import lint

from tests.infra.templates import Synthesized, app, built_page, stack


@pytest.mark.parametrize("stage", ["dev", "prod"])
def test_aws_solutions_rules_find_nothing_unacknowledged(stage: str, tmp_path: Path) -> None:
    made = app(tmp_path, stage=stage)
    stack(made, built_page(tmp_path / "page"))
    _check(made)
    made.synth()


def test_an_unacknowledged_finding_stops_the_synthesis(tmp_path: Path) -> None:
    made = app(tmp_path)
    sqs.Queue(cdk.Stack(made, "Stack"), "QueueWithoutDeadLetters")
    _check(made)
    with pytest.raises(RuntimeError, match="AwsSolutions-SQS3"):
        made.synth()


def test_cfn_lint_finds_nothing(on_aws: Synthesized) -> None:
    assert lint(on_aws.text) == []


def _check(app: cdk.App) -> None:
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app, verbose=True))
