"""Secrets that are known by how they look: keys in PEM, JWTs, tokens with well-known prefixes.

Every pattern takes linear time: whatever repeats without bound either can't fail afterwards or
ends where the next try begins.
"""

import re
from base64 import b64decode
from collections.abc import Callable
from functools import partial

Rule = Callable[[str], str]
Rules = tuple[tuple[tuple[str, ...], Rule], ...]
"""Rules in their order, each with hints (in lower case): without one of them it can't match."""


def marker(kind: str) -> str:
    """What stands in a text for a secret."""
    return f"[redacted: {kind}]"


def apply(rules: Rules, text: str) -> str:
    """Applies the rules of which the text holds a hint, so that a harmless text costs little."""
    lowered = text.lower()
    for hints, rule in rules:
        for hint in hints:
            if hint in lowered:
                text = rule(text)
                break
    return text


def _replaced(kind: str, pattern: str) -> Rule:
    """Replaces what matches, except for the part in the group ``keep``."""
    compiled = re.compile(pattern, re.A | re.X)
    keep = r"\g<keep>" if "keep" in compiled.groupindex else ""
    return partial(compiled.sub, keep + marker(kind))


def _jwt(match: re.Match[str]) -> str:
    return marker("JWT") if "." in match[0].rstrip(".") else match[0]


def _basic(match: re.Match[str]) -> str:
    """Basic credentials decode to ``user:password``; the words "basic subscription" do not."""
    encoded = match[2].rstrip("=")
    whole = encoded[: len(encoded) - (len(encoded) % 4 == 1)]
    decoded = b64decode(whole + "=" * (-len(whole) % 4), altchars=b"-_")
    return match[1] + marker("credentials") if b":" in decoded else match[0]


def _prefixed(match: re.Match[str]) -> str:
    return match[0][0] + marker("token")


def _card_number(match: re.Match[str]) -> str:
    """Only numbers with the right check digit (Luhn, ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in match[0] if digit.isdigit()]
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return match[0] if total % 10 else marker("card number")


_JWT = re.compile(r"eyJ[\w.=-]{10,}", re.A)
_BASIC = re.compile(r"(basic(?:[ \t+]|%20){1,9})([\w+/-]{6,}={0,2})", re.A | re.I)
_CARD_NUMBER = re.compile(r"(?<![\d.])[2-6](?:[ -]?\d){12,18}(?!\d)", re.A)

_PEM = r"""-----BEGIN[^-\n]{1,40}PRIVATE[^-\n]{1,3}KEY[^-\n]{0,10}-----
    (?s:.*?)(?:-----END[^-\n]{1,40}KEY[^-\n]{0,10}-----|\Z)"""
_IN_URL = r"""(?P<keep>://[^\s/?\#:"'`<>\[\]]*:)(?!\d{1,5}(?:[/?\#,;)\]}\s"'`<>\\]|\Z))
    (?:[^\s/"'`<>]+|(?:[^\s:"'`<>]|:(?!//)){1,4000}?)(?=@)"""
_AFTER_ACCESS_KEY = r"(?P<keep>(?i:access\ key(?:\ is)?)\ )[\w/+]{40}(?![\w/+])"
_BEARER = r"""(?P<keep>(?i:bearer)(?:[ \t+]|%20){1,9})(?!(?i:tokens?|auth[a-z]*|credentials?|scheme
    |format|header|missing|invalid|required|expired|failed|method|challenge|access|realm
    |[\w.~+/-]{0,200}bearer)(?![\w.~+/-])) [\w.~+/-]{6,}=*"""

_PREFIXED = re.compile(
    r"""_(?: (?<=gh[opusr]_)[A-Za-z0-9]{20,}
           | (?:(?<=github_pat_)|(?<=dckr_pat_))[\w-]{20,}
           | (?<=[rs]k_)(?:live|test)_\w{10,}
           | (?<=whsec_)[\w+/=-]{16,}
           | (?:(?<=npm_)|(?<=hf_)|(?<=gsk_))[A-Za-z0-9]{24,}
           | (?:(?<=dop_v1_)|(?<=shp(?:at|ca|pa|ss)_))[0-9a-f]{32,} )
      | -(?: (?<=sk-)(?:ant|proj|svcacct|admin|or)-[\w-]{16,}
           | (?:(?<=[^a-z]sk-)|(?<=^sk-)|(?<=\\[nrt]sk-))\w{20,}
           | (?:(?<=glpat-)|(?<=xox[a-z]-)|(?<=xapp-)|(?<=GOCSPX-)|(?<=pypi-)(?=Ag))[\w.-]{10,}
           | (?<=bedrock-api-key-)[\w+/=-]{30,} )
      | \.(?: (?:(?<=xoxe\.)|(?<=ya29\.))[\w.-]{10,} | (?<=SG\.)[\w-]{22}\.[\w-]{43} )
      | A(?<=A[KS]IA)[A-Z0-9]{16,}(?:[\s:,/"']{1,4}[\w/+]{40}(?![\w/+]))?
      | K(?<=ABSK)[\w+/=]{30,}
      | z(?<=AIz)a[\w-]{20,}""",
    re.A | re.X,
)
"""AWS, Bedrock, GitHub, GitLab, Slack, Stripe, webhooks, OpenAI, Anthropic, Google, SendGrid, npm,
PyPI, Docker, Hugging Face, Groq, DigitalOcean, Shopify. Each begins at the end of its prefix, since
a search for few and rare characters is fast."""

BEFORE_NAMES: Rules = (
    (("-----begin",), _replaced("private key", _PEM)),
    (("://",), _replaced("password", _IN_URL)),
    (("hooks.slack.com/",), _replaced("path", r"(?P<keep>hooks\.slack\.com/)[\w/-]{8,}")),
)
"""What a name's value, taken for one word, would tear apart."""
AFTER_NAMES: Rules = (
    (("access key ",), _replaced("secret key", _AFTER_ACCESS_KEY)),
    (("bearer",), _replaced("bearer token", _BEARER)),
    (("basic",), partial(_BASIC.sub, _basic)),
    (("eyj",), partial(_JWT.sub, _jwt)),
    (("",), partial(_PREFIXED.sub, _prefixed)),
)
SUSPICIOUS = re.compile(
    r"""[-=:_'"`>%AJS9bBkK](?:(?<=[-=:_'"`>%])|(?<=A)(?:[KS]IA|BSK|Iza)|(?<=eyJ)|(?<=S)G\.|(?<=ya29)\.
    |(?<=[bB])(?i:earer|asic[ \t+]{1,9}[\w+/-]{6})|(?<=[kK])(?i:ey\ )
    |(?<=slack)\.com)""",
    re.X,
)
"""Found in each text that holds a secret: a name needs what ties a value to it. One search from
rare character to rare character is the cheapest way to let most texts pass."""

EMAILS: Rules = ((("@",), _replaced("email", r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w")),)
CARD_NUMBERS: Rules = ((("",), partial(_CARD_NUMBER.sub, _card_number)),)
