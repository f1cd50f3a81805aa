"""Secrets that are known by their names: ``db_password=...``, ``"apiKey": ...``, ``--token ...``.

Every pattern takes linear time: whatever repeats without bound either can't fail afterwards or
ends where the next try begins.
"""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
"""A word of a name in snake, kebab or camel case."""

_LAST_WORDS = {
    escaped + word: kind
    for escaped in ("", "n", "r", "t")
    for word, kind in {"pass": "password", "creds": "credentials", "auth": "credentials"}.items()
}
"""Secret as a whole word only: ``db_pass``, but not ``bypass``. In JSON a word may follow the
letter of an escaped line break."""
_NO_SECRET_TOKENS = {"per", "first", "next", "stop", "eos", "bos", "pad", "page", "continuation"}
"""Before ``token``: the tokens of language models and of pages."""
_ERROR_CLASSES = {"Expired", "Invalid", "Missing", "Unexpected"}
"""``ExpiredToken: ...`` is an error and its message."""

HINTS = (
    *("pass", "pwd", "secret", "token", "key", "auth", "cred", "cookie", "sess", "sig"),
    *("bearer", "identified by"),
)
"""One of them is in every text that ``PAIR`` and ``kind_of`` find a secret in."""

PAIR = re.compile(
    r"""\[redacted:\ [^\[\]\r\n]*\]
    | (?<=[?&])(?P<query>sig|signature|key)=(?=[\w%~+/-]{16})
    | (?: (?P<tuple>(?:\(|(?<=\[)\[|(?<=\],)\[|(?<=\],\ )\[)b?\\*["'`])
        | (?<![\w.-])(?!(?<=\d{12}:)secret:) )
      (?P<flag>--?)?+ (?P<name>[\w.-]++(?:\ (?:key|id|by)\b)?)
      (?: (?:\\*["'`]|%22)?\]?[ \t]*(?::\s*str(?:ing)?\s*=|=>|={1,3}|:=|:(?!:)|%3[AD])
        | (?:\\*["'`])?,?(?:[\s\\]|(?<=\\)[nrt]){0,60}+["'`]?value\\*["'`]?\s*[:=]
        | (?:\n|\\{1,9}n)\ \ [^\n\[]{1,200}\[type=\w{1,60},\ input_value=
        | >(?=[^\s<])
        | (?:(?<=password)|(?<=identified\ by))[ \t]+(?=["'`])
        | (?(tuple)\\*["'`]\s*,\s*(?=b?\\*["'`])|(?!))
        | (?(flag)(?:[ \t]+(?=[^\s-])|\\*["'`]\s*,\s*(?=\\*["'`]))|(?!)) )""",
    re.X | re.I,
)
"""A name and what ties a value to it (also in lists of pairs, of arguments, of environment
variables, and in pydantic's errors). Redacted values and ARNs of secrets are stepped over."""

_QUOTED = r"""(?P<before>\s*[bruf]{0,2}(?P<escape>\\+)?(?P<quote>\"{3}|'{3}|["'`]))
    (?P<inner>[^\r\n]*?)(?: (?<!\\)(?(escape)|(?:\\\\)*+)
    (?P<after>(?(escape)(?P=escape))(?P=quote)) | (?=[\r\n]|\Z) )"""
"""Up to the same quote, escaped as often as the first one; at most to the end of the line."""
_UNMARKED = r"(?![ \t]*\[redacted:\ [^\[\]\r\n]*\])"
_UNLESS_PLAIN = r"""(?P<blank>[ \t]*)(?!(?:none|null|nil|true|false|undefined|str|string|missing
    |required|expired|invalid|must|not|denied|failed|empty|ok)(?:[\s,;.&)\]}"'`\\]|\Z))"""

VALUE = re.compile(
    rf"""{_UNMARKED}(?:{_QUOTED} | {_UNLESS_PLAIN}
    (?: [^\s"'`\\<>,&;.()\[\]{{}}]++
      | [\[{{][^\]}}]{{0,2000}}[\]}}]?
      | \([^)\r\n]*\)?
      | [.)\]}}>](?![\s.,&;)\]}}>"'`\\]|\Z)
      | [,&;](?!\s|\Z|[\w\ .-]{{1,30}}[=:])
      | \\(?!\\{{0,9}}["'`])
      | ["'`](?=\w)
      | <(?!/) )++)""",
    re.X | re.I,
)
"""In quotes; else up to a blank, the punctuation that ends a sentence, or the next name."""

LINE = re.compile(
    rf"""{_UNMARKED}(?:{_QUOTED} | {_UNLESS_PLAIN}
    (?: [^\r\n"'`\\<=]++
      | =(?:\\*"[^"\r\n]*"?)?
      | \\(?!\\{{0,9}}[rn"'`])
      | ["'`](?=\w) )++)""",
    re.X | re.I,
)
"""The rest of the line: a value that has blanks and names of its own."""


def words(name: str) -> list[str]:
    """A name's words in lower case. Raises ValueError if there is none."""
    found = _WORD.findall(name)
    if not found:
        raise ValueError(f"the name of a secret needs letters: {name!r}")
    return [word.lower() for word in found]


_KINDS = {
    "password": "password passwords passwd pwd passcode passwordhash identifiedby",
    "passphrase": "passphrase",
    "secret": "secret secrets secretstring secretvalue",
    "token": "token bearer",
    "authorization": "authorization",
    "cookie": "cookie cookies",
    "session id": "sessionid sessid",
    "credentials": "credential credentials",
    "signature": "amzsignature",
    "private key": "privatekey privatekeys",
    "API key": "apikey apikeys subscriptionkey",
    "key": "secretkey accesskey accountkey authkey encryptionkey masterkey sharedkey signingkey",
}
_ENDINGS = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
"""Names of secrets by their letters; also the end of longer names: ``db_password``."""


def kind_of(name: str, extra: Mapping[str, str]) -> str | None:
    """What the value of a name is; None if nothing secret. ``extra``: more endings and kinds."""
    before, last = ["", "", *_WORD.findall(name)][-2:]
    letters = "".join(_WORD.findall(name)).lower()
    own = _by_ending(letters, extra)
    is_count = last.lower() == "token" and before.lower() in _NO_SECRET_TOKENS
    if own or is_count or before in _ERROR_CLASSES:
        return own
    return _LAST_WORDS.get(last.lower()) or _by_ending(letters, _ENDINGS)


def _by_ending(letters: str, kinds: Mapping[str, str]) -> str | None:
    return next((kind for ending, kind in kinds.items() if letters.endswith(ending)), None)
