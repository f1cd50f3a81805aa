"""Reads execution logs through the HTTP API, as the page does."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.end_to_end.local_http import Answer, get, post_json

PATIENCE_SECONDS = 30.0

Log = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    base_url: str
    token: str

    def get(self, path: str, **query: str) -> Answer:
        return get(f"{self.base_url}{path}", token=self.token, **query)

    def post(self, path: str, body: object, **headers: str) -> Answer:
        return post_json(f"{self.base_url}{path}", body, token=self.token, **headers)

    def log(self, tracking_id: str, **query: str) -> Log:
        answer = self.get(f"/api/execution-logs/{tracking_id}", **query)
        assert answer.status == 200, answer.text
        data: Log = answer.json()["data"]
        return data

    def log_when(self, tracking_id: str, wanted: Callable[[Log], bool]) -> Log:
        """The log as soon as it is there and as wanted."""
        return self._data_when(f"/api/execution-logs/{tracking_id}", wanted)

    def finished_log(self, tracking_id: str, attempt: int = 1) -> Log:
        def finished(log: Log) -> bool:
            return log["final_status"] != "in_progress" and bool(log["attempt"] >= attempt)

        return self.log_when(tracking_id, finished)

    def finished_attempt(self, tracking_id: str, attempt: int) -> Log:
        """The log of this attempt as soon as it has ended, whatever newer ones there are."""

        def finished(data: dict[str, Any]) -> list[Log]:
            attempts = [one for one in data["executions"] if one["attempt"] == attempt]
            return [one for one in attempts if one["final_status"] != "in_progress"]

        path = f"/api/execution-logs/{tracking_id}/executions"
        (found,) = finished(self._data_when(path, lambda data: bool(finished(data))))
        return self.log(tracking_id, execution_id=found["execution_id"])

    def _data_when(self, path: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """What the API answers as soon as it knows the log and the answer is as wanted."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            answer = self.get(path)
            if answer.status == 200 and wanted(data := answer.json()["data"]):
                return dict(data)
            assert answer.status in {200, 404}, answer.text
            time.sleep(0.05)
        raise AssertionError(f"no such log in {PATIENCE_SECONDS:.0f} s; last: {answer.text}")
