"""Reads execution logs through the HTTP API, as the page does."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.end_to_end.local_http import Answer, get

PATIENCE_SECONDS = 30.0

Log = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    base_url: str
    token: str

    def get(self, path: str, **query: str) -> Answer:
        return get(f"{self.base_url}{path}", token=self.token, **query)

    def log(self, tracking_id: str, **query: str) -> Log:
        answer = self.get(f"/api/execution-logs/{tracking_id}", **query)
        assert answer.status == 200, answer.text
        data: Log = answer.json()["data"]
        return data

    def log_when(self, tracking_id: str, wanted: Callable[[Log], bool]) -> Log:
        """The log as soon as it is there and as wanted."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            answer = self.get(f"/api/execution-logs/{tracking_id}")
            if answer.status == 200 and wanted(log := answer.json()["data"]):
                return dict(log)
            assert answer.status in {200, 404}, answer.text
            time.sleep(0.05)
        raise AssertionError(f"no such log in {PATIENCE_SECONDS:.0f} s; last: {answer.text}")

    def finished_log(self, tracking_id: str, attempt: int = 1) -> Log:
        def finished(log: Log) -> bool:
            return log["final_status"] != "in_progress" and bool(log["attempt"] >= attempt)

        return self.log_when(tracking_id, finished)
