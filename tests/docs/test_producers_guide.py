"""docs/producers.md is true: its code is that of the examples, its rules are the processor's."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from docs.generate import DEAD_LETTER_ATTRIBUTES, message_schema
from processor.message import DIGITS, LEVELS
from processor.profiles import KEPT_BYTES
from processor.retries import GROWTH
from processor.settings import Settings

GUIDE = Path(__file__).parents[2] / "docs" / "producers.md"
TEXT = GUIDE.read_text()
EXAMPLES = GUIDE.parent / "examples" / "producers"


@pytest.mark.parametrize(
    ("language", "file"), [("sh", "send.sh"), ("js", "send.mjs"), ("python", "send.py")]
)
def test_the_code_shown_is_that_of_the_example(language: str, file: str) -> None:
    """The end-to-end tests run the examples."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.M | re.S)

    assert block in (EXAMPLES / file).read_text()


def test_the_permission_shown_is_the_policys() -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```$", TEXT, re.M | re.S)

    assert [json.loads(block)] == json.loads((EXAMPLES / "policy.json").read_text())["Statement"]


def test_every_field_is_told_as_the_schema_has_it() -> None:
    for name, field in message_schema()["properties"].items():
        assert f"| `{name}` | {field['description']} |" in TEXT


def test_the_limits_are_the_processors() -> None:
    assert f"at most {DIGITS:,} digits, at most {LEVELS} levels" in TEXT
    assert f"more than {KEPT_BYTES // 1_000} KB" in TEXT


def test_the_retries_are_those_of_the_settings() -> None:
    settings = {field.name: field.default for field in fields(Settings)}
    (first, second) = re.findall(r"up to (\d+) (?:seconds|minutes)", TEXT)

    assert settings["max_attempts"] == 3
    assert settings["retry_delay_seconds"] == int(first)
    assert int(first) * GROWTH == int(second) * 60


def test_every_attribute_of_a_dead_letter_is_named() -> None:
    assert [name for name in DEAD_LETTER_ATTRIBUTES if f"`{name}`" not in TEXT] == []
