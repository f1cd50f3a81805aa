"""Exports, through the deployed functions, their roles, their table and their bucket."""

import csv
import io
import time
from typing import Any
from urllib.parse import urlsplit

import urllib3

from execution_log.items import header_item
from execution_log.model import Execution, Reason
from local import aws
from local.stack import LocalStack
from tests.end_to_end.reader import PATIENCE_SECONDS, Reader

PATH = "/api/exports"
FEW, MANY = 3, 1_500
BEGUN = 1_577_836_800_000
"""2020, below whatever other tests look for in the list."""


def seed(stack: LocalStack, company: str, count: int) -> list[str]:
    """Puts executions of a company straight into the table; their tracking ids, newest first."""
    dynamodb = aws.session().client("dynamodb", endpoint_url=stack.endpoints.aws_endpoint_url)
    found = [execution(company, number) for number in range(count)]
    for first in range(0, count, 25):
        requests: Any = [
            {"PutRequest": {"Item": header_item(one)}} for one in found[first : first + 25]
        ]
        answer = dynamodb.batch_write_item(RequestItems={stack.endpoints.log_table: requests})
        assert answer["UnprocessedItems"] == {}
    return [one.tracking_id for one in reversed(found)]


def execution(company: str, number: int) -> Execution:
    started_at_ms = BEGUN + number
    return Execution(
        tracking_id=f"{company}-{number}",
        execution_id=f"exec_{started_at_ms}_{company.lower()}",
        attempt=1,
        company=company,
        tier="basic",
        started_at_ms=started_at_ms,
        expires_at=int(time.time()) + 3600,
        reason=Reason.FAILED,
        completed_at_ms=started_at_ms + 1500,
        duration_ms=1500,
        error="=cmd|' /C calc'!A0, Größe",
    )


def wanted(company: str, **more: Any) -> dict[str, Any]:
    year = {"from": "2020-01-01T00:00Z", "to": "2021-01-01T00:00Z"}
    filters = {"company": company, "status": "failed", **year}
    return {"format": "csv", "filter": filters, **more}


def ended(reader: Reader, export_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        export: dict[str, Any] = reader.get(f"{PATH}/{export_id}").json()["data"]
        if export["state"] in {"completed", "failed"}:
            return export
        time.sleep(0.1)
    raise AssertionError(f"no end in {PATIENCE_SECONDS:.0f} s: {export}")


def tracking_ids(text: str) -> list[str]:
    return [row["tracking_id"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_few_executions_are_a_file_at_once(stack: LocalStack, reader: Reader) -> None:
    few = seed(stack, "FEW", FEW)

    answer = reader.post(PATH, wanted("FEW"))

    assert answer.status == 200, answer.text
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="executions-')
    assert tracking_ids(answer.text) == few


def test_many_executions_are_downloaded_by_a_link_once_they_are_written(
    stack: LocalStack, reader: Reader
) -> None:
    many = seed(stack, "MANY", MANY)

    answer = reader.post(PATH, wanted("MANY", bom=True))

    assert answer.status == 202, answer.text
    export = ended(reader, answer.json()["data"]["export_id"])
    assert (export["state"], export["rows"], export["truncated"]) == ("completed", MANY, False)
    assert reader.get(PATH).json()["data"]["exports"][0] == export

    link = reader.post(f"{PATH}/{export['export_id']}/link", {}).json()["data"]["url"]
    assert urlsplit(link).hostname in {"127.0.0.1", "localhost"}
    file = urllib3.request("GET", link, timeout=30)
    assert file.status == 200, file.data
    assert file.headers["Content-Disposition"].startswith('attachment; filename="executions-')
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(file.data) == export["bytes"]
    text = file.data.decode("utf-8-sig")
    assert tracking_ids(text) == many
    assert "\"'=cmd|' /C calc'!A0, Größe\"" in text

    forged = urllib3.request("GET", link.replace("X-Amz-Signature=", "X-Amz-Signature=0"))
    assert forged.status == 403
    entries = reader.get("/api/audit").json()["data"]["entries"]
    deeds = [e["action"] for e in entries if e["export_id"] == export["export_id"]]
    assert deeds == ["export_link", "export_list"]
