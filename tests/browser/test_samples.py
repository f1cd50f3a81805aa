"""The stand-in's answers have the shape that the API's own document promises."""

import json

import pytest
from jsonschema import Draft202012Validator

from tests.browser import logs
from tests.browser.conftest import ROOT


@pytest.mark.parametrize(
    "log", [logs.sample, logs.failed, logs.completed, logs.in_progress], ids=lambda f: f.__name__
)
def test_a_stand_in_log_is_one_that_the_api_could_answer(log: logs.Make) -> None:
    document = json.loads((ROOT / "lambdas" / "api" / "openapi.json").read_text())
    schema = {"$ref": "#/components/schemas/ExecutionLog", "components": document["components"]}

    assert [error.message for error in Draft202012Validator(schema).iter_errors(log())] == []
