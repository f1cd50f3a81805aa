"""What opens, and only then, when pages of other origins may show a log."""

from typing import Any

import pytest

from tests.infra.templates import Synthesized, flat, synthesize

ORIGINS = ["https://admin.example.com", "http://localhost:5173"]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    return synthesize("dev", tmp_path_factory.mktemp("embedded"), embed_origins=",".join(ORIGINS))


def test_pages_of_these_origins_may_read_and_no_more(embedded: Synthesized) -> None:
    cors = embedded.properties("AWS::ApiGatewayV2::Api")["CorsConfiguration"]
    assert cors == {
        "AllowOrigins": ORIGINS,
        "AllowMethods": ["GET"],
        "AllowHeaders": ["authorization", "if-none-match"],
        "ExposeHeaders": ["etag", "content-disposition"],
        "MaxAge": 3600,
    }


def test_a_preflight_meets_no_route_that_demands_a_token(embedded: Synthesized) -> None:
    routes = [r["Properties"] for r in embedded.resources("AWS::ApiGatewayV2::Route").values()]
    methods = {route["RouteKey"].split()[0] for route in routes}
    assert methods == {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
    assert {route["AuthorizationType"] for route in routes} == {"JWT"}
    assert {tuple(route["AuthorizationScopes"]) for route in routes} == {("execution-log/read",)}


def test_other_origins_may_load_the_script_for_them_only(embedded: Synthesized) -> None:
    distribution = embedded.properties("AWS::CloudFront::Distribution")["DistributionConfig"]
    policies = {
        behavior["PathPattern"]: resource_policy(embedded, behavior)
        for behavior in distribution["CacheBehaviors"]
    }
    assert policies == {"/api/*": "same-origin", "/embed/*": "cross-origin"}
    assert resource_policy(embedded, distribution["DefaultCacheBehavior"]) == "same-origin"


def test_embedding_pages_are_signed_in_back_to_themselves(embedded: Synthesized) -> None:
    client = embedded.properties("AWS::Cognito::UserPoolClient")
    assert [flat(url) for url in client["CallbackURLs"]][1:] == [f"{url}/" for url in ORIGINS]


def test_without_origins_nothing_of_it_is_there(any_stage: Synthesized) -> None:
    distribution = any_stage.properties("AWS::CloudFront::Distribution")["DistributionConfig"]
    assert [b["PathPattern"] for b in distribution["CacheBehaviors"]] == ["/api/*"]
    assert len(any_stage.properties("AWS::Cognito::UserPoolClient")["CallbackURLs"]) == 1
    assert "CorsConfiguration" not in any_stage.properties("AWS::ApiGatewayV2::Api")


def resource_policy(made: Synthesized, behavior: dict[str, Any]) -> str:
    name = behavior["ResponseHeadersPolicyId"]["Ref"]
    policy = made.resources("AWS::CloudFront::ResponseHeadersPolicy")[name]["Properties"]
    headers = policy["ResponseHeadersPolicyConfig"]["CustomHeadersConfig"]["Items"]
    (value,) = (h["Value"] for h in headers if h["Header"] == "Cross-Origin-Resource-Policy")
    return str(value)
