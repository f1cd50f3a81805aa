import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.infra.templates import Synthesized


@pytest.mark.parametrize(
    ("package", "used"),
    [
        ("processor", set()),
        ("dead_letters", set()),
        ("sweeper", set()),
        ("api", set()),
        ("exporter", {"api"}),
    ],
)
def test_zip_holds_the_functions_package_what_it_uses_and_the_recorder(
    dev: Synthesized, package: str, used: set[str]
) -> None:
    (code,) = (
        function["Properties"]["Code"]
        for function in dev.our_functions().values()
        if function["Properties"]["Handler"].startswith(f"{package}.")
    )
    folder = _asset(dev, code)
    assert {path.name for path in folder.iterdir()} == {package, "execution_log", *used}
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


def test_recorder_of_the_layer_needs_nothing_but_python_and_boto3(
    dev: Synthesized, tmp_path: Path
) -> None:
    """In a folder that holds boto3 and what it needs, as Lambda's runtime does."""
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    for package in ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3"):
        (runtime / package).symlink_to(_installed(package))
    (runtime / "six.py").symlink_to(_installed("six"))
    program = (
        f"import sys; sys.path += [{str(runtime)!r}, {str(_recorder_layer(dev) / 'python')!r}];"
        "import execution_log; print(execution_log.__file__)"
    )
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-S", "-B", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stderr == ""
    assert found.stdout.startswith(str(_recorder_layer(dev)))


def _installed(package: str) -> Path:
    file = Path(str(import_module(package).__file__))
    return file.parent if file.name == "__init__.py" else file


def _recorder_layer(stage: Synthesized) -> Path:
    return _asset(stage, stage.properties("AWS::Lambda::LayerVersion", "Recorder")["Content"])


def _asset(stage: Synthesized, code: dict[str, Any]) -> Path:
    return stage.assembly / f"asset.{code['S3Key'].removesuffix('.zip')}"
