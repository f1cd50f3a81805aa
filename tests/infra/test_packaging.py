import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.infra.templates import Synthesized


@pytest.mark.parametrize("package", ["processor", "api"])
def test_zip_holds_the_functions_package_and_the_recorder(dev: Synthesized, package: str) -> None:
    folder = _asset(dev, dev.properties("AWS::Lambda::Function", package.capitalize())["Code"])
    assert {path.name for path in folder.iterdir()} == {package, "execution_log"}
    assert (folder / package / "settings.py").is_file()


def test_layer_holds_the_recorder_where_lambda_looks_for_it(dev: Synthesized) -> None:
    folder = _recorder_layer(dev)
    assert [path.name for path in folder.iterdir()] == ["python"]
    assert [path.name for path in (folder / "python").iterdir()] == ["execution_log"]


def test_no_compiled_file_is_shipped(dev: Synthesized) -> None:
    """It would change the hash with every local run."""
    functions = [function["Properties"]["Code"] for function in dev.our_functions().values()]
    for folder in (*(_asset(dev, code) for code in functions), _recorder_layer(dev)):
        assert not list(folder.rglob("__pycache__"))
        assert not list(folder.rglob("*.pyc"))


def test_recorder_of_the_layer_imports_with_nothing_else_of_ours(dev: Synthesized) -> None:
    layer = _recorder_layer(dev) / "python"
    program = f"import sys; sys.path.insert(0, {str(layer)!r}); import execution_log; print('ok')"
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-B", "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout == "ok\n"


def test_versions_of_the_layer_are_kept_for_those_who_pinned_them(any_stage: Synthesized) -> None:
    layers = any_stage.resources("AWS::Lambda::LayerVersion")
    kept = [name for name, layer in layers.items() if layer.get("DeletionPolicy") == "Retain"]
    assert len(kept) == 1
    assert kept[0].startswith("Recorder")


def test_layers_arn_is_found_by_the_stages_name(dev: Synthesized) -> None:
    parameter = dev.properties("AWS::SSM::Parameter")
    assert parameter["Name"] == "/execution-log/dev/recorder-layer-arn"
    assert parameter["Value"] == dev.template["Outputs"]["RecorderLayerArn"]["Value"]


def _recorder_layer(stage: Synthesized) -> Path:
    return _asset(stage, stage.properties("AWS::Lambda::LayerVersion", "Recorder")["Content"])


def _asset(stage: Synthesized, code: dict[str, Any]) -> Path:
    return stage.assembly / f"asset.{code['S3Key'].removesuffix('.zip')}"
