"""What the documents say exists."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from api.causes import CAUSES
from api.verdict import ADVICE, IN_STEP, SENTENCES
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


def test_every_cause_and_every_word_of_a_verdict_is_explained() -> None:
    reading = (ROOT / "docs" / "reading.md").read_text()
    told = {code for code, _ in SENTENCES.values()}
    with_step = {f"{SENTENCES[reason][0]}_in_step" for reason in IN_STEP}

    words = {*told, *with_step, *ADVICE, *(cause.code for cause in CAUSES)}
    assert {word for word in words if f"`{word}`" not in reading} == set()


def test_the_meaning_of_a_cause_is_the_same_in_the_documents() -> None:
    reading = (ROOT / "docs" / "reading.md").read_text()

    assert [c.code for c in CAUSES if f"| `{c.code}` |" not in reading] == []
    assert [c.code for c in CAUSES if f"| {c.meaning} |" not in reading] == []


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
