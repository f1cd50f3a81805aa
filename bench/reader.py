"""A process that answers HTTP requests for a log in one way: ``reader.py WAY ENTRIES``.

Reads how many requests to answer, a line each, and tells how many milliseconds each took. The
handler's whole work counts, from API Gateway's event to the answer that Lambda gets, and the SDK's
part of it, but no network: the store is in the same process.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any

import boto3
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from api.settings import Settings
from bench.settings import TABLE, open_lines
from bench.stored import Stored
from bench.ways import message

JOB = "job-1"
PATH = f"/api/execution-logs/{JOB}"
SETTINGS = [field.name.upper() for field in fields(Settings) if field.default is MISSING]
"""Environment variables without which the API does not start."""

Json = dict[str, Any]
Handler = Callable[[Json, Any], Json]


class Context:
    """What a handler looks at of Lambda's context."""

    aws_request_id = "request-1"


def ours(entries: int) -> Handler:
    """The API's own handler. Its store holds what the recorder wrote: two entries per step."""
    os.environ.update(dict.fromkeys(SETTINGS, TABLE))
    from api.handler import handler  # noqa: PLC0415 - the other way must not pay for it

    record(entries)
    return handler


def maps(entries: int) -> Handler:
    """What one writes first: the same entries as one item with a list of maps, read by boto3's
    resource, made plain by way of JSON, answered by Powertools."""
    table = boto3.resource("dynamodb").Table(TABLE)
    table.put_item(Item={"pk": JOB, "sk": "log", "steps": recorded(entries)})
    app = APIGatewayHttpResolver()

    @app.get("/api/execution-logs/<tracking_id>")
    def get_log(tracking_id: str) -> Json:
        item = table.get_item(Key={"pk": tracking_id, "sk": "log"})["Item"]
        return {"success": True, "data": json.loads(json.dumps(item, default=int))}

    return app.resolve


def record(entries: int) -> None:
    from execution_log import DynamoStore, Recorder  # noqa: PLC0415

    recorder = Recorder(DynamoStore(TABLE), log_level="fatal")
    with recorder.execution(JOB, company="Acme Corp", tier="basic") as log:
        for number in range(entries // 2):
            with log.step("render_page", message(number), page=number):
                pass


def recorded(entries: int) -> list[Json]:
    """The entries that ``record`` records, decoded."""
    from execution_log import DynamoStore  # noqa: PLC0415

    record(entries)
    store = DynamoStore(TABLE)
    (execution,) = store.executions(JOB, limit=1)
    return [json.loads(line) for line in store.events(execution)]


def request(path: str = PATH, query: dict[str, str] | None = None, *, gzip: bool) -> Json:
    """What API Gateway sends (payload format 2.0), as far as it is looked at."""
    claims = {"token_use": "access", "cognito:groups": "[viewer]", "username": "ada"}
    return {
        "version": "2.0",
        "rawPath": path,
        "queryStringParameters": query,
        "headers": {"accept-encoding": "gzip, deflate, br"} if gzip else {},
        "requestContext": {
            "authorizer": {"jwt": {"claims": claims}},
            "http": {"method": "GET", "path": path},
            "stage": "$default",
        },
    }


WAYS: dict[str, tuple[Callable[[int], Handler], bool]] = {
    "ours": (ours, False),
    "ours, gzip": (ours, True),
    "powertools + maps": (maps, False),
}
"""By name; whether the client accepts gzip, as browsers do."""


def main() -> None:
    make, gzip = WAYS[sys.argv[1]]
    Stored()
    handler, event = make(int(sys.argv[2])), request(gzip=gzip)
    _answer(handler(event, Context())["statusCode"])
    for line in sys.stdin:
        _answer([_timed(handler, event) for _ in range(int(line))])


def _timed(handler: Handler, event: Json) -> float:
    """CPU time of the thread: nothing here waits, and other processes must not count."""
    begin = time.thread_time()
    handler(event, Context())
    return (time.thread_time() - begin) * 1000


def _answer(answer: object) -> None:
    os.write(_ANSWERS, (json.dumps(answer) + "\n").encode())


if __name__ == "__main__":
    # What a handler prints goes to a file, as Lambda's pipe takes it, not among the answers.
    _ANSWERS = os.dup(1)
    lines = open_lines()
    os.dup2(lines.fileno(), 1)
    main()
