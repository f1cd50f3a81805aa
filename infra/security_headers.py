"""The security headers of everything the site answers."""

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from constructs import Construct

PERMISSIONS = ("camera", "geolocation", "microphone", "payment", "usb")
"""Browser features that no page of ours uses."""


def security_headers(
    scope: Construct,
    construct_id: str = "SecurityHeaders",
    *,
    sign_in_urls: tuple[str, ...],
    used_by: str = "same-origin",
) -> cloudfront.ResponseHeadersPolicy:
    """The page may talk to itself and to the sign-in service, and to nobody else.

    `used_by`: whose pages may load what is answered (Cross-Origin-Resource-Policy).
    """
    always = {"override": True}
    return cloudfront.ResponseHeadersPolicy(
        scope,
        construct_id,
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=content_security_policy(sign_in_urls), **always
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(**always),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, **always
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, **always
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=cdk.Duration.days(2 * 365),
                include_subdomains=True,
                **always,
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                cloudfront.ResponseCustomHeader(header=header, value=value, **always)
                for header, value in {
                    "Cross-Origin-Opener-Policy": "same-origin",
                    "Cross-Origin-Resource-Policy": used_by,
                    "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
                }.items()
            ]
        ),
    )


def content_security_policy(connect_to: tuple[str, ...]) -> str:
    """Allows the site's own files and no script made from text: all job text is hostile."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            f"connect-src 'self' {' '.join(connect_to)}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html",
        )
    )
