import json

from tests.infra.templates import Synthesized, flat


def test_every_route_demands_an_access_token_with_the_read_scope(any_stage: Synthesized) -> None:
    """Id tokens carry no scope, so they are refused."""
    routes = any_stage.resources("AWS::ApiGatewayV2::Route").values()
    assert routes
    for route in routes:
        assert route["Properties"]["AuthorizationType"] == "JWT"
        assert route["Properties"]["AuthorizationScopes"] == ["execution-log/read"]


def test_one_route_leads_every_method_to_the_resolver(any_stage: Synthesized) -> None:
    """It answers a wrong one by 405; the gateway would by a 404 in its own form."""
    routes = any_stage.resources("AWS::ApiGatewayV2::Route").values()
    assert [route["Properties"]["RouteKey"] for route in routes] == ["ANY /api/{proxy+}"]


def test_tokens_must_come_from_our_pool_and_client(any_stage: Synthesized) -> None:
    authorizer = any_stage.properties("AWS::ApiGatewayV2::Authorizer")
    assert authorizer["AuthorizerType"] == "JWT"
    assert authorizer["IdentitySource"] == ["$request.header.Authorization"]
    assert authorizer["JwtConfiguration"]["Audience"] == [{"Ref": "SignInUserPoolSiteCEFF9645"}]
    issuer = flat(authorizer["JwtConfiguration"]["Issuer"])
    assert issuer == "https://cognito-idp.{AWS::Region}.amazonaws.com/{SignInUserPoolA2C003D1}"


def test_requests_are_throttled(any_stage: Synthesized) -> None:
    assert any_stage.properties("AWS::ApiGatewayV2::Stage")["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": 50,
        "ThrottlingBurstLimit": 100,
    }


def test_access_is_logged_without_the_token(any_stage: Synthesized) -> None:
    settings = any_stage.properties("AWS::ApiGatewayV2::Stage")["AccessLogSettings"]
    logged = json.loads(settings["Format"])
    assert {"requestId", "routeKey", "status", "identity.sourceIp"} <= logged.keys()
    assert "uthorization" not in settings["Format"]


def test_only_the_gateway_may_invoke_the_function_and_only_by_its_route(
    any_stage: Synthesized,
) -> None:
    permission = any_stage.properties("AWS::Lambda::Permission", "Api")
    assert permission["Principal"] == "apigateway.amazonaws.com"
    assert flat(permission["SourceArn"]).endswith("{ApiHttpApi4C294DC0}/*/*/api/{proxy+}")


def test_no_other_origin_may_read_the_answers(any_stage: Synthesized) -> None:
    assert "CorsConfiguration" not in any_stage.properties("AWS::ApiGatewayV2::Api")
