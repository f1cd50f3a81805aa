"""The example of docs/recorder.md, without AWS. tests/end_to_end runs it as a Lambda function."""

from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from execution_log.testing import Capture, capture


@pytest.fixture
def example(moto_aws: None, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("EXECUTION_LOG_TABLE", "any")
    return import_module("docs.examples.report_function.handler")


def make_report(example: ModuleType, **order: Any) -> tuple[str, Capture]:
    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:
        return example.make_report({"company": "Acme Corp", **order}, log), captured


def test_it_heeds_the_conventions(example: ModuleType) -> None:
    report, captured = make_report(example, figures=[1_247, -3])

    assert report == "       1,247\n          -3"
    assert captured.execution("60B3RNTB").status == "completed"
    assert captured.steps("60B3RNTB")[-2]["status"] == "skipped"


def test_a_failure_it_copes_with_does_not_fail_it(example: ModuleType) -> None:
    _, captured = make_report(example, figures=[], charts=True)

    assert captured.execution("60B3RNTB").status == "completed"
    assert captured.steps("60B3RNTB")[-2]["error_code"] == "CHART_SERVICE_DOWN"
