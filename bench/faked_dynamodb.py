"""DynamoDB on a loopback port, 5 ms away, with the rows of a faked table."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bench.faked_table import Answers

STORE_DELAY_S = 0.005


class FakedDynamoDB:
    """Answers what ``answers`` says at that moment."""

    answers: Answers

    def __init__(self) -> None:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self.run, self.end = self._http.serve_forever, self._http.shutdown


@contextmanager
def faked_dynamodb() -> Iterator[FakedDynamoDB]:
    server = FakedDynamoDB()
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        thread.join()


def _handler(faked: FakedDynamoDB) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            order = self.rfile.read(int(self.headers["Content-Length"])).decode()
            body = faked.answers.to(order)
            time.sleep(STORE_DELAY_S)
            self.send_response(200)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Quiet."""

    return Handler
