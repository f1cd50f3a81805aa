"""Who may sign in, and how."""

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.addresses import Addresses
from infra.outputs import output
from infra.stages import Stage

RESOURCE_SERVER = "execution-log"
READ = cognito.ResourceServerScope(scope_name="read", scope_description="Read execution logs")
READ_SCOPE = f"{RESOURCE_SERVER}/{READ.scope_name}"
SCOPES = ("openid", "email", "profile", READ_SCOPE)
GROUPS = ("admin", "viewer")


class SignIn(Construct):
    """A user pool that only an administrator adds people to, with Cognito's own sign-in pages."""

    def __init__(
        self, scope: Construct, construct_id: str, *, stage: Stage, addresses: Addresses
    ) -> None:
        super().__init__(scope, construct_id)
        self._stage = stage
        self.user_pool = self._add_user_pool()
        for group in GROUPS:
            self.user_pool.add_group(group.capitalize(), group_name=group)
        self._resource_server = self.user_pool.add_resource_server(
            "Api", identifier=RESOURCE_SERVER, scopes=[READ]
        )
        self.authority = addresses.authority(self.user_pool)
        self.url = addresses.sign_in(self._add_domain())
        output(self, "UserPoolId", self.user_pool.user_pool_id)
        output(self, "UserPoolDomain", self.url)

    def client_of(
        self, site_url: str, embed_origins: tuple[str, ...] = ()
    ) -> cognito.UserPoolClient:
        """A public client: authorization code with PKCE, and back to the site only.

        Pages that embed a log sign their people in with it too, and lead back to themselves.
        """
        homes = [f"{url}/" for url in (site_url, *embed_origins)]
        client = self.user_pool.add_client(
            "Site",
            generate_secret=False,
            prevent_user_existence_errors=True,
            supported_identity_providers=[cognito.UserPoolClientIdentityProvider.COGNITO],
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True),
                scopes=[cognito.OAuthScope.custom(scope) for scope in SCOPES],
                callback_urls=homes,
                logout_urls=homes,
            ),
            access_token_validity=cdk.Duration.minutes(self._stage.access_token_minutes),
            id_token_validity=cdk.Duration.minutes(self._stage.access_token_minutes),
            refresh_token_validity=cdk.Duration.hours(24),
        )
        client.node.add_dependency(self._resource_server)
        if self._stage.managed_login_style:
            self._style(client)
        output(self, "UserPoolClientId", client.user_pool_client_id)
        return client

    def config(self, client: cognito.UserPoolClient, site_url: str) -> dict[str, str]:
        """What the page must know to sign people in and out."""
        client_id = client.user_pool_client_id
        return {
            "authority": self.authority,
            "client_id": client_id,
            "scope": " ".join(SCOPES),
            "sign_out_url": f"{self.url}/logout?client_id={client_id}&logout_uri={site_url}/",
        }

    def _add_user_pool(self) -> cognito.UserPool:
        user_pool = cognito.UserPool(
            self,
            "UserPool",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(email=True),
            sign_in_case_sensitive=False,
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            password_policy=cognito.PasswordPolicy(
                min_length=14,
                require_lowercase=True,
                require_uppercase=True,
                require_digits=True,
                require_symbols=True,
                temp_password_validity=cdk.Duration.days(3),
            ),
            mfa=cognito.Mfa.REQUIRED if self._stage.require_mfa else cognito.Mfa.OFF,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            deletion_protection=self._stage.keep_data,
            removal_policy=self._stage.removal_policy,
        )
        cdk.Validations.of(user_pool).acknowledge(
            cdk.Acknowledgment(
                id="AwsSolutions-COG8",
                reason="The paid Plus plan watches for stolen passwords at public sign-up scale. "
                "Here a handful of people, each added by hand, sign in with a second factor.",
            )
        )
        return user_pool

    def _add_domain(self) -> cognito.UserPoolDomain:
        # Unique in its region, as Cognito wants it, and known to nobody: the stack's own UUID.
        stack_uuid = cdk.Fn.select(2, cdk.Fn.split("/", cdk.Stack.of(self).stack_id))
        return self.user_pool.add_domain(
            "Domain",
            cognito_domain=cognito.CognitoDomainOptions(
                domain_prefix=f"execution-log-{stack_uuid}"
            ),
            managed_login_version=cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
        )

    def _style(self, client: cognito.UserPoolClient) -> None:
        """Without a style, the newer sign-in pages answer that the client has none."""
        cognito.CfnManagedLoginBranding(
            self,
            "Style",
            user_pool_id=self.user_pool.user_pool_id,
            client_id=client.user_pool_client_id,
            use_cognito_provided_values=True,
        )
