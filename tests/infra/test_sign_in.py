from tests.infra.templates import Synthesized, flat

KIND = "AWS::Cognito::UserPool"
CLIENT = "AWS::Cognito::UserPoolClient"


def test_nobody_signs_up_alone(any_stage: Synthesized) -> None:
    pool = any_stage.properties(KIND)
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}


def test_passwords_are_strong(any_stage: Synthesized) -> None:
    policy = any_stage.properties(KIND)["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] >= 14
    for kind in ("Lowercase", "Uppercase", "Numbers", "Symbols"):
        assert policy[f"Require{kind}"] is True


def test_a_second_factor_by_app_is_required_on_aws(on_aws: Synthesized) -> None:
    pool = on_aws.properties(KIND)
    assert pool["MfaConfiguration"] == "ON"
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]


def test_user_pool_refuses_to_be_deleted_on_aws(on_aws: Synthesized) -> None:
    assert on_aws.properties(KIND)["DeletionProtection"] == "ACTIVE"


def test_site_signs_in_by_code_only_and_keeps_no_secret(any_stage: Synthesized) -> None:
    client = any_stage.properties(CLIENT)
    assert client["AllowedOAuthFlows"] == ["code"]
    assert client["GenerateSecret"] is False
    assert client["AllowedOAuthScopes"] == ["openid", "email", "profile", "execution-log/read"]
    assert client["SupportedIdentityProviders"] == ["COGNITO"]


def test_people_come_back_to_the_site_and_nowhere_else(any_stage: Synthesized) -> None:
    client = any_stage.properties(CLIENT)
    home = flat(any_stage.template["Outputs"]["SiteUrl"]["Value"]) + "/"
    assert [flat(url) for url in client["CallbackURLs"]] == [home]
    assert [flat(url) for url in client["LogoutURLs"]] == [home]


def test_an_access_token_soon_expires_on_aws(on_aws: Synthesized) -> None:
    client = on_aws.properties(CLIENT)
    assert client["TokenValidityUnits"]["AccessToken"] == "minutes"
    assert client["AccessTokenValidity"] <= 15


def test_there_are_admins_and_viewers(any_stage: Synthesized) -> None:
    groups = any_stage.resources("AWS::Cognito::UserPoolGroup").values()
    assert {group["Properties"]["GroupName"] for group in groups} == {"admin", "viewer"}


def test_sign_in_pages_are_the_managed_ones(any_stage: Synthesized) -> None:
    assert any_stage.properties("AWS::Cognito::UserPoolDomain")["ManagedLoginVersion"] == 2


def test_managed_pages_have_a_style_on_aws(on_aws: Synthesized) -> None:
    style = on_aws.properties("AWS::Cognito::ManagedLoginBranding")
    assert style["UseCognitoProvidedValues"] is True
    assert style["ClientId"] == {"Ref": "SignInUserPoolSiteCEFF9645"}
