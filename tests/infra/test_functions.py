import re
from dataclasses import fields
from typing import Any

import pytest

from api.settings import Settings as ApiSettings
from dead_letters.settings import Settings as DeadLettersSettings
from exporter.settings import Settings as ExporterSettings
from infra.function import POWERTOOLS_LAYER, POWERTOOLS_VERSION
from processor.settings import Settings as ProcessorSettings
from sweeper.settings import Settings as SweeperSettings
from tests.infra.templates import ROOT, Synthesized, flat

KIND = "AWS::Lambda::Function"
SECRET = re.compile(r"secret|password|passwd|token|credential|api_?key|private", re.IGNORECASE)


@pytest.mark.parametrize(
    ("function", "settings"),
    [
        ("Processor", ProcessorSettings),
        ("DeadLetters", DeadLettersSettings),
        ("Sweeper", SweeperSettings),
        ("Api", ApiSettings),
        ("Exports", ExporterSettings),
    ],
)
def test_environment_is_what_the_functions_settings_declare(
    any_stage: Synthesized, function: str, settings: Any
) -> None:
    variables = any_stage.properties(KIND, function)["Environment"]["Variables"]
    assert variables.keys() - {"POWERTOOLS_SERVICE_NAME"} == {
        field.name.upper() for field in fields(settings)
    }


def test_limits_reach_the_processor_in_the_units_of_its_settings(dev: Synthesized) -> None:
    variables = dev.properties(KIND, "Processor")["Environment"]["Variables"]
    assert variables["AI_GENERATION_TIMEOUT"] == "300000"
    assert variables["LLAMA4_SCOUT_TIMEOUT"] == "480000"
    assert variables["RETENTION_DAYS"] == "7"
    assert variables["LOG_LEVEL"] == "info"


def test_environment_holds_no_secret(any_stage: Synthesized) -> None:
    for function in any_stage.our_functions().values():
        for name, value in function["Properties"]["Environment"]["Variables"].items():
            assert not SECRET.search(name)
            assert "resolve:secretsmanager" not in flat(value)


def test_processor_outlives_the_longest_model_call(any_stage: Synthesized) -> None:
    function = any_stage.properties(KIND, "Processor")
    longest = int(function["Environment"]["Variables"]["LLAMA4_SCOUT_TIMEOUT"])
    assert function["Timeout"] * 1000 > longest + 15_000


def test_api_gives_up_before_its_gateway_does(any_stage: Synthesized) -> None:
    assert any_stage.properties(KIND, "Api")["Timeout"] == 10


def test_functions_run_the_handler_of_their_package(any_stage: Synthesized) -> None:
    handlers = {f["Properties"]["Handler"] for f in any_stage.our_functions().values()}
    assert handlers == {
        *("processor.handler.handler", "dead_letters.handler.handler"),
        *("sweeper.handler.handler", "api.handler.handler"),
        "exporter.handler.handler",
    }


def test_functions_run_the_newest_python_on_arm(any_stage: Synthesized) -> None:
    for function in any_stage.our_functions().values():
        assert function["Properties"]["Runtime"] == "python3.14"
        assert function["Properties"]["Architectures"] == ["arm64"]


def test_each_function_logs_json_into_a_group_of_its_own_that_forgets(
    any_stage: Synthesized,
) -> None:
    groups = any_stage.resources("AWS::Logs::LogGroup")
    used = []
    for function in any_stage.our_functions().values():
        logging = function["Properties"]["LoggingConfig"]
        assert logging["LogFormat"] == "JSON"
        used.append(logging["LogGroup"]["Ref"])
    assert len(set(used)) == len(used)
    assert set(used) <= groups.keys()


def test_every_log_group_forgets(any_stage: Synthesized) -> None:
    for group in any_stage.resources("AWS::Logs::LogGroup").values():
        assert group["Properties"]["RetentionInDays"] > 0


def test_every_function_logs_into_a_group_of_the_stack(any_stage: Synthesized) -> None:
    """Else Lambda makes one that never forgets."""
    for function in any_stage.resources(KIND).values():
        assert "LogGroup" in function["Properties"]["LoggingConfig"]


def test_powertools_of_the_layer_is_the_one_the_tests_run() -> None:
    pins = (ROOT / "requirements" / "lambdas.in").read_text()
    assert f"aws-lambda-powertools[parser]=={POWERTOOLS_VERSION}" in pins.split()
    assert POWERTOOLS_LAYER.endswith(f"/arm64/python3.14/{POWERTOOLS_VERSION}")


def test_our_functions_get_powertools_from_the_public_layer_on_aws(on_aws: Synthesized) -> None:
    for function in on_aws.our_functions().values():
        (layer,) = function["Properties"]["Layers"]
        assert on_aws.template["Parameters"][layer["Ref"]]["Default"] == POWERTOOLS_LAYER


def test_local_functions_need_no_layer(local: Synthesized) -> None:
    for function in local.our_functions().values():
        assert "Layers" not in function["Properties"]
