"""The page's pure functions, by Node's own test runner: frontend/tests/."""

import shutil
import subprocess

from tests.browser.conftest import ROOT


def test_the_pure_functions_keep_their_promises() -> None:
    npm = shutil.which("npm")
    assert npm, "npm is needed to test the page"
    run = [npm, "test", "--silent", "--workspace", "frontend"]

    outcome = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
