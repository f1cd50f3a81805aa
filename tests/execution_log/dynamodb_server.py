"""moto's DynamoDB over HTTP, for jobs in processes of their own; it applies one by one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from moto import mock_aws
from moto.core.models import botocore_stubber

from tests.tables import make_log_table

ADDRESS_ON_AWS = "https://dynamodb.us-east-1.amazonaws.com/"


@contextmanager
def serve_dynamodb() -> Iterator[str]:
    """Serves the execution-log table on a free port of 127.0.0.1.

    A request that has arrived is applied, even if its sender is dead by then, as on AWS.
    """
    with mock_aws(), _Server(("127.0.0.1", 0), _Handler) as server:
        make_log_table()
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    table = threading.Lock()

    def handle_error(self, *_: object) -> None:
        """Nobody is there any more for the answer: that is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = HTTPHeaders()
        for name, value in self.headers.items():
            headers[name] = value
        with self.server.table:
            answer = botocore_stubber.process_request(
                AWSPreparedRequest("POST", ADDRESS_ON_AWS, headers, body, stream_output=False)
            )
        assert answer is not None
        status, _, text = answer
        self._answer(status, text.encode() if isinstance(text, str) else text)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """A test prints no access log."""
