"""An exporter over moto: its tables, its bucket, and the time that Lambda leaves it."""

from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.exceptions import EndpointConnectionError

from api.export_state import KEPT_S, WAIT_S, Export
from api.exports_table import ExportsTable
from execution_log import DynamoStore, Store
from exporter.exporter import Exporter
from tests.clock import HandClock
from tests.tables import (
    EXPORTS_BUCKET,
    EXPORTS_TABLE,
    LOG_TABLE,
    make_exports_table,
    make_log_table,
)

EXPORT_ID = "export_1795428000000_0123456789"
TIMEOUT_MS = 900_000


@dataclass
class World:
    """Within ``mock_aws``. ``remaining_ms`` is what Lambda leaves from the begin on."""

    hand_clock: HandClock
    most_rows: int = 1_000_000
    remaining_ms: int = TIMEOUT_MS
    calls: list[str] = field(default_factory=list)
    """What S3 was asked for."""

    def __post_init__(self) -> None:
        self.dynamodb = make_log_table()
        make_exports_table()
        self.s3 = boto3.client("s3")
        self.s3.create_bucket(Bucket=EXPORTS_BUCKET)
        self.s3.meta.events.register("before-call.s3", self._note)
        self.store: Store = DynamoStore(LOG_TABLE, self.dynamodb, self.hand_clock.clock)
        self.table = ExportsTable(EXPORTS_TABLE, self.dynamodb, self.hand_clock.clock)

    def queue(self, form: str = "csv", **fields: Any) -> Export:
        now = self.hand_clock.now_ms
        defaults: dict[str, Any] = {
            "export_id": EXPORT_ID,
            "format": form,
            "bom": False,
            "filter": {},
            "requested_by": "ada",
            "requested_at_ms": now,
            "expires_at": now // 1000 + KEPT_S,
            "deadline_ms": now + WAIT_S * 1000,
        }
        export = Export(**{**defaults, **fields})
        self.table.add(export)
        return export

    def write(self) -> Export | None:
        exporter = Exporter(
            self.store,
            self.table,
            self.s3,
            EXPORTS_BUCKET,
            self.hand_clock.clock,
            most_rows=self.most_rows,
        )
        return exporter.write(EXPORT_ID, lambda: self.remaining_ms)

    def written(self) -> Export:
        """The export as it is stored once it has been written."""
        export = self.write()
        stored = self.stored()
        assert export == stored
        return stored

    def stored(self) -> Export:
        export = self.table.export(EXPORT_ID)
        assert export is not None
        return export

    def file(self, export: Export) -> bytes:
        return self.s3.get_object(Bucket=EXPORTS_BUCKET, Key=export.key)["Body"].read()

    def files(self) -> list[str]:
        found = self.s3.list_objects_v2(Bucket=EXPORTS_BUCKET).get("Contents", [])
        return [one["Key"] for one in found]

    def unfinished_uploads(self) -> list[Any]:
        return list(self.s3.list_multipart_uploads(Bucket=EXPORTS_BUCKET).get("Uploads", []))

    def break_s3(self, operation: str, error: BaseException | None = None) -> None:
        def fail(**_: Any) -> None:
            raise error or EndpointConnectionError(endpoint_url="https://aws")

        self.s3.meta.events.register_first(f"before-send.s3.{operation}", fail)

    def _note(self, model: Any, **_: Any) -> None:
        self.calls.append(model.name)
