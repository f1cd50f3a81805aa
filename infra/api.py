"""The HTTP API: open to signed-in people only."""

import json
from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.addresses import Addresses
from infra.audit import AuditTable
from infra.cursor_keys import CursorKeysTable
from infra.execution_log_table import ExecutionLogTable
from infra.function import python_function
from infra.job_queue import JobQueue
from infra.logs import log_group
from infra.outputs import output
from infra.profiles_table import ProfilesTable
from infra.settings import Settings
from infra.sign_in import READ_SCOPE
from infra.stages import Stage

TIMEOUT_SECONDS = 10
REQUESTS_PER_SECOND = 50
BURST = 100
LOGGED = (
    *("requestId", "requestTime", "identity.sourceIp", "routeKey", "path", "status"),
    *("responseLength", "integrationErrorMessage", "authorizer.error"),
)
"""Of each request; never its Authorization header.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html"""


EVERY_METHOD_BUT_OPTIONS = [
    apigateway.HttpMethod.GET,
    apigateway.HttpMethod.HEAD,
    apigateway.HttpMethod.POST,
    apigateway.HttpMethod.PUT,
    apigateway.HttpMethod.PATCH,
    apigateway.HttpMethod.DELETE,
]
"""A route for any method would demand a token of a browser's preflight too, which has none."""


class Api(Construct):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: Settings,
        log: ExecutionLogTable,
        profiles: ProfilesTable,
        audit: AuditTable,
        cursor_keys: CursorKeysTable,
        jobs: JobQueue,
        addresses: Addresses,
    ) -> None:
        super().__init__(scope, construct_id)
        self.function = python_function(
            self,
            package="api",
            settings=settings,
            timeout_seconds=TIMEOUT_SECONDS,
            environment={
                "EXECUTION_LOG_TABLE": log.table.table_name,
                "PROFILES_TABLE": profiles.table.table_name,
                "AUDIT_TABLE": audit.table.table_name,
                "CURSOR_KEYS_TABLE": cursor_keys.table.table_name,
                "QUEUE_URL": jobs.queue.queue_url,
                "QUEUE_ARN": jobs.queue.queue_arn,
                "DEAD_LETTER_QUEUE_URL": jobs.dead_letters.queue_url,
                "DEAD_LETTER_QUEUE_ARN": jobs.dead_letters.queue_arn,
                "RETENTION_DAYS": str(settings.retention_days),
            },
        )
        self.http_api = apigateway.HttpApi(
            self, "HttpApi", create_default_stage=False, cors_preflight=_embedding(settings)
        )
        self._methods = (
            EVERY_METHOD_BUT_OPTIONS if settings.embed_origins else [apigateway.HttpMethod.ANY]
        )
        self.origin = addresses.api_origin(self.http_api)
        self._publish(settings.stage)
        output(self, "ApiUrl", addresses.api(self.http_api))

    def open_to(self, user_pool: cognito.UserPool, client: cognito.UserPoolClient) -> None:
        """Adds the one route; which paths and methods there are, the function's resolver decides.

        Left to the gateway, a wrong method would be a 404 in the gateway's own form.

        An id token passes the authorizer's audience check as well; only access tokens have scopes:
        https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
        """
        self._let_look_up_people(user_pool)
        self.http_api.add_routes(
            path="/api/{proxy+}",
            methods=self._methods,
            integration=integrations.HttpLambdaIntegration("Function", self.function),
            authorizer=authorizers.HttpUserPoolAuthorizer(
                "SignedIn", user_pool, user_pool_clients=[client]
            ),
            authorization_scopes=[READ_SCOPE],
        )

    def _let_look_up_people(self, user_pool: cognito.UserPool) -> None:
        """The audit log names people, access tokens hold ids."""
        self.function.add_environment("USER_POOL_ID", user_pool.user_pool_id)
        user_pool.grant(self.function, "cognito-idp:AdminGetUser")

    def _publish(self, stage: Stage) -> None:
        published = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.http_api,
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(rate_limit=REQUESTS_PER_SECOND, burst_limit=BURST),
        )
        # On the low level: in Python the high-level property fails at synthesis.
        resource = cast("apigateway.CfnStage", published.node.default_child)
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log_group(self, "AccessLog", stage=stage).log_group_arn,
            format=json.dumps({name: f"$context.{name}" for name in LOGGED}),
        )


def _embedding(settings: Settings) -> apigateway.CorsPreflightOptions | None:
    """Pages of these origins may read logs, and no more; each request still needs its token."""
    if not settings.embed_origins:
        return None
    return apigateway.CorsPreflightOptions(
        allow_origins=list(settings.embed_origins),
        allow_methods=[apigateway.CorsHttpMethod.GET],
        allow_headers=["authorization", "if-none-match"],
        expose_headers=["etag", "content-disposition"],
        max_age=cdk.Duration.hours(1),
    )
