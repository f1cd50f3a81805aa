"""What is inside each zip. Nothing else knows how code is packed."""

import shutil
from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_

LAMBDAS = Path(__file__).parent.parent / "lambdas"
RECORDER = "execution_log"


def function_code(*packages: str) -> lambda_.Code:
    """The function's packages and the recorder, so that an edit elsewhere changes no hash."""
    keep = [pattern for name in (*packages, RECORDER) for pattern in (f"!{name}", f"!{name}/**")]
    return lambda_.Code.from_asset(
        str(LAMBDAS),
        exclude=["*", *keep, "**/__pycache__"],
        ignore_mode=cdk.IgnoreMode.GIT,
    )


def recorder_layer_code() -> lambda_.Code:
    """The recorder alone, under `python/`, where Lambda looks for a layer's packages."""
    return lambda_.Code.from_asset(
        str(LAMBDAS / RECORDER),
        asset_hash_type=cdk.AssetHashType.OUTPUT,
        bundling=cdk.BundlingOptions(
            image=cdk.DockerImage.from_registry(
                "unused"
            ),  # required; the local bundling comes first
            local=_UnderPython(),
        ),
    )


@jsii.implements(cdk.ILocalBundling)
class _UnderPython:
    def try_bundle(self, output_dir: str, *_: object, **__: object) -> bool:
        shutil.copytree(
            LAMBDAS / RECORDER,
            Path(output_dir, "python", RECORDER),
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        return True
