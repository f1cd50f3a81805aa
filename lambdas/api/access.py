"""Who may read: people signed in with an access token, in one of our groups."""

from collections.abc import Mapping

from api.errors import Forbidden

READERS = frozenset({"admin", "viewer"})


def require_reader(claims: Mapping[str, str]) -> None:
    """Raises Forbidden unless the claims are those of a reader's access token.

    The gateway has checked signature, expiry and scope. It takes id tokens for access tokens where
    the client id matches, so ``token_use`` is checked here.
    """
    if claims.get("token_use") != "access":
        raise Forbidden("Sign in again: this token is not an access token")
    if not READERS & groups(claims.get("cognito:groups", "")):
        raise Forbidden("Your account may not read execution logs; ask an admin for access")


def groups(claim: str) -> frozenset[str]:
    """API Gateway writes the list claim as ``[admin viewer]``."""
    return frozenset(claim.removeprefix("[").removesuffix("]").split())
