"""The queue message: what can be read of any body, and the strict check that makes it a profile."""

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from processor.errors import InvalidProfile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

TRACKING_ID = r"^[A-Za-z0-9_-]{1,64}$"
VALUE_SHOWN = 60
"""Characters of a wrong value that the log shows."""
PROBLEMS_SHOWN = 10
DIGITS = 1_000
"""Digits of a whole number; Python refuses to read 4,301 and takes quadratic time below."""
LEVELS = 100
"""Lists and objects within each other, the message included. Python's own limit depends on its
version and on the stack above; a profile that is read must also be written."""

TOO_DEEP = f"The message is nested too deep; at most {LEVELS} levels are read"


class Profile(BaseModel):
    """A company's onboarding data. Further fields are kept: they go to the orchestrator."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    tracking_id: Annotated[str, StringConstraints(pattern=TRACKING_ID)] = Field(
        description="1 to 64 letters, digits, hyphens or underscores"
    )
    company_name: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        description="text of 1 to 200 characters"
    )
    tier_level: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(
        description="text of 1 to 64 characters"
    )

    def as_json(self) -> str:
        """All fields as ASCII JSON, so that no odd character breaks a store or a model call."""
        return json.dumps(self.model_dump())


@dataclass(frozen=True, slots=True)
class Message:
    """A message before it is checked: enough to give its log a name."""

    body: str
    tracking_id: str
    company: str
    tier: str


def read_message(body: str, message_id: str) -> Message:
    """Whatever can be read of the body; raises nothing.

    A body without a usable tracking id is logged under ``message-{messageId}``.
    """
    try:
        fields = _object(body)
        profile = {name: value for name, value in fields.items() if isinstance(value, str)}
    except InvalidProfile:
        profile = {}
    return Message(
        body=body,
        tracking_id=_usable(profile) or f"message-{message_id}",
        company=profile.get("company_name", ""),
        tier=profile.get("tier_level", ""),
    )


def parse_profile(body: str) -> Profile:
    """The body as a profile; raises InvalidProfile that names every fault."""
    fields = _object(body)
    try:
        return Profile.model_validate(fields)
    except ValidationError as error:
        problems = [_problem(problem) for problem in error.errors()]
        raise InvalidProfile("; ".join(problems[:PROBLEMS_SHOWN])) from None


def _usable(fields: dict[str, str]) -> str | None:
    try:
        rest = {"company_name": "-", "tier_level": "-"}
        return Profile(tracking_id=fields.get("tracking_id", ""), **rest).tracking_id
    except ValidationError:
        return None


def _problem(error: "ErrorDetails") -> str:
    name = str(error["loc"][0]) if error["loc"] else "the name of a field"
    if error["type"] == "missing":
        return f"{name} is missing; it must be {Profile.model_fields[name].description}"
    shown = _cut(json.dumps(error["input"]))
    if error["type"] == "string_unicode":
        return f"{name} holds half of a character (a lone surrogate): {shown}"
    return f"{name} must be {Profile.model_fields[name].description}, not {shown}"


def _cut(text: str) -> str:
    return text if len(text) <= VALUE_SHOWN else f"{text[:VALUE_SHOWN]}…"


def _object(body: str) -> dict[str, Any]:
    """Strict JSON (RFC 8259): no duplicate names, no NaN, no number or nesting beyond limits."""
    try:
        value = json.loads(
            body,
            object_pairs_hook=_unique,
            parse_constant=_no_number,
            parse_int=_whole_number,
            parse_float=_number,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InvalidProfile(f"The message is not JSON: {error.msg} at {place}") from None
    except RecursionError:
        raise InvalidProfile(TOO_DEEP) from None
    if not _within(value, LEVELS):
        raise InvalidProfile(TOO_DEEP)
    if not isinstance(value, dict):
        raise InvalidProfile("The message must be a JSON object, not a list or a single value")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidProfile(f"The field {json.dumps(twice)[:VALUE_SHOWN]} occurs twice")
    return fields


def _no_number(text: str) -> NoReturn:
    raise InvalidProfile(f"{text} is not a number in JSON")


def _whole_number(text: str) -> int:
    digits = len(text.removeprefix("-"))
    if digits > DIGITS:
        raise InvalidProfile(f"A number has {digits} digits; at most {DIGITS} are read")
    return int(text)


def _number(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise InvalidProfile(f"The number {_cut(text)} is out of range")
    return number


def _within(value: object, levels: int) -> bool:
    """Whether lists and objects are nested no deeper than this many levels."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return True
    return levels > 0 and all(_within(inner, levels - 1) for inner in value)
