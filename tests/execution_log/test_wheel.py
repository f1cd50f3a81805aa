"""The wheel for containers and other projects: the library alone, built without a network."""

import subprocess
import sys
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "lambdas" / "execution_log"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--wheel", "--offline", "--no-cache", "--no-build-isolation")
    built = run("uv", "build", *options, "--python", sys.executable, "--out-dir", str(folder))
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_holds_the_library_with_its_types_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    modules = {f"execution_log/{path.name}" for path in LIBRARY.glob("*.py")}
    assert names == {*modules, "execution_log/py.typed"}


def test_it_fits_every_python_from_3_11_and_needs_only_boto3(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    with ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        told = message_from_bytes(archive.read(metadata))

    assert told["Name"] == "execution-log"
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "Apache-2.0"
    assert told.get_all("Requires-Dist") == ["boto3"]


def test_it_can_be_installed_and_imported(wheel: Path, tmp_path: Path) -> None:
    target = ("--target", str(tmp_path))
    installed = run("uv", "pip", "install", "--offline", "--no-deps", *target, str(wheel))
    assert installed.returncode == 0, installed.stderr

    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import execution_log as log;"
    imported = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-c", f"{program} print(log.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert imported.stdout.startswith(str(tmp_path))
