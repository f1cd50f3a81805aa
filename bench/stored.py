"""A DynamoDB in the client's own process: what a handler takes, without any network."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.compat import HTTPHeaders

from execution_log import aws

Item = dict[str, Any]


class Stored:
    """Keeps what is put and answers Query and GetItem, from the second time on as ready bytes.

    It knows no conditions, and of a query only what the sort keys begin with. It stands behind all
    DynamoDB clients of boto3's default session, and of ours, that are made later.
    """

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._ready: dict[str, bytes] = {}
        boto3.setup_default_session()
        theirs: Any = boto3.DEFAULT_SESSION
        ours: Any = aws.session()
        for events in (theirs.events, ours):
            events.register("before-send.dynamodb.*", self._answer)

    def _answer(self, request: AWSRequest, **_: Any) -> AWSResponse:
        """Botocore takes what this returns for what came over the network."""
        target, order = text(request.headers["X-Amz-Target"]), text(request.body)
        operation = target.partition(".")[2]
        if operation == "PutItem":
            item = json.loads(order)["Item"]
            self._items[item["sk"]["S"]] = item
            return response(request, b"{}")
        if order not in self._ready:
            self._ready[order] = self._found(operation, json.loads(order))
        return response(request, self._ready[order])

    def _found(self, operation: str, order: dict[str, Any]) -> bytes:
        if operation == "GetItem":
            return json.dumps({"Item": self._items[order["Key"]["sk"]["S"]]}).encode()
        values = order["ExpressionAttributeValues"]
        prefix = values.get(":prefix", values.get(":first"))["S"]
        items = [item for key, item in sorted(self._items.items()) if key.startswith(prefix)]
        return json.dumps({"Items": items, "Count": len(items)}).encode()


class _Raw:
    """A response's body, as urllib3 hands it over."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self._body


def response(request: AWSRequest, body: bytes) -> AWSResponse:
    headers = HTTPHeaders()
    headers["content-type"] = "application/x-amz-json-1.0"
    return AWSResponse(str(request.url), 200, headers, _Raw(body))


def text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode()
