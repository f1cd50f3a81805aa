"""A message that the queue has given up, as far as its log is concerned."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from execution_log.profile import TRACKING_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    message_id: str
    tracking_id: str
    company: str
    tier: str
    sent_at_ms: int | None
    asked_for: str | None
    """The execution that was queued for this message when somebody asked to process it again."""

    @property
    def places(self) -> tuple[str, ...]:
        """Where attempts to process it may be recorded, the likely place first.

        The processor is stricter about JSON: it may have seen no tracking id where there is one.
        """
        return tuple(dict.fromkeys((self.tracking_id, _name_of_unreadable(self.message_id))))


def read_letter(record: Mapping[str, Any]) -> Letter:
    """What can be read of a message in Lambda's event, whatever its body is."""
    fields, message_id = _texts(record["body"]), record["messageId"]
    tracking_id = fields.get("tracking_id", "")
    sent = record["attributes"].get("SentTimestamp")
    asked_for = record["messageAttributes"].get("execution_id", {})
    return Letter(
        message_id=message_id,
        tracking_id=(
            tracking_id if TRACKING_ID.fullmatch(tracking_id) else _name_of_unreadable(message_id)
        ),
        company=fields.get("company_name", ""),
        tier=fields.get("tier_level", ""),
        sent_at_ms=int(sent) if sent else None,
        asked_for=asked_for.get("stringValue"),
    )


def _name_of_unreadable(message_id: str) -> str:
    return f"message-{message_id}"


def _texts(body: str) -> dict[str, str]:
    """The text fields of a JSON object; none if the body is something else."""
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(fields, dict):
        return {}
    return {name: value for name, value in fields.items() if isinstance(value, str)}
