"""A sign-in host that the browser believes in: discovery, one-button form, token endpoint."""

import base64
import json
import time
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import BrowserContext, Route

HOST = "https://sign-in.test"
AUTHORITY = f"{HOST}/pool"
CLIENT_ID = "test-client"
PERSON = "ada@example.com"
CONFIG = {
    "authority": AUTHORITY,
    "client_id": CLIENT_ID,
    "scope": "openid email profile execution-log/read",
    "sign_out_url": f"{HOST}/logout?client_id={CLIENT_ID}&logout_uri=here",
}
ALLOW = {"Access-Control-Allow-Origin": "*"}


class SignInHost:
    """Answers for the whole host; ``refuses_renewal`` makes refresh tokens worthless."""

    def __init__(self, context: BrowserContext) -> None:
        self.refuses_renewal = False
        self.token_requests: list[dict[str, str]] = []
        self._nonce = ""
        context.route(f"{HOST}/**", self._answer)

    def _answer(self, route: Route) -> None:
        match urlsplit(route.request.url).path:
            case "/pool/.well-known/openid-configuration":
                route.fulfill(json=DISCOVERY, headers=ALLOW)
            case "/authorize":
                route.fulfill(body=self._form(route.request.url), content_type="text/html")
            case "/token":
                self._token(route)
            case _:
                route.fulfill(body="<h1>Signed out</h1>", content_type="text/html")

    def _form(self, url: str) -> str:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        answer = urlencode({"code": "one-time-code", "state": query["state"]})
        denial = urlencode({"error": "access_denied", "state": query["state"]})
        back = query["redirect_uri"]
        return (
            f'<h1>Who are you?</h1><a href="{back}?{answer}">It is me</a> '
            f'<a href="{back}?{denial}">Go away</a>'
        )

    def _token(self, route: Route) -> None:
        form = {k: v[0] for k, v in parse_qs(route.request.post_data or "").items()}
        self.token_requests.append(form)
        if form["grant_type"] == "refresh_token" and self.refuses_renewal:
            route.fulfill(status=400, json={"error": "invalid_grant"}, headers=ALLOW)
        else:
            route.fulfill(json=tokens(), headers=ALLOW)


DISCOVERY = {
    "issuer": AUTHORITY,
    "authorization_endpoint": f"{HOST}/authorize",
    "token_endpoint": f"{HOST}/token",
    "jwks_uri": f"{HOST}/keys",
    "userinfo_endpoint": f"{HOST}/userinfo",
}


def tokens() -> dict[str, object]:
    return {
        "access_token": "access-token",
        "id_token": _unsigned(
            {
                "iss": AUTHORITY,
                "aud": CLIENT_ID,
                "sub": "1",
                "email": PERSON,
                "exp": time.time() + 3600,
                "iat": time.time(),
            }
        ),
        "refresh_token": "refresh-token",
        "token_type": "Bearer",
        "expires_in": 3600,
    }


def session(expires_in: float = 3600, *, groups: tuple[str, ...] = ()) -> str:
    """A script that puts a person's session into the tab before the page starts."""
    given = {"access_token": _unsigned({"cognito:groups": groups})} if groups else {}
    user = {
        **tokens(),
        **given,
        "scope": CONFIG["scope"],
        "profile": {"sub": "1", "email": PERSON},
        "expires_at": int(time.time() + expires_in),
    }
    key = json.dumps(f"sign-in.user:{AUTHORITY}:{CLIENT_ID}")
    value = json.dumps(json.dumps(user))
    return (
        "if (location.protocol !== 'about:' && !sessionStorage.getItem('given')) {"
        f"sessionStorage.setItem('given', 'once'); sessionStorage.setItem({key}, {value}) }}"
    )


def _unsigned(claims: dict[str, object]) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    return b".".join([*encoded, b"signature"]).decode()
