"""Text from jobs for places that can't show it safely by themselves: files, tables, tickets."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (bidi, zero-width), lone surrogates and Unicode's own line ends: general
categories of the Unicode Standard, section 4.5."""


def visible(text: str, keep: str = "\n\t") -> str:
    r"""The text with what can't be seen, or moves other text, as escapes such as ``\u202e``."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or not _hidden(c) else f"\\u{ord(c):04x}" for c in text)


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN
