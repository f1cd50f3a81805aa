"""Signs in as the page does: authorization code with PKCE, through the real sign-in form."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from local.users import SignIn
from tests.end_to_end.local_http import get, post_form


@dataclass(frozen=True)
class Tokens:
    access: str
    id: str


def sign_in(site_url: str, person: SignIn, scope: str | None = None) -> Tokens:
    """The person's tokens, for the scope in the site's config.json unless another is given."""
    config = get(f"{site_url}/config.json").json()
    openid = get(f"{config['authority']}/.well-known/openid-configuration").json()
    verifier = secrets.token_urlsafe(48)
    code = _code(
        openid["authorization_endpoint"],
        person,
        {
            "response_type": "code",
            "client_id": config["client_id"],
            "redirect_uri": f"{site_url}/",
            "scope": scope or config["scope"],
            "state": secrets.token_urlsafe(8),
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
        },
    )
    tokens = post_form(
        openid["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "client_id": config["client_id"],
            "redirect_uri": f"{site_url}/",
            "code": code,
            "code_verifier": verifier,
        },
    ).json()
    return Tokens(access=tokens["access_token"], id=tokens["id_token"])


def _code(authorization_endpoint: str, person: SignIn, request: dict[str, str]) -> str:
    form = _Form(get(authorization_endpoint, **request).text)
    person_says = {"username": person.username, "password": person.password}
    sent = post_form(urljoin(authorization_endpoint, form.action), form.hidden | person_says)
    back = urlsplit(sent.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == request["redirect_uri"]
    answer = parse_qs(back.query)
    assert answer["state"] == [request["state"]]
    return answer["code"][0]


def _challenge(verifier: str) -> str:
    """RFC 7636, 4.2."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


class _Form(HTMLParser):
    """The action and the hidden fields of a page's form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.hidden: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.action = attributes["action"] or ""
        if tag == "input" and attributes.get("type") == "hidden":
            self.hidden[attributes["name"] or ""] = attributes.get("value") or ""
