"""A well-signed token that was not issued for this product."""

from local import aws
from local.users import create_user


def token_of_another_pool(port: int) -> str:
    """An access token of a user pool beside ours, for a person with the same name."""
    cognito = aws.session().client("cognito-idp", endpoint_url=aws.endpoint(port))
    pool_id = cognito.create_user_pool(PoolName="another")["UserPool"]["Id"]
    cognito.create_group(UserPoolId=pool_id, GroupName="admin")
    person = create_user(port, pool_id, "admin", "admin")
    client = cognito.create_user_pool_client(
        UserPoolId=pool_id, ClientName="another", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    signed_in = cognito.initiate_auth(
        ClientId=client["UserPoolClient"]["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.username, "PASSWORD": person.password},
    )
    return signed_in["AuthenticationResult"]["AccessToken"]
