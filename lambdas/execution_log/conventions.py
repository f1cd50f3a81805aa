"""The specification's best practices: step names, messages and error context that help readers."""

import re

from execution_log.model import Event, Status

STEP_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
EMPTY_NAMES = re.compile(r"(job|process|run|step|stuff|task|test|thing|work)_?\d*")
EMPTY_MESSAGES = frozenset(
    {"completed", "done", "error", "error occurred", "failed", "finished", "ok", "success"}
)


def problems(event: Event) -> list[str]:
    """What is wrong with an event, in words for the engineer who recorded it."""
    found = []
    if not STEP_NAME.fullmatch(str(event.step)):
        found.append(f"the step name {event.step!r} is not in snake_case")
    elif EMPTY_NAMES.fullmatch(event.step):
        found.append(f"the step name {event.step!r} says nothing; try 'pdf_generation'")
    message = str(event.message).strip().rstrip(".!").lower()
    if not message:
        found.append(f"{event.step} has no message")
    elif message in EMPTY_MESSAGES:
        found.append(f"the message {event.message!r} of {event.step} says nothing")
    if event.status is Status.FAILED and not event.error_details and not event.error_code:
        found.append(f"{event.step} failed without an error or an error_code")
    return found
