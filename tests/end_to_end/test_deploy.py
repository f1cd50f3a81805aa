"""Deploying again, deploying a change, and removing everything, with the real CDK command line."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import aws
from local.cdk import STACK, Cdk
from local.paths import ROOT
from local.stack import bring_up, local_aws
from tests.local_stack import free_port


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the CDK app reads, to be changed; its page is already built."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("infra", "lambdas", "frontend/dist"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    config = json.loads((ROOT / "cdk.json").read_text())
    (folder / "cdk.json").write_text(json.dumps({**config, "build": "true"}))
    return folder


@pytest.fixture(scope="module")
def cdk(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cdk]:
    """An account of its own, with the stack of the checkout in it."""
    with local_aws(free_port(), tmp_path_factory.mktemp("another-local-aws")) as emulator:
        cdk = Cdk(emulator)
        bring_up(cdk, checkout)
        yield cdk


def code_of_functions(cdk: Cdk) -> dict[str, str]:
    """The hash of every function's code, by function name."""
    functions = aws.session().client("lambda", endpoint_url=aws.endpoint(cdk.emulator.port))
    return {
        function["FunctionName"]: function["CodeSha256"]
        for function in functions.list_functions()["Functions"]
    }


def test_deploying_again_changes_nothing(cdk: Cdk) -> None:
    assert f"{STACK} (no changes)" in cdk.deploy().wait()


def test_a_change_of_a_functions_code_changes_only_that_function(cdk: Cdk, checkout: Path) -> None:
    before, code_before = cdk.template()["Resources"], code_of_functions(cdk)
    with (checkout / "lambdas" / "processor" / "handler.py").open("a") as handler:
        handler.write("# changed\n")

    cdk.synthesize(checkout).wait()
    cdk.deploy().wait()

    after, code_after = cdk.template()["Resources"], code_of_functions(cdk)
    changed = [name for name in before | after if before.get(name) != after.get(name)]
    handlers = [after[name]["Properties"]["Handler"] for name in changed]
    assert handlers == ["processor.handler.handler"]
    assert len([name for name in code_after if code_after[name] != code_before[name]]) == 1


def test_the_stack_can_be_removed(cdk: Cdk) -> None:
    cdk.destroy().wait()

    cloudformation = aws.session().client(
        "cloudformation", endpoint_url=aws.endpoint(cdk.emulator.port)
    )
    alive = {stack["StackName"] for stack in cloudformation.describe_stacks()["Stacks"]}
    assert alive == {"CDKToolkit"}
