"""People who can sign in to the local stack, each with a fresh strong password."""

import secrets
from dataclasses import dataclass

from local import aws


@dataclass(frozen=True)
class SignIn:
    username: str
    password: str


def create_user(port: int, user_pool_id: str, name: str, group: str) -> SignIn:
    """Creates a confirmed user in the group, as an administrator of the user pool would."""
    sign_in = SignIn(f"{name}@example.com", _password())
    cognito = aws.session().client("cognito-idp", endpoint_url=aws.endpoint(port))
    cognito.admin_create_user(
        UserPoolId=user_pool_id,
        Username=sign_in.username,
        TemporaryPassword=sign_in.password,
        MessageAction="SUPPRESS",
        UserAttributes=[
            {"Name": "email", "Value": sign_in.username},
            {"Name": "email_verified", "Value": "true"},
        ],
    )
    cognito.admin_set_user_password(
        UserPoolId=user_pool_id,
        Username=sign_in.username,
        Password=sign_in.password,
        Permanent=True,
    )
    cognito.admin_add_user_to_group(
        UserPoolId=user_pool_id, Username=sign_in.username, GroupName=group
    )
    return sign_in


def _password() -> str:
    """120 random bits, and one of each kind of character a password policy may ask for."""
    return f"{secrets.token_urlsafe(15)}-Aa1"
