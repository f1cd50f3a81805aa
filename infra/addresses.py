"""How browsers reach what a stage deploys: by AWS's host names, or on this machine."""

from dataclasses import dataclass
from typing import Protocol

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_cognito as cognito

from infra.settings import Settings


class Addresses(Protocol):
    """URLs without a trailing slash."""

    def authority(self, user_pool: cognito.UserPool) -> str:
        """Where OpenID Connect discovery starts."""

    def sign_in(self, domain: cognito.UserPoolDomain) -> str:
        """The base of the sign-in pages and of the token endpoint."""

    def api(self, http_api: apigateway.HttpApi) -> str: ...

    def api_origin(self, http_api: apigateway.HttpApi) -> cloudfront.IOrigin:
        """The API as the distribution reaches it."""

    def site(self, distribution: cloudfront.Distribution) -> str: ...


def addresses_of(settings: Settings) -> Addresses:
    if settings.stage.emulated:
        return OnThisMachine(settings.local_port)
    return OnAws(settings.domain_name)


@dataclass(frozen=True)
class OnAws:
    domain_name: str | None

    def authority(self, user_pool: cognito.UserPool) -> str:
        region = cdk.Stack.of(user_pool).region
        return f"https://cognito-idp.{region}.amazonaws.com/{user_pool.user_pool_id}"

    def sign_in(self, domain: cognito.UserPoolDomain) -> str:
        return domain.base_url()

    def api(self, http_api: apigateway.HttpApi) -> str:
        return http_api.api_endpoint

    def api_origin(self, http_api: apigateway.HttpApi) -> cloudfront.IOrigin:
        stack = cdk.Stack.of(http_api)
        return origins.HttpOrigin(
            f"{http_api.api_id}.execute-api.{stack.region}.{stack.url_suffix}",
            protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
            origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
        )

    def site(self, distribution: cloudfront.Distribution) -> str:
        return f"https://{self.domain_name or distribution.distribution_domain_name}"


@dataclass(frozen=True)
class OnThisMachine:
    """The emulator serves everything on one port and tells services apart by host or path."""

    port: int

    def authority(self, user_pool: cognito.UserPool) -> str:
        return f"http://localhost:{self.port}/{user_pool.user_pool_id}"

    def sign_in(self, domain: cognito.UserPoolDomain) -> str:  # noqa: ARG002
        return f"http://localhost:{self.port}"

    def api(self, http_api: apigateway.HttpApi) -> str:
        return f"http://{http_api.api_id}.execute-api.localhost:{self.port}"

    def api_origin(self, http_api: apigateway.HttpApi) -> cloudfront.IOrigin:
        return origins.HttpOrigin(
            "localhost",
            protocol_policy=cloudfront.OriginProtocolPolicy.HTTP_ONLY,
            http_port=self.port,
            origin_path=f"/_aws/execute-api/{http_api.api_id}/$default",
        )

    def site(self, distribution: cloudfront.Distribution) -> str:
        name = cdk.Fn.select(0, cdk.Fn.split(".", distribution.distribution_domain_name))
        return f"http://{name}.cloudfront.localhost:{self.port}"
