"""Bedrock's Converse API on a loopback port, answered by any function from prompt to text.

Wire format: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html

The functions call it directly, not through the emulator: the emulator asks for the permission
bedrock:Converse, which AWS does not have, and turns a model's error into a canned good answer.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

POLL_SECONDS = 0.05
"""How soon the server notices that it shall end."""


@dataclass(frozen=True)
class Prompt:
    """One Converse call: the model asked for, its instructions and the user's text."""

    model_id: str
    instructions: str
    text: str
    max_tokens: int | None


class ModelError(Exception):
    """An answer that is not 200, with the error's name as Bedrock spells it."""

    def __init__(self, status: int, name: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.name = name


Model = Callable[[Prompt], str]


@contextmanager
def serve_converse(model: Model) -> Iterator[str]:
    """Serves the model on a free port of 127.0.0.1 and yields the address, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
    threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(model: Model) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = _prompt(self.path, body)
            try:
                self._answer(200, _reply(prompt, model(prompt)), {})
            except ModelError as error:
                self._answer(
                    error.status, {"message": str(error)}, {"x-amzn-ErrorType": error.name}
                )

        def _answer(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            with suppress(ConnectionError):  # the caller may have run out of time and hung up
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (overrides)
            """Stays silent: the demo's terminal is for people."""

    return Handler


def _prompt(path: str, body: dict[str, Any]) -> Prompt:
    return Prompt(
        model_id=unquote(path.split("/")[2]),
        instructions=_text(body.get("system", [])),
        text=_text(body["messages"][-1]["content"]),
        max_tokens=body.get("inferenceConfig", {}).get("maxTokens"),
    )


def _text(blocks: list[dict[str, Any]]) -> str:
    return "\n".join(block["text"] for block in blocks if "text" in block)


def _reply(prompt: Prompt, text: str) -> dict[str, Any]:
    # Some four characters make a token; nobody is billed for these.
    read, written = len(prompt.instructions + prompt.text) // 4, len(text) // 4
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": read, "outputTokens": written, "totalTokens": read + written},
        "metrics": {"latencyMs": 1},
    }
