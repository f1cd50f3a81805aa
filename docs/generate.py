"""Writes the documents of the queue message from the model that checks it (`make docs`)."""

import json
from pathlib import Path
from typing import Any

from processor.message import DIGITS, LEVELS, Profile

DOCS = Path(__file__).parent

EXAMPLE = {
    "tracking_id": "60B3RNTB",
    "company_name": "Acme Corp",
    "tier_level": "comprehensive",
    "country": "Germany",
}

DEAD_LETTER_ATTRIBUTES = {
    "reason": "why it could not be processed, in words, without secrets",
    "error_code": "the same as a stable word, such as INVALID_PROFILE",
    "tracking_id": "where its log is; message-{messageId} if none could be read",
    "original_message_id": "the id that SendMessage answered with",
}


def message_schema() -> dict[str, Any]:
    """The JSON Schema of a queue message."""
    schema = Profile.model_json_schema()
    for field in schema["properties"].values():
        del field["title"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "examples": [EXAMPLE],
    }


def asyncapi() -> dict[str, Any]:
    """Both queues, for those who send and for those who look after dead letters; AsyncAPI 3.0."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Execution Log: the queue of profiles",
            "version": "1.0.0",
            "description": (
                "Send one profile a message, as UTF-8 JSON of at most 1 MiB. Each message is "
                "recorded as an execution of its own, and so is each further try. A message that "
                "does not fit the schema is not tried again: its log names the wrong field, and "
                "it is kept in the dead-letter queue with the reason. Beyond the schema: no name "
                f"twice in an object, no NaN, whole numbers of at most {DIGITS:,} digits, at most "
                f"{LEVELS} levels of objects and lists."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {
            "profiles": {
                "description": "The SQS queue of the stack output QueueUrl.",
                "messages": {"profile": {"$ref": "#/components/messages/profile"}},
            },
            "deadLetters": {
                "description": (
                    "The SQS queue of the stack output DeadLetterQueueUrl. Messages that could not "
                    "be processed rest here until an admin puts them back or discards them, for "
                    "14 days."
                ),
                "messages": {"deadLetter": {"$ref": "#/components/messages/deadLetter"}},
            },
        },
        "operations": {
            "processProfile": {
                "action": "receive",
                "channel": {"$ref": "#/channels/profiles"},
                "summary": "Processes a profile and records every step.",
            },
            "keepDeadLetter": {
                "action": "send",
                "channel": {"$ref": "#/channels/deadLetters"},
                "summary": "Keeps a message that can't be processed, whole, with the reason.",
            },
        },
        "components": {"messages": {"profile": _profile(), "deadLetter": _dead_letter()}},
    }


def _profile() -> dict[str, Any]:
    schema = {key: value for key, value in message_schema().items() if key != "$schema"}
    return {"title": "Profile", "payload": schema}


def _dead_letter() -> dict[str, Any]:
    """The message attributes are the headers of AsyncAPI."""
    return {
        "title": "Dead letter",
        "summary": (
            "Its attributes come beside those that the message was sent with, as far as SQS has "
            "room for them: 10 attributes, and 1 MiB with the body."
        ),
        "contentType": "text/plain",
        "headers": {
            "type": "object",
            "properties": {
                name: {"type": "string", "minLength": 1, "description": told}
                for name, told in DEAD_LETTER_ATTRIBUTES.items()
            },
        },
        "payload": {
            "type": "string",
            "description": "The body as it was sent, whole: a profile, or whatever came instead.",
        },
    }


DOCUMENTS = {"message.schema.json": message_schema, "asyncapi.json": asyncapi}


def text_of(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2) + "\n"


if __name__ == "__main__":
    for name, document in DOCUMENTS.items():
        (DOCS / name).write_text(text_of(document()))
