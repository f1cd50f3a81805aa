"""What all our functions have in common."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.code import function_code
from infra.logs import log_group
from infra.settings import Settings
from infra.stages import Stage

MEMORY_MB = 512
POWERTOOLS_VERSION = "3.37.0"
POWERTOOLS_LAYER = f"/aws/service/powertools/python/arm64/python3.14/{POWERTOOLS_VERSION}"
"""https://docs.aws.amazon.com/powertools/python/latest/getting-started/install/"""


def python_function(
    scope: Construct,
    *,
    package: str,
    settings: Settings,
    timeout_seconds: int,
    environment: Mapping[str, str],
    memory_mb: int = MEMORY_MB,
    uses: Sequence[str] = (),
) -> lambda_.Function:
    """A function that runs `<package>.handler.handler` with a role and a log group of its own.

    ``uses``: packages it imports beside its own and the recorder.
    """
    logs = log_group(scope, "Logs", stage=settings.stage)
    role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    logs.grant_write(role)
    return lambda_.Function(
        scope,
        "Function",
        code=function_code(package, *uses),
        handler=f"{package}.handler.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
        architecture=lambda_.Architecture.ARM_64,
        layers=_layers(scope, settings.stage),
        timeout=cdk.Duration.seconds(timeout_seconds),
        memory_size=memory_mb,
        role=role,
        log_group=logs,
        logging_format=lambda_.LoggingFormat.JSON,
        application_log_level_v2=lambda_.ApplicationLogLevel[settings.log_level.upper()],
        environment={
            **environment,
            "LOG_LEVEL": settings.log_level,
            "POWERTOOLS_SERVICE_NAME": package,
        },
    )


def _layers(scope: Construct, stage: Stage) -> list[lambda_.ILayerVersion]:
    if not stage.powertools_layer:
        return []
    arn = ssm.StringParameter.value_for_string_parameter(scope, POWERTOOLS_LAYER)
    return [lambda_.LayerVersion.from_layer_version_arn(scope, "Powertools", arn)]
