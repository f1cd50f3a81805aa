"""``python -m bench.export``: the memory that an export of very many rows takes.

Each export runs in a fresh process, as a cold function does. All is real but the network: the
table's rows are made as they are asked for, and the bucket throws away what it gets.
"""

import json
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, cast

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders

from api.export_state import Export, State
from api.exports_table import ExportsTable
from bench.processes import ROOT
from bench.report import Table
from execution_log import DynamoStore, Execution, Reason, aws, keys
from execution_log.clock import SYSTEM_CLOCK, timestamp
from execution_log.items import LISTED, header_item
from exporter.exporter import Exporter
from exporter.handler import CLIENT_CONFIG
from local.aws import environment

ROWS = (1_000, 100_000, 1_000_000)
GOAL_MB = 256
BEGUN_MS = 1_795_428_000_000

Answer = Callable[[AWSPreparedRequest], bytes]


class MadeUpTable:
    """Every eighth row lies in a shard; rows are told apart by the time of their begin."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        number, at = 7, timestamp(BEGUN_MS + 7)
        row = json.dumps(_item(number)).replace("{", "{{").replace("}", "}}")
        self._row = row.replace(at, "{at}").replace(str(BEGUN_MS + number), "{ms}")

    def query(self, request: AWSPreparedRequest) -> bytes:
        """A page of a shard, newest first, as DynamoDB answers it."""
        asked = json.loads(cast(bytes, request.body))
        values = {name: value["S"] for name, value in asked["ExpressionAttributeValues"].items()}
        shard = int(values[":partition"].partition("#")[2])
        newest = self._rows - 1 if values[":high"] == "~" else _number(values[":high"])
        newest -= (newest - shard) % keys.SHARDS
        page = range(newest, -1, -keys.SHARDS)[: asked["Limit"]]
        rows = (
            self._row.format(at=timestamp(BEGUN_MS + number), ms=BEGUN_MS + number)
            for number in page
        )
        # Whether there are more, DynamoDB does not know at its limit either.
        last = ',"LastEvaluatedKey":{}' if len(page) == asked["Limit"] else ""
        return f'{{"Items":[{",".join(rows)}],"Count":{len(page)}{last}}}'.encode()


class OneExport:
    """A table that holds one export."""

    def __init__(self, export: Export) -> None:
        self.now = export

    def export(self, _: str) -> Export:
        return self.now

    def change(self, export: Export, *, was: State) -> bool:
        changed = self.now.state is was
        self.now = export
        return changed


class _Raw:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self) -> list[bytes]:
        return [self._body]


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.export")
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "ROWS"), help="write one and report")
    arguments = parser.parse_args()
    if arguments.one:
        form, rows = arguments.one
        print(*_write(form, int(rows)))
        return
    found = {f"{form}, {n:,} rows": _fresh(form, n) for form in ("csv", "jsonl") for n in ROWS}
    columns = ["MB of memory at most", "MB of file", "s of CPU", "us of CPU per row"]
    note = f"The goal is {GOAL_MB} MB."
    Table("Exports, each in a process of its own", columns, found, note).show()


def _fresh(form: str, rows: int) -> dict[str, list[float]]:
    answer = subprocess.run(
        [sys.executable, "-m", "bench.export", "--one", form, str(rows)],
        cwd=ROOT,
        env=environment(1),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    peak, size, cpu = (float(value) for value in answer.stdout.split())
    return {
        "MB of memory at most": [peak],
        "MB of file": [size],
        "s of CPU": [cpu],
        "us of CPU per row": [cpu / rows * 1e6],
    }


def _write(form: str, rows: int) -> tuple[float, float, float]:
    """MB of the process at its peak, MB of the file, seconds of CPU."""
    begun = time.process_time()
    table = OneExport(_queued(form))
    store = DynamoStore("log", _answering("dynamodb", MadeUpTable(rows).query))
    s3 = _answering("s3", lambda _: b"<Answer><UploadId>1</UploadId></Answer>")
    exporter = Exporter(store, cast(ExportsTable, table), s3, "exports", SYSTEM_CLOCK)
    export = exporter.write("export", lambda: 900_000)
    if export is None or (export.rows, export.truncated) != (rows, False):
        raise RuntimeError(f"not the whole export: {export}")
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_kb / 1024, (export.bytes or 0) / 1e6, time.process_time() - begun


def _answering(service: str, answer: Answer) -> Any:
    """A client of the service that is answered in this process."""

    def answered(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        headers = HTTPHeaders.from_dict({"ETag": '"1"'})
        return AWSResponse(request.url, 200, headers, _Raw(answer(request)))

    client = aws.client(service, CLIENT_CONFIG)
    client.meta.events.register(f"before-send.{service}", answered)
    return client


def _number(position: str) -> int:
    return int(position.split("_")[1]) - BEGUN_MS


def _queued(form: str) -> Export:
    return Export(
        export_id="export",
        format=form,
        bom=False,
        filter={"tier": "comprehensive"},
        requested_by="ada",
        requested_at_ms=BEGUN_MS,
        expires_at=2**40,
        deadline_ms=2**50,
    )


def _item(number: int) -> dict[str, Any]:
    """What an index holds of an execution that failed."""
    started_at_ms = BEGUN_MS + number
    item = header_item(
        Execution(
            tracking_id=f"TRACK{started_at_ms}",
            execution_id=f"exec_{started_at_ms}_abcdefghi",
            attempt=1,
            company="Acme Corp",
            tier="comprehensive",
            started_at_ms=started_at_ms,
            expires_at=2**31,
            reason=Reason.FAILED,
            completed_at_ms=started_at_ms + 150_000,
            duration_ms=150_000,
            total_steps=22,
            failed_step="ai_generation",
            error="The model answered with status 500: try it again later",
            error_code="MODEL_ERROR",
            retry_attempt=3,
            max_attempts=3,
        )
    )
    held = {keys.PARTITION_KEY, keys.SORT_KEY, keys.POSITION, keys.SHARD, *LISTED}
    return {name: value for name, value in item.items() if name in held}


if __name__ == "__main__":
    main()
