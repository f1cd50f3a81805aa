"""What the documents say exists."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from infra.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())

    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


def test_every_setting_of_a_deployment_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()

    missing = [field.name for field in fields(Settings) if f"`{field.name}`" not in readme]
    assert missing == []


def test_every_make_command_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    used = {
        command
        for document in DOCUMENTS
        for command in re.findall(r"^make ([a-z]+)|`make ([a-z]+)", document.read_text(), re.M)
        for command in command
        if command
    }

    assert used <= targets


@pytest.mark.parametrize("path", ["lambdas", "infra", "local", "frontend", "tests", "docs"])
def test_the_top_level_is_as_the_documents_describe(path: str) -> None:
    assert (ROOT / path).is_dir()


def test_every_suite_is_run() -> None:
    """Pytest is told the order of the suites, so it must be told all of them."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    suites = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}

    assert {ROOT / suite for suite in told["testpaths"]} == suites
