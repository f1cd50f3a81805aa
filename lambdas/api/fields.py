"""Checks the fields of a JSON body. Every fault names its field."""

import json
import re
from typing import Any

from api import parameters
from api.errors import BadRequest
from api.parameters import EXECUTION_ID, FILTERS
from api.requests import Fields

REASON_CHARACTERS = 500
MAX_MESSAGES = 50
MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{1,100}")


def flag(fields: Fields, name: str) -> bool:
    value = fields.get(name)
    if value is not None and not isinstance(value, bool):
        raise BadRequest(f"{name} must be true or false")
    return bool(value)


def reason(fields: Fields) -> str | None:
    """Why it is done; None if nobody said."""
    value = fields.get("reason")
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > REASON_CHARACTERS:
        raise BadRequest(f"reason must be a text of at most {REASON_CHARACTERS} characters")
    return value.strip() or None


def needed_reason(fields: Fields) -> str:
    given = reason(fields)
    if given is None:
        raise BadRequest(f"reason is missing: say why, in 1 to {REASON_CHARACTERS} characters")
    return given


def all_of_them(fields: Fields) -> bool:
    """Whether ``all`` is said, which leaves no room for ``message_ids``."""
    said = flag(fields, "all")
    if said and "message_ids" in fields:
        raise BadRequest("Send either message_ids or all, not both")
    return said


def message_ids(fields: Fields) -> list[str]:
    """Each id once, in the order given."""
    value = fields.get("message_ids")
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_MESSAGES:
        raise BadRequest(f"message_ids must be a list of 1 to {MAX_MESSAGES} message ids")
    if not all(isinstance(item, str) and MESSAGE_ID.fullmatch(item) for item in value):
        raise BadRequest("message_ids holds something that is no message id")
    return list(dict.fromkeys(value))


def execution_id(fields: Fields) -> str:
    value = fields.get("execution_id")
    if not isinstance(value, str) or not EXECUTION_ID.fullmatch(value):
        raise BadRequest("execution_id is missing or malformed")
    return value


def profile(fields: Fields) -> dict[str, Any] | None:
    """The profile to process instead of the stored one, unchecked; None if there is none."""
    value = fields.get("profile")
    if value is not None and not isinstance(value, dict):
        raise BadRequest("profile must be a JSON object")
    return value


def one_of(fields: Fields, name: str, choices: tuple[str, ...]) -> str:
    value = fields.get(name)
    if value not in choices:
        raise BadRequest(f"{name} must be one of {', '.join(choices)}")
    return str(value)


def list_filter(fields: Fields) -> dict[str, str]:
    """Query parameters of the list, held against the same rules; without any, all executions."""
    value = fields.get("filter", {})
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise BadRequest("filter must be an object of texts")
    unknown = [name for name in value if name not in FILTERS]
    if unknown:
        raise BadRequest(f"The filter {json.dumps(unknown[0])[:80]} is unknown")
    parameters.wanted(value)
    parameters.until(value)
    return value
