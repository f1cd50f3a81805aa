"""A stand-in for the model: no intelligence, only a well-formed brief made from the profile.

A profile may ask it to misbehave in a field of its own, which the product knows nothing of:
`"stand_in": {"delay_seconds": 90}`, `{"answer": "rubbish"}`, `{"answer": "hang"}` or
`{"status": 429}` (any error status of Bedrock).
"""

import json
import time
from typing import Any

from local.model.converse import ModelError, Prompt

HANG_SECONDS = 3600.0
RUBBISH = "Certainly! Here is the brief you asked for: growth, mostly."
ERROR_NAMES = {
    400: "ValidationException",
    403: "AccessDeniedException",
    408: "ModelTimeoutException",
    429: "ThrottlingException",
    500: "InternalServerException",
    503: "ServiceUnavailableException",
}


def stand_in(prompt: Prompt) -> str:
    """Answers with a strategic brief as JSON, or as badly as the profile's `stand_in` field asks.

    Raises ModelError for an error status.
    """
    profile = json.loads(prompt.text[prompt.text.index("{") : prompt.text.rindex("}") + 1])
    wish: dict[str, Any] = profile.get("stand_in", {})
    time.sleep(HANG_SECONDS if wish.get("answer") == "hang" else wish.get("delay_seconds", 0))
    if status := wish.get("status"):
        raise ModelError(status, ERROR_NAMES[status], f"The stand-in was asked to answer {status}.")
    return RUBBISH if wish.get("answer") == "rubbish" else json.dumps(strategic_brief(profile))


def strategic_brief(profile: dict[str, Any]) -> dict[str, Any]:
    """A brief of the form the processor asks for, each sentence made from the profile's facts."""
    company = profile["company_name"]
    industry = next(iter(profile.get("industries", [])), "its industry")
    place = profile.get("headquarters") or profile.get("country") or "its home market"
    return {
        "executive_summary": f"{company} works in {industry}, led from {place}. This brief was "
        "written by the local stand-in for the model: its form is real, its advice is not.",
        "strengths": [
            f"A known name in {industry}, founded {profile.get('founded', 'years ago')}",
            f"{profile.get('employees', 'Experienced')} employees to draw on",
        ],
        "opportunities": [
            f"Neighbouring markets of {place}",
            f"Services around what {company} already sells",
        ],
        "risks": [
            f"Dependence on demand in {industry}",
            f"Revenue of {profile.get('revenue', 'unknown size')} under price pressure",
        ],
        "recommendations": [
            {
                "title": f"Name one growth market beside {industry}",
                "rationale": f"{company} can test it with the customers it has.",
                "priority": "high",
            },
            {
                "title": "Measure what each customer costs to serve",
                "rationale": "Prices follow costs only where they are known.",
                "priority": "medium",
            },
        ],
    }
