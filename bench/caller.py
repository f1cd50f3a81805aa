"""Asks the local HTTP API as a browser does: one connection that stays open."""

from urllib.parse import urlsplit

import urllib3


class UnexpectedAnswerError(Exception):
    """The API did not answer as it should have."""


class Caller:
    """A signed-in person."""

    def __init__(self, base_url: str, token: str) -> None:
        """``base_url``: its host goes into the Host header, the connection to this machine."""
        parts = urlsplit(base_url)
        self._pool = urllib3.HTTPConnectionPool("127.0.0.1", parts.port, timeout=30)
        self._headers = {"Host": parts.netloc, "Authorization": f"Bearer {token}"}

    def get(self, path: str, status: int) -> None:
        """Raises UnexpectedAnswerError for any other status."""
        answer = self._pool.request("GET", path, headers=self._headers, retries=False)
        if answer.status != status:
            raise UnexpectedAnswerError(f"{path}: {answer.status} {answer.data[:300]!r}")
