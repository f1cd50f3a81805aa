import json
from pathlib import Path
from typing import Any

from tests.infra.templates import Synthesized, app, built_page, flat, stack

FORWARDS_AUTHORIZATION = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""AWS's managed origin request policy AllViewerExceptHostHeader."""
CACHES_NOTHING = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's managed cache policy CachingDisabled.
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html"""
UPLOAD = "Custom::CDKBucketDeployment"


def test_buckets_are_private(any_stage: Synthesized) -> None:
    for bucket in any_stage.resources("AWS::S3::Bucket").values():
        blocked = bucket["Properties"]["PublicAccessBlockConfiguration"]
        assert set(blocked.values()) == {True}
        assert "WebsiteConfiguration" not in bucket["Properties"]


def test_only_our_distribution_reads_the_files(any_stage: Synthesized) -> None:
    document = any_stage.properties("AWS::S3::BucketPolicy", "SiteBucket")["PolicyDocument"]
    (allowed,) = (s for s in document["Statement"] if s["Effect"] == "Allow")
    assert allowed["Action"] == "s3:GetObject"
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    (source,) = allowed["Condition"]["StringEquals"].values()
    assert flat(source).endswith(":distribution/{SiteDistribution390DED28}")


def test_buckets_refuse_plain_http_on_aws(on_aws: Synthesized) -> None:
    policies = on_aws.resources("AWS::S3::BucketPolicy").values()
    refusing = [
        policy["Properties"]["Bucket"]["Ref"]
        for policy in policies
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    ]
    assert sorted(refusing) == sorted(on_aws.resources("AWS::S3::Bucket"))


def test_authorization_reaches_the_api_and_its_answers_are_not_cached(
    any_stage: Synthesized,
) -> None:
    (behavior,) = _distribution(any_stage)["CacheBehaviors"]
    assert behavior["PathPattern"] == "/api/*"
    assert behavior["OriginRequestPolicyId"] == FORWARDS_AUTHORIZATION
    assert behavior["CachePolicyId"] == CACHES_NOTHING


def test_posts_reach_the_api_and_the_page_is_only_read(any_stage: Synthesized) -> None:
    distribution = _distribution(any_stage)
    (api,) = distribution["CacheBehaviors"]
    assert "POST" in api["AllowedMethods"]
    assert "AllowedMethods" not in distribution["DefaultCacheBehavior"]


def test_page_is_redirected_to_https_and_a_token_never_travels_without_on_aws(
    on_aws: Synthesized,
) -> None:
    distribution = _distribution(on_aws)
    (api,) = distribution["CacheBehaviors"]
    assert distribution["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"
    assert api["ViewerProtocolPolicy"] == "https-only"


def test_api_is_reached_by_https_only_on_aws(on_aws: Synthesized) -> None:
    (api,) = (o for o in _distribution(on_aws)["Origins"] if "CustomOriginConfig" in o)
    assert api["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert api["CustomOriginConfig"]["OriginSSLProtocols"] == ["TLSv1.2"]


def test_local_api_is_reached_through_the_emulators_port(local: Synthesized) -> None:
    (api,) = (o for o in _distribution(local)["Origins"] if "CustomOriginConfig" in o)
    assert api["DomainName"] == "localhost"
    assert api["CustomOriginConfig"]["HTTPPort"] == 4566
    assert flat(api["OriginPath"]) == "/_aws/execute-api/{ApiHttpApi4C294DC0}/$default"


def test_every_answer_carries_the_security_headers(any_stage: Synthesized) -> None:
    distribution = _distribution(any_stage)
    for behavior in (distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]):
        assert behavior["ResponseHeadersPolicyId"] == {"Ref": "SiteSecurityHeaders2B88159C"}


def test_security_headers_are_strict(any_stage: Synthesized) -> None:
    policy = any_stage.properties("AWS::CloudFront::ResponseHeadersPolicy")
    headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert headers["ContentTypeOptions"] == {"Override": True}
    assert headers["FrameOptions"]["FrameOption"] == "DENY"
    assert headers["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert headers["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 365 * 24 * 60 * 60


def test_page_runs_its_own_scripts_and_talks_to_sign_in_only(on_aws: Synthesized) -> None:
    directives = _content_security_policy(on_aws)
    connect_to = directives.pop("connect-src")
    assert connect_to == [
        "'self'",
        "https://cognito-idp.{AWS::Region}.amazonaws.com/{SignInUserPoolA2C003D1}/",
        "https://{SignInUserPoolDomain5208FC0D}.auth.{AWS::Region}.amazoncognito.com",
    ]
    assert directives == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["lit-html"],
    }


def test_page_is_asked_for_anew_and_its_hashed_parts_never_again(any_stage: Synthesized) -> None:
    parts = any_stage.properties(UPLOAD, "SiteFilesParts")
    assert (parts["Exclude"], parts["Include"]) == (["*"], ["assets/*"])
    assert parts["SystemMetadata"]["cache-control"] == "public, max-age=31536000, immutable"
    page = any_stage.properties(UPLOAD, "SiteFilesPage")
    assert page["Exclude"] == ["assets/*"]
    assert page["SystemMetadata"]["cache-control"] == "no-cache"


def test_page_is_uploaded_after_the_parts_it_names(any_stage: Synthesized) -> None:
    uploads = any_stage.resources(UPLOAD)
    (page,) = (upload for name, upload in uploads.items() if name.startswith("SiteFilesPage"))
    (parts,) = (name for name in uploads if name.startswith("SiteFilesParts"))
    assert parts in page["DependsOn"]


def test_a_failing_upload_does_not_hold_the_deployment_for_an_hour(any_stage: Synthesized) -> None:
    for upload in any_stage.resources(UPLOAD).values():
        assert upload["Properties"]["ServiceTimeout"] == 300


def test_page_learns_its_addresses_at_deployment(dev: Synthesized) -> None:
    assert _config(dev) == {
        "authority": "https://cognito-idp.{AWS::Region}.amazonaws.com/{SignInUserPoolA2C003D1}",
        "client_id": "{SignInUserPoolSiteCEFF9645}",
        "scope": "openid email profile execution-log/read",
        "sign_out_url": "https://{SignInUserPoolDomain5208FC0D}.auth.{AWS::Region}"
        ".amazoncognito.com/logout?client_id={SignInUserPoolSiteCEFF9645}"
        "&logout_uri=https://{SiteDistribution390DED28.DomainName}/",
    }


def test_local_page_talks_to_this_machine_only(local: Synthesized) -> None:
    config = _config(local)
    assert config["authority"] == "http://localhost:4566/{SignInUserPoolA2C003D1}"
    assert config["sign_out_url"].startswith("http://localhost:4566/logout?")
    assert _content_security_policy(local)["connect-src"] == [
        *("'self'", "http://localhost:4566/{SignInUserPoolA2C003D1}/", "http://localhost:4566")
    ]


def test_a_domain_of_ones_own_has_its_certificate_and_modern_tls(tmp_path: Path) -> None:
    made = app(
        tmp_path,
        domain_name="logs.example.com",
        certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
    )
    name = stack(made, built_page(tmp_path / "page")).stack_name
    template = made.synth().get_stack_by_name(name).template
    (distribution,) = (
        r["Properties"]["DistributionConfig"]
        for r in template["Resources"].values()
        if r["Type"] == "AWS::CloudFront::Distribution"
    )
    assert distribution["Aliases"] == ["logs.example.com"]
    assert distribution["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert template["Outputs"]["SiteUrl"]["Value"] == "https://logs.example.com"


def _distribution(stage: Synthesized) -> dict[str, Any]:
    config: dict[str, Any] = stage.properties("AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


def _content_security_policy(stage: Synthesized) -> dict[str, list[str]]:
    policy = stage.properties("AWS::CloudFront::ResponseHeadersPolicy")
    headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    text = flat(headers["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def _config(stage: Synthesized) -> dict[str, str]:
    """config.json as the upload will write it: with each marker's value in its place."""
    upload = stage.properties(UPLOAD, "SiteFilesPage")
    key = upload["SourceObjectKeys"][1].removesuffix(".zip")
    text = (stage.assembly / f"asset.{key}" / "config.json").read_text()
    for marker, value in upload["SourceMarkers"][1].items():
        text = text.replace(f'"{marker}"', flat(value)).replace(marker, flat(value))
    config: dict[str, str] = json.loads(text)
    return config
