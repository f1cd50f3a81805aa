"""What a cold start of the API must not wait for."""

import subprocess
import sys
from pathlib import Path

import pytest

LAMBDAS = Path(__file__).parents[2] / "lambdas"
HEAVY = {
    "deeds": {"pydantic", "execution_log.profile", "processor", "api.admin_services"},
    "exports": {"api.exports", "api.export_csv"},
    "figures": {"api.figures", "api.queues", "execution_log.counts"},
    "recording": {"execution_log.recorder", "execution_log.redaction", "execution_log.live"},
}


@pytest.mark.parametrize("heavy", HEAVY.values(), ids=HEAVY)
def test_readers_of_logs_wait_for_nothing_that_only_others_need(heavy: set[str]) -> None:
    program = f"import sys, api.handler; print(sorted({heavy!r} & set(sys.modules)))"
    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], cwd=LAMBDAS, capture_output=True, text=True, check=True
    )
    assert answer.stdout == "[]\n"
