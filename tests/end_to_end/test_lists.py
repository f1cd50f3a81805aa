"""Lists, counts and the overview on the real stack: its indexes, its queues, its permissions."""

from datetime import UTC, datetime
from typing import Any

from tests.end_to_end.producer import Producer
from tests.end_to_end.reader import Reader

LIST = "/api/execution-logs"


def data_of(reader: Reader, path: str, **query: str) -> dict[str, Any]:
    answer = reader.get(path, **query)
    assert answer.status == 200, answer.text
    return dict(answer.json()["data"])


def test_executions_are_listed_page_by_page_and_counted(producer: Producer, reader: Reader) -> None:
    now = datetime.now(UTC).isoformat()
    wanted = {"tracking_id": "E2E-PAGED-", "from": now}
    for number in range(3):
        producer.send_profile(f"E2E-PAGED-{number}", tier_level="basic")
    for number in range(3):
        reader.finished_log(f"E2E-PAGED-{number}")

    first = data_of(reader, LIST, limit="2", **wanted)
    cursor = first["next_cursor"]
    second = data_of(reader, LIST, limit="2", cursor=cursor, **wanted)

    listed = [one["tracking_id"] for one in first["executions"] + second["executions"]]
    assert sorted(listed) == [f"E2E-PAGED-{number}" for number in range(3)]
    assert second["next_cursor"] is None
    assert reader.get(LIST, cursor=cursor).json()["code"] == "bad_cursor"
    assert data_of(reader, "/api/counts", **wanted)["completed"] == {"count": 3, "exact": True}
    since = first["executions"][-1]["started_at"]
    assert data_of(reader, "/api/counts", **{"from": since})["completed"]["count"] >= 2


def test_the_overview_knows_every_figure(reader: Reader) -> None:
    overview = data_of(reader, "/api/overview")

    assert overview["running"]["exact"]
    assert overview["failed_last_hour"]["count"] >= 0
    assert overview["waiting"]["messages"] is not None
    assert overview["dead_letters"] is not None
