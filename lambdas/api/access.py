"""Who may do what: people signed in with an access token, by the group they are in."""

from collections.abc import Mapping

from api.errors import Forbidden

ADMIN = "admin"
READERS = frozenset({ADMIN, "viewer"})

Claims = Mapping[str, str]


def require_reader(claims: Claims) -> str:
    """The reader's name; raises Forbidden unless the claims are those of a reader's access token.

    The gateway has checked signature, expiry and scope. It takes id tokens for access tokens where
    the client id matches, so ``token_use`` is checked here.
    """
    return _member(claims, READERS, "Your account may not read execution logs; ask an admin")


def require_admin(claims: Claims) -> str:
    """The admin's name; raises Forbidden for anyone else."""
    return _member(claims, frozenset({ADMIN}), "Only admins may do this; ask one of them")


def groups(claim: str) -> frozenset[str]:
    """API Gateway writes the list claim as ``[admin viewer]``."""
    return frozenset(claim.removeprefix("[").removesuffix("]").split())


def _member(claims: Claims, wanted: frozenset[str], refusal: str) -> str:
    if claims.get("token_use") != "access":
        raise Forbidden("Sign in again: this token is not an access token")
    if not wanted & groups(claims.get("cognito:groups", "")):
        raise Forbidden(refusal)
    return claims.get("username") or claims.get("sub") or "unknown"
