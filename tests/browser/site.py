"""The built page on a loopback port, with the security headers that production sends."""

import mimetypes
import threading
from collections.abc import Iterator
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


@contextmanager
def serve_site(folder: Path, *, connect_to: str) -> Iterator[str]:
    """Yields the site's URL, without a slash at its end."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), _handler(folder, content_security_policy(connect_to))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Path, policy: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            file = folder / ("index.html" if path == "/" else path.lstrip("/"))
            self._answer(200, file) if file.is_file() else self.send_error(404)

        def _answer(self, status: int, file: Path) -> None:
            body = file.read_bytes()
            self.send_response(status)
            self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy)
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Quiet: the tests' own output is what matters."""

    return Handler
