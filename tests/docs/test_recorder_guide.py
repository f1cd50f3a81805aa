"""docs/recorder.md is true: its blocks run, its calls exist, its limits are the code's."""

import json
import logging
import re
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_lambda as lambda_

import execution_log
from execution_log import DynamoStore, Execution
from execution_log.testing import capture
from infra.settings import Settings
from infra.stack import ExecutionLogStack
from tests.infra.templates import app, built_page
from tests.tables import LOG_TABLE, make_log_table

GUIDE = Path(__file__).parents[2] / "docs" / "recorder.md"
TEXT = GUIDE.read_text()


@pytest.fixture
def names(
    moto_aws: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[dict[str, Any]]:
    """What the blocks take for granted; what they define is added."""
    make_log_table()
    monkeypatch.setenv("EXECUTION_LOG_TABLE", LOG_TABLE)
    cdk_app = app(tmp_path)
    yield {
        "app": cdk_app,
        "settings": Settings.from_context(cdk_app.node),
        "ExecutionLogStack": partial(ExecutionLogStack, page=built_page(tmp_path / "page")),
        "your_function": lambda_.Function(
            cdk.Stack(cdk_app, "Theirs"),
            "Function",
            code=lambda_.Code.from_inline("def handler(event, context): ..."),
            handler="index.handler",
            runtime=lambda_.Runtime.PYTHON_3_14,
        ),
    }
    logging.getLogger("reports").handlers.clear()


def run_blocks(names: dict[str, Any]) -> None:
    """Runs all blocks in order, each under its line numbers in the guide."""
    for block in re.finditer(r"^```python\n(.*?)^```$", TEXT, re.M | re.S):
        padding = "\n" * TEXT[: block.start(1)].count("\n")
        exec(compile(padding + block[1], str(GUIDE), "exec"), names)  # noqa: S102 (our own guide)


def recorded(tracking_id: str) -> tuple[Execution, list[dict[str, Any]]]:
    store = DynamoStore(LOG_TABLE)
    (execution,) = store.executions(tracking_id, limit=1)
    return execution, [json.loads(line) for line in store.events(execution)]


def test_every_block_runs_and_records_what_the_guide_says(names: dict[str, Any]) -> None:
    run_blocks(names)
    names["handler"]({"tracking_id": "60B3RNTB"}, None)
    names["test_the_report_is_recorded"]()

    execution, (_, ended) = recorded("60B3RNTB")
    assert execution.status == "completed"
    assert ended["message"] == "Generated the PDF report with 3 pages"
    execution, steps = recorded("report-1")
    assert (execution.status, execution.error_code) == ("failed", "MAIL_REFUSED")
    assert (steps[1]["error_code"], steps[1]["retry_possible"]) == ("TEMPLATE_MISSING", False)
    _, steps = recorded("report-2")
    charts = [step for step in steps if step["step"] == "chart_drawing"]
    assert [step["parent"] for step in charts] == [1] * 12
    assert "chart 3 has no data" in {step["message"] for step in charts}
    assert len({step["span"] for step in steps if step["step"] == "model_inference"}) == 2
    _, (payment, _) = recorded("report-3")
    assert payment["metadata"] == {"amount": 120}


def test_no_block_escapes_the_tests() -> None:
    fences = re.findall(r"^```(.*)$", TEXT, re.M)
    assert set(fences[::2]) == {"python"}
    assert set(fences[1::2]) == {""}


def test_every_call_that_the_guide_names_exists() -> None:
    with capture() as captured, captured.recorder.execution("60B3RNTB") as log:
        with log.step("pdf_generation", "Generating the PDF report") as step:
            owners = {"recorder": captured.recorder, "log": log, "step": step}

    named = re.findall(r"`(recorder|log|step)\.(\w+)", TEXT)
    assert len(named) > 10
    assert [f"{owner}.{name}" for owner, name in named if not hasattr(owners[owner], name)] == []
    for name in re.findall(r"`@?(\w+)\(", TEXT):
        assert hasattr(execution_log, name) or name == "capture"


def test_every_limit_in_the_guide_is_the_codes() -> None:
    limits = re.findall(r"\| ([\d,]+) \w+ \| `([\w.]+)\.(\w+)` \|", TEXT)
    assert len(limits) > 10
    for number, module, constant in limits:
        assert getattr(import_module(module), constant) == int(number.replace(",", "")), constant
