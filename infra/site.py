"""The web page: a private bucket behind CloudFront, and the API under the same origin."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as certificates
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.addresses import Addresses
from infra.api import Api
from infra.bucket import private_bucket
from infra.outputs import output
from infra.security_headers import security_headers
from infra.settings import Settings
from infra.sign_in import SignIn


class Site(Construct):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: Settings,
        addresses: Addresses,
        api: Api,
        sign_in: SignIn,
    ) -> None:
        super().__init__(scope, construct_id)
        self._stage = settings.stage
        self.access_log = private_bucket(
            self,
            "AccessLog",
            stage=settings.stage,
            # CloudFront delivers its log by ACL.
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
            lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(90))],
        )
        self.bucket = private_bucket(
            self,
            "Bucket",
            stage=settings.stage,
            server_access_logs_bucket=self.access_log,
            server_access_logs_prefix="files/",
        )
        self.distribution = self._distribution(
            settings,
            api_origin=api.origin,
            sign_in_urls=(f"{sign_in.authority}/", sign_in.url),
        )
        self.url = addresses.site(self.distribution)
        output(self, "SiteUrl", self.url)
        _acknowledge(self.distribution)

    def _distribution(
        self,
        settings: Settings,
        *,
        api_origin: cloudfront.IOrigin,
        sign_in_urls: tuple[str, ...],
    ) -> cloudfront.Distribution:
        headers = security_headers(self, sign_in_urls=sign_in_urls)
        files = origins.S3BucketOrigin.with_origin_access_control(self.bucket)
        return cloudfront.Distribution(
            self,
            "Distribution",
            default_root_object="index.html",
            default_behavior=self._files(files, headers),
            additional_behaviors={
                "/api/*": cloudfront.BehaviorOptions(
                    origin=api_origin,
                    # CloudFront has no smaller set with POST in it.
                    allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
                    cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
                    # Without it CloudFront drops the Authorization header:
                    # https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
                    origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                    # Not redirected: the token would have travelled in the clear already.
                    viewer_protocol_policy=self._https(cloudfront.ViewerProtocolPolicy.HTTPS_ONLY),
                    response_headers_policy=headers,
                )
            }
            | (self._embedded(files, sign_in_urls) if settings.embed_origins else {}),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_100,
            enable_logging=True,
            log_bucket=self.access_log,
            log_file_prefix="distribution/",
            **self._custom_domain(settings),
        )

    def _files(
        self, files: cloudfront.IOrigin, headers: cloudfront.ResponseHeadersPolicy
    ) -> cloudfront.BehaviorOptions:
        return cloudfront.BehaviorOptions(
            origin=files,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            viewer_protocol_policy=self._https(cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS),
            response_headers_policy=headers,
        )

    def _embedded(
        self, files: cloudfront.IOrigin, sign_in_urls: tuple[str, ...]
    ) -> dict[str, cloudfront.BehaviorOptions]:
        """Other people's pages may load the script for them, and nothing else."""
        headers = security_headers(
            self, "EmbedHeaders", sign_in_urls=sign_in_urls, used_by="cross-origin"
        )
        return {"/embed/*": self._files(files, headers)}

    def _https(self, policy: cloudfront.ViewerProtocolPolicy) -> cloudfront.ViewerProtocolPolicy:
        return policy if self._stage.require_tls else cloudfront.ViewerProtocolPolicy.ALLOW_ALL

    def _custom_domain(self, settings: Settings) -> dict[str, Any]:
        if settings.domain_name is None or settings.certificate_arn is None:
            return {}
        return {
            "domain_names": [settings.domain_name],
            "certificate": certificates.Certificate.from_certificate_arn(
                self, "Certificate", settings.certificate_arn
            ),
            "minimum_protocol_version": cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
        }


def _acknowledge(distribution: cloudfront.Distribution) -> None:
    cdk.Validations.of(distribution).acknowledge(
        cdk.Acknowledgment(
            id="AwsSolutions-CFR1",
            reason="People may have to read a log from any country; who they are, sign-in decides.",
        ),
        cdk.Acknowledgment(
            id="AwsSolutions-CFR2",
            reason="The files are public code without data; the API checks a token on every route "
            "and its stage is throttled. For a firewall, set the distribution's web_acl_id.",
        ),
        cdk.Acknowledgment(
            id="AwsSolutions-CFR4",
            reason="CloudFront's own certificate fixes the policy of its default host name. With "
            "domain_name and certificate_arn set, TLS 1.2 is the minimum.",
        ),
    )
