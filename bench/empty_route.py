"""A route of the same HTTP API, behind the same authorizer, whose function does nothing."""

import io
import zipfile
from typing import Any
from urllib.parse import urlsplit

from local import aws
from local.stack import LocalStack

PATH = "/empty"
CODE = """
def handler(event, context):
    print("answered")  # a silent function costs 50 ms more in the emulator
    return {"statusCode": 200, "body": "{}"}
"""


def add_empty_route(stack: LocalStack, like: str) -> str:
    """Its path. ``like``: the function whose role and runtime it takes."""
    endpoint = stack.endpoints.aws_endpoint_url
    functions: Any = aws.session().client("lambda", endpoint_url=endpoint)
    gateway: Any = aws.session().client("apigatewayv2", endpoint_url=endpoint)
    model = functions.get_function_configuration(FunctionName=like)
    function = functions.create_function(
        FunctionName="empty",
        Runtime=model["Runtime"],
        Role=model["Role"],
        Handler="empty.handler",
        MemorySize=model["MemorySize"],
        Code={"ZipFile": _zip("empty.py", CODE)},
    )
    api = urlsplit(stack.endpoints.api_url).netloc.partition(".")[0]
    functions.add_permission(
        FunctionName="empty",
        StatementId="gateway",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    integration = gateway.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=function["FunctionArn"],
        PayloadFormatVersion="2.0",
    )
    (route,) = gateway.get_routes(ApiId=api)["Items"]
    gateway.create_route(
        ApiId=api,
        RouteKey=f"GET {PATH}",
        Target=f"integrations/{integration['IntegrationId']}",
        AuthorizationType=route["AuthorizationType"],
        AuthorizerId=route["AuthorizerId"],
        AuthorizationScopes=route["AuthorizationScopes"],
    )
    return PATH


def _zip(name: str, text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, text)
    return file.getvalue()
