"""Takes secrets out of what a job tells: visibly, by markers like ``[redacted: password]``.

Redact first, cut afterwards: a cut can take away the name or the prefix a secret is known by.
In doubt a value is a secret.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from execution_log import secret_names, secret_shapes
from execution_log.secret_shapes import Rule, Rules, apply, marker
from execution_log.values import DEPTH_LIMIT, METADATA_LIMIT
from execution_log.values import text as text_of

FAILED = marker("redaction failed")
"""Stands for what could not be redacted, as a rule because the hook raised."""
ITEM_LIMIT = METADATA_LIMIT
"""Items of metadata, in the order of its JSON: what comes after them is beyond that limit, too."""
NAME_LENGTH = 64
"""Characters at the end of a name that tell its kind; keys up to this length are remembered."""

PASSES = 5
"""A marker can uncover the next secret's name, as in two secrets without a blank between them."""

_LINES = dict.fromkeys(("authorization", "cookie", "passphrase"), secret_names.LINE)
_MARKED = re.compile(r"(\[redacted: [^\[\]\r\n]*\])")
_NAME = re.compile(r"[\w.-]+", re.A)


class Redactor:
    """Redacts by name and by value. Immutable, so threads may share one. Never raises.

    Redacting twice equals redacting once.
    """

    def __init__(
        self,
        extra_keys: Iterable[str] = (),
        extra_patterns: Iterable[str | re.Pattern[str]] = (),
        hook: Rule | None = None,
        emails: bool = False,
        card_numbers: bool = False,
    ) -> None:
        """Secrets of one's own: by name, by (linear!) regular expression, by a rule in Python.

        A name's words are set apart: ``customer_ref`` also finds ``x-customer-ref`` and
        ``customerRef``, ``customerref`` finds neither. The hook gets each text last and must
        depend on nothing else, since keys are remembered. Raises ValueError for a name without
        letters and re.error for a malformed pattern.
        """
        keys = tuple(extra_keys)
        hints = (*secret_names.HINTS, *(secret_names.words(key)[-1] for key in keys))
        self._rules: Rules = (
            *secret_shapes.BEFORE_NAMES,
            (hints, self._without_named),
            *secret_shapes.AFTER_NAMES,
        )
        self._more_rules: Rules = (
            *(secret_shapes.EMAILS if emails else ()),
            *(secret_shapes.CARD_NUMBERS if card_numbers else ()),
            *((("",), partial(_without, re.compile(pattern))) for pattern in extra_patterns),
        )
        self._hook = hook
        extra = {"".join(words): " ".join(words) for words in map(secret_names.words, keys)}
        self._kind = lru_cache(1024)(partial(secret_names.kind_of, extra=extra))
        self._known_key = lru_cache(1024)(self._new_key)

    def text(self, value: str) -> str:
        """The text without secrets; FAILED instead if the hook raises."""
        try:
            clean = self._clean(value if type(value) is str else str.__str__(value))
            return clean if self._hook is None else str.__str__(self._hook(clean))
        except Exception:
            return FAILED

    def metadata(self, value: dict[str, Any]) -> dict[str, Any]:
        """A copy without secrets: a secret's name hides its value whole, texts hide theirs.

        What JSON has no word for becomes its text, which may hold a secret as well. Cycles and
        what is deeper than DEPTH_LIMIT are only named.
        """
        try:
            return self._mapping(value, (id(value),), iter(range(ITEM_LIMIT)))
        except Exception:
            return {"metadata": FAILED}

    def _clean(self, text: str) -> str:
        for _ in range(PASSES if secret_shapes.SUSPICIOUS.search(text) else 0):
            before, text = text, apply(self._rules, text)
            if text == before:
                break
        return apply(self._more_rules, text) if self._more_rules else text

    def _without_named(self, text: str) -> str:
        """The text without the values that stand next to the names of secrets."""
        parts: list[str] = []
        at = done = 0
        while pair := secret_names.PAIR.search(text, at):
            at = pair.end()
            kind = pair["query"] or self._kind((pair["name"] or "")[-NAME_LENGTH:])
            value = kind and _LINES.get(kind, secret_names.VALUE).match(text, at)
            if kind and value:
                parts += text[done:at], _hidden(value, kind)
                at = done = value.end()
        return "".join([*parts, text[done:]]) if parts else text

    def _mapping(
        self, value: dict[Any, Any], above: tuple[int, ...], left: Iterator[int]
    ) -> dict[Any, Any]:
        copy = {}
        for _, (key, item) in zip(left, list(dict.items(value)), strict=False):
            name, kind = self._key(key)
            copy[name] = marker(kind) if kind else self._value(item, above, left)
        named = copy.get("name", copy.get("Name"))
        kind = self._kind(named[-NAME_LENGTH:]) if type(named) is str else None
        if kind:
            copy |= {key: marker(kind) for key in ("value", "Value") if key in copy}
        return copy

    def _sequence(self, value: Any, above: tuple[int, ...], left: Iterator[int]) -> Any:
        base = next(b for b in (list, tuple, set, frozenset) if issubclass(type(value), b))
        items = list(base.__iter__(value))
        copy = []
        for _, name, item in zip(left, _names(value, items), items, strict=False):
            kind = self._kind(name[-NAME_LENGTH:]) if name else None
            copy.append(marker(kind) if kind else self._value(item, above, left))
        return tuple(copy) if base is tuple else copy

    def _value(self, value: Any, above: tuple[int, ...], left: Iterator[int]) -> Any:
        kind = type(value)
        if kind is str:
            return self.text(value)
        if value is None or kind is int or issubclass(kind, (int, float)):
            return value
        if not issubclass(kind, (dict, list, tuple, set, frozenset)):
            return self.text(_text_of(value))
        if id(value) in above or len(above) >= DEPTH_LIMIT:
            return f"<{kind.__name__}, nested too deep>"
        walk = self._mapping if issubclass(kind, dict) else self._sequence
        return walk(value, (*above, id(value)), left)

    def _key(self, key: Any) -> tuple[Any, str | None]:
        """The key as it may be shown, and the kind of secret under it, if any."""
        kind = type(key)
        if key is None or kind is int or kind is float or kind is bool:
            return key, None
        name = key if kind is str else _text_of(key)
        return self._known_key(name) if len(name) <= NAME_LENGTH else self._new_key(name)

    def _new_key(self, name: str) -> tuple[str, str | None]:
        is_name = not _MARKED.search(self._clean(name))
        return self.text(name), self._kind(name[-NAME_LENGTH:]) if is_name else None


def _hidden(value: re.Match[str], kind: str) -> str:
    """The marker, in the quotes that the value had."""
    if value["quote"] is None:
        return f"{value['blank']}{marker(kind)}"
    return f"{value['before']}{marker(kind)}{value['after'] or ''}" if value["inner"] else value[0]


def _names(value: Any, items: list[Any]) -> Iterable[str | None]:
    """Each item's name, if any: a named tuple's field, the flag before it, the other of a pair."""
    fields: Iterable[str] | None = getattr(type(value), "_fields", None)
    if fields:
        return fields
    is_pair = len(items) == 2
    return chain((None,), (i if type(i) is str and _is_name(i, is_pair) else None for i in items))


def _is_name(item: str, is_pair: bool) -> bool:
    return (is_pair or item.startswith("-")) and _NAME.fullmatch(item) is not None


def _text_of(value: Any) -> str:
    """The value's text, uncut. A subclass of str is what it holds, not what its methods say."""
    return str.__str__(value) if issubclass(type(value), str) else text_of(value, sys.maxsize)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Replaces what an extra pattern matches outside of what is redacted already."""
    parts = _MARKED.split(text)
    parts[::2] = [pattern.sub(_own_marker, part) for part in parts[::2]]
    return "".join(parts)


def _own_marker(match: re.Match[str]) -> str:
    return marker("own pattern") if match[0] else ""
