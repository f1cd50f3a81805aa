"""The built page on a loopback port, with the security headers that production sends."""

import contextlib
import mimetypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def content_security_policy(connect_to: str) -> str:
    """The policy of infra/security_headers.py, which the test on the local stack compares."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"font-src 'self'; connect-src 'self' {connect_to}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
    )


Answer = Callable[[str], bytes | None]
"""JSON for a path with its query, or None: then the path is a file's."""


def files_alone(_path: str) -> bytes | None:
    return None


@contextmanager
def serve_site(folder: Path, *, connect_to: str, answer: Answer = files_alone) -> Iterator[str]:
    """Yields the site's URL, without a slash at its end."""
    policy = content_security_policy(connect_to)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder, policy, answer))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Path, policy: str, answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            file = folder / ("index.html" if path == "/" else path.lstrip("/"))
            if (data := answer(self.path)) is not None:
                self._send(data, "application/json")
            elif file.is_file():
                self._send(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "text/plain")
            else:
                self.send_error(404)

        def _send(self, body: bytes, content_type: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # the page has been left
                self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Quiet: the tests' own output is what matters."""

    return Handler
