"""A profile that an admin sends, held against the processor's rules.

Imported when it is needed: the rules' patterns take some milliseconds that no reader should wait.
"""

from collections.abc import Mapping
from typing import Any

from api.errors import BadRequest
from execution_log.profile import InvalidProfile, Profile


def checked(payload: Mapping[str, Any], tracking_id: str) -> Profile:
    """The payload as a profile of this tracking id; raises BadRequest that names every fault."""
    fields = dict(payload)
    if fields.pop("tracking_id", tracking_id) != tracking_id:
        raise BadRequest("The profile's tracking_id must stay as it is")
    company, tier = fields.pop("company_name", None), fields.pop("tier_level", None)
    try:
        return Profile(tracking_id, company, tier, fields)
    except InvalidProfile as error:
        raise BadRequest(f"The profile is not valid: {error}") from error
