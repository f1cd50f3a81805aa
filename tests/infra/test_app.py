import os
import subprocess

from tests.infra.templates import CDK_JSON, ROOT


def test_a_wrong_context_value_is_answered_by_a_sentence() -> None:
    refused = subprocess.run(  # noqa: S602 (the CDK command line starts it in a shell, too)
        CDK_JSON["app"],
        shell=True,
        cwd=ROOT,
        env=os.environ | {"CDK_CONTEXT_JSON": '{"stage": "test"}'},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert refused.stderr.splitlines()[-1] == (
        "cdk context: stage must be one of local, dev, prod, not 'test'"
    )


def test_deploying_builds_the_page_first() -> None:
    assert CDK_JSON["build"] == "npm run build --workspace frontend"


def test_deploying_reports_nothing_about_itself() -> None:
    assert CDK_JSON["versionReporting"] is False
    assert CDK_JSON["context"]["cli-telemetry"] is False
