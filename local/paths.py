"""Where things are in this checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EMULATOR_PYTHON = ROOT / ".venv-local" / "bin" / "python"
CDK = ROOT / "node_modules" / ".bin" / "cdk"
SHIMS = ROOT / "local" / "shims"
SAMPLES = ROOT / "local" / "samples"
DEMO = ROOT / ".demo"
