"""Who somebody is: an access token names a person by an id alone."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

CLIENT_CONFIG = Config(
    connect_timeout=1, read_timeout=1, retries={"mode": "standard", "total_max_attempts": 1}
)

logger = logging.getLogger(__name__)


class People:
    """The user pool's accounts."""

    def __init__(
        self, user_pool_id: str, client: Callable[[], "CognitoIdentityProviderClient"]
    ) -> None:
        self._user_pool_id = user_pool_id
        self._client = client
        self._names: dict[str, str] = {}

    def name(self, username: str) -> str:
        """The person's e-mail address, or the username where it can't be looked up within 2 s:
        that must not stand in the way of what the person does."""
        if username not in self._names:
            try:
                self._names[username] = self._email(username) or username
            except (BotoCoreError, ClientError):
                logger.warning("no name for %s", username, exc_info=True)
                return username
        return self._names[username]

    def _email(self, username: str) -> str | None:
        user = self._client().admin_get_user(UserPoolId=self._user_pool_id, Username=username)
        attributes = {one["Name"]: one.get("Value") for one in user["UserAttributes"]}
        return attributes.get("email")
