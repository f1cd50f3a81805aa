"""What a cold start of the API must not wait for."""

import subprocess
import sys
from pathlib import Path

LAMBDAS = Path(__file__).parents[2] / "lambdas"
HEAVY = {"pydantic", "execution_log.profile", "processor"}


def test_readers_wait_for_nothing_that_only_processing_again_needs() -> None:
    program = f"import sys, api.handler; print(sorted({HEAVY!r} & set(sys.modules)))"
    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], cwd=LAMBDAS, capture_output=True, text=True, check=True
    )
    assert answer.stdout == "[]\n"
