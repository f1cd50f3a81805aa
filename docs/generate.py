"""Writes the documents of the queue message from the model that checks it (`make docs`)."""

import json
from pathlib import Path
from typing import Any

from processor.message import Profile

DOCS = Path(__file__).parent

EXAMPLE = {
    "tracking_id": "60B3RNTB",
    "company_name": "Acme Corp",
    "tier_level": "comprehensive",
    "country": "Germany",
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
    """The queue for producers, as AsyncAPI 3.0."""
    message = {key: value for key, value in message_schema().items() if key != "$schema"}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Execution Log: the queue of profiles",
            "version": "1.0.0",
            "description": (
                "Send one profile a message, as UTF-8 JSON of at most 1 MiB. Each delivery is "
                "recorded as an execution of its own. A message that does not fit the schema is "
                "kept in the dead-letter queue with the reason; its log names the wrong field."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {
            "profiles": {
                "description": "The SQS queue of the stack output QueueUrl.",
                "messages": {"profile": {"$ref": "#/components/messages/profile"}},
            }
        },
        "operations": {
            "processProfile": {
                "action": "receive",
                "channel": {"$ref": "#/channels/profiles"},
                "summary": "Processes a profile and records every step.",
            }
        },
        "components": {
            "messages": {"profile": {"title": "Profile", "payload": message}},
        },
    }


DOCUMENTS = {"message.schema.json": message_schema, "asyncapi.json": asyncapi}


def text_of(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2) + "\n"


if __name__ == "__main__":
    for name, document in DOCUMENTS.items():
        (DOCS / name).write_text(text_of(document()))
