"""Settings come from the environment, with every fault named at once."""

from dataclasses import dataclass

import pytest

from execution_log import InvalidSettings, from_environment


@dataclass(frozen=True)
class Settings:
    table: str
    timeout: int
    log_level: str = "info"


def test_variables_are_read_by_the_fields_names() -> None:
    settings = from_environment(Settings, {"TABLE": "log", "TIMEOUT": "5", "OTHER": "x"})

    assert settings == Settings("log", 5, "info")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        from_environment(Settings, {"TIMEOUT": "soon"})

    assert str(caught.value) == "TABLE is missing; TIMEOUT must be int, not 'soon'"
