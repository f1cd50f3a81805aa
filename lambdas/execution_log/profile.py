"""A profile as a producer builds it, checked by the processor's rules before it is sent."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from execution_log.errors import ExecutionLogError

# A test compares these rules with the processor's (lambdas/processor/message.py).
TRACKING_ID = re.compile("[A-Za-z0-9_-]{1,64}")
COMPANY_NAME_CHARACTERS = 200
TIER_LEVEL_CHARACTERS = 64
DIGITS = 1_000
LEVELS = 100
"""Lists and objects within each other, the profile included."""
TOO_LARGE = 10**DIGITS

BODY_BYTES = 1_048_576
"""1 MiB: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html"""
NOT_IN_A_MESSAGE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What SQS refuses (same page), so it is sent as an escape of JSON."""
SURROGATE = re.compile("[\ud800-\udfff]")

PROBLEMS_SHOWN = 10
VALUE_SHOWN = 60
"""Characters of a wrong value or of a field's name that an error shows."""
HALF = "holds half of a character (a lone surrogate)"


class InvalidProfile(ExecutionLogError):
    """The queue or the processor would refuse the profile; the text names every wrong field."""


@dataclass(frozen=True)
class Profile:
    """A company's onboarding data. Raises InvalidProfile if it would be refused.

    ``further`` fields are kept and go to the orchestrator: whatever JSON can hold. Later changes
    of what they hold change nothing: ``body`` is what will be sent.
    """

    tracking_id: str
    company_name: str
    tier_level: str
    further: Mapping[str, object] = field(default_factory=dict)
    body: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if problems := list(islice(_problems(self), PROBLEMS_SHOWN)):
            raise InvalidProfile("; ".join(problems))
        object.__setattr__(self, "body", _body(self))


def _body(profile: Profile) -> str:
    fields = {
        "tracking_id": profile.tracking_id,
        "company_name": profile.company_name,
        "tier_level": profile.tier_level,
        **profile.further,
    }
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    body = NOT_IN_A_MESSAGE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if (size := len(body.encode())) > BODY_BYTES:
        raise InvalidProfile(f"The profile is {size:,} bytes of JSON; at most {BODY_BYTES:,} fit")
    return body


def _problems(profile: Profile) -> Iterator[str]:
    yield from _id_problems(profile.tracking_id)
    yield from _text_problems("company_name", profile.company_name, COMPANY_NAME_CHARACTERS)
    yield from _text_problems("tier_level", profile.tier_level, TIER_LEVEL_CHARACTERS)
    for name, value in profile.further.items():
        yield from _name_problems(name)
        yield from _value_problems(_cut(str(name)), value, LEVELS - 1)


def _id_problems(value: object) -> Iterator[str]:
    if not isinstance(value, str) or not TRACKING_ID.fullmatch(value):
        wanted = "1 to 64 letters, digits, hyphens or underscores"
        yield f"tracking_id must be {wanted}, not {_cut(repr(value))}"


def _text_problems(name: str, value: object, longest: int) -> Iterator[str]:
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        yield f"{name} must be text of 1 to {longest} characters, not {_cut(repr(value))}"
    elif SURROGATE.search(value):
        yield f"{name} {HALF}: {_cut(repr(value))}"


def _name_problems(name: object) -> Iterator[str]:
    if not isinstance(name, str):
        yield f"the name of a field must be text, not {_cut(repr(name))}"
    elif name in {"tracking_id", "company_name", "tier_level"}:
        yield f"{name} must not be among the further fields, too"
    elif SURROGATE.search(name):
        yield f"the name of a field {HALF}: {_cut(repr(name))}"


def _value_problems(path: str, value: object, levels: int) -> Iterator[str]:
    """What JSON can't hold or the processor won't read. ``levels``: how many more may be nested."""
    inner_values = _inner_values(value)
    if problem := _problem(value):
        yield f"{path} {problem}"
    elif inner_values is not None and levels == 0:
        yield f"{_cut(path)} is nested too deep; at most {LEVELS} levels are read"
    else:
        for place, inner in inner_values or ():
            yield from _value_problems(f"{path}[{_cut(repr(place))}]", inner, levels - 1)


def _inner_values(value: object) -> Iterable[tuple[object, object]] | None:
    """The values inside of a value, each with its name or number; None if it has no inside."""
    match value:
        case dict():
            return value.items()
        case list() | tuple():
            return enumerate(value)
    return None


def _problem(value: object) -> str | None:
    match value:
        case None | bool() | str() | list() | tuple():
            return None
        case dict():
            texts = all(isinstance(name, str) for name in value)
            return None if texts else "has a name that is not text"
        case int():
            return f"has more than {DIGITS:,} digits" if abs(value) >= TOO_LARGE else None
        case float():
            return None if math.isfinite(value) else f"is {value}, which is not a number in JSON"
    return f"is of the type {type(value).__qualname__}, which JSON does not know"


def _cut(text: str) -> str:
    return text if len(text) <= VALUE_SHOWN else f"{text[:VALUE_SHOWN]}…"
