"""A store 5 ms away: a process that answers the calls of the table below after a delay.

It keeps items and counts what DynamoDB would bill. It takes OTLP posts too, so that both kinds of
backend are equally far. It knows no conditions and no query expressions: benchmark jobs have
tracking ids of their own, so a query (for earlier attempts) finds nothing.

GET /state tells the counts and items, POST /reset forgets everything.
"""

import asyncio
import base64
import json
import sys
from typing import Any, cast

from bench.write_units import Item, index_units, put_units

ANSWERS: dict[str, dict[str, Any]] = {
    "PutItem": {},
    "UpdateItem": {},
    "ChangeMessageVisibility": {},
    "Query": {"Items": [], "Count": 0, "ScannedCount": 0},
}


class State:
    """What was sent since the last reset."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.otlp: list[str] = []
        self.writes = self.table_units = self.index_units = 0

    def put(self, item: Item) -> None:
        key = json.dumps([item["pk"], item["sk"]])
        old = self.items.get(key)
        self.writes += 1
        self.table_units += put_units(item, old)
        self.index_units += index_units(item, old)
        self.items[key] = item

    def report(self) -> dict[str, Any]:
        return {**vars(self), "items": list(self.items.values())}


class Connection(asyncio.Protocol):
    """One keep-alive HTTP connection. Requests come one at a time, as clients send them."""

    def __init__(self, state: State, delay_s: float) -> None:
        self._state = state
        self._delay_s = delay_s
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        if headers.get("expect") and not rest:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if len(rest) < int(headers.get("content-length", 0)):
            return
        self._received = b""
        self._answer(first, headers, rest)

    def _answer(self, first: str, headers: dict[str, str], body: bytes) -> None:
        if first.startswith("GET /state"):
            self._write(self._state.report())
        elif first.startswith("POST /reset"):
            vars(self._state).update(vars(State()))
            self._write({})
        elif operation := headers.get("x-amz-target", "").partition(".")[2]:
            if operation == "PutItem":
                self._state.put(json.loads(body)["Item"])
            self._later(ANSWERS[operation])
        else:
            self._state.otlp.append(base64.b64encode(body).decode())
            self._later({})

    def _later(self, answer: dict[str, Any]) -> None:
        asyncio.get_running_loop().call_later(self._delay_s, self._write, answer)

    def _write(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        )
        self._transport.write(head.encode() + b"\r\n" + body)


async def serve(delay_s: float) -> None:
    """Prints the port and serves until the process that started it is gone."""
    state = State()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(state, delay_s), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
