"""Takes executions along as a file: few at once, many by a function in the background."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from api import parameters
from api.audit import Action, Audit, Deed
from api.errors import Conflict, ExporterUnavailable, ExportNotFound, FileTooLarge
from api.export import FILE_BYTES, File, packed
from api.export_rows import CONTENT_TYPES, file_name, text_of
from api.export_state import KEPT_S, OPEN, WAIT_S, Export, State
from api.exports_table import ExportsTable
from api.search import Search
from execution_log import Store
from execution_log.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client

ROWS_AT_ONCE = 1_000
"""The most executions that an answer holds as a file."""
LOOKED_AT_ONCE = 4_000
"""The most executions that one request looks at: with the function's share of a CPU, some 2 s."""
MOST_LISTED = 20
MOST_OPEN = 3
"""Exports that may wait or run at a time: each reads the table as fast as it can."""
LINK_S = 300
"""How long a link is good; who got hold of it needs no sign-in."""

LAMBDA_CONFIG = Config(
    connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2}
)
S3_CONFIG = Config(signature_version="s3v4")

NOT_BEGUN = "The function that writes exports could not be called; ask for the export again"


@dataclass(frozen=True, slots=True)
class Request:
    """What an admin wants, checked: ``filter`` holds the list's query parameters."""

    format: str
    bom: bool
    filter: Mapping[str, str]
    by: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where anybody finds a file until then."""

    url: str
    expires_at_ms: int


@dataclass(frozen=True, slots=True)
class Exporter:
    """The function that writes exports."""

    name: str
    client: "Callable[[], LambdaClient]"

    def call(self, export_id: str) -> None:
        """Returns before it has begun; raises ExporterUnavailable."""
        try:
            self.client().invoke(
                FunctionName=self.name,
                InvocationType="Event",
                Payload=json.dumps({"export_id": export_id}),
            )
        except (BotoCoreError, ClientError) as error:
            raise ExporterUnavailable from error


@dataclass(frozen=True, slots=True)
class Exports:
    """Raises StoreUnavailable if a table is down."""

    store: Store
    table: ExportsTable
    exporter: Exporter
    bucket: str
    s3: "Callable[[], S3Client]"
    audit: Audit
    clock: Clock

    def request(self, wanted: Request, *, gzip: bool) -> File | Export:
        """The file, compressed or not, or if that is too much for one answer, what was begun.

        Raises Conflict if enough are under way, ExporterUnavailable if it could not be begun.
        """
        export = self._new(wanted)
        file = self._file(export, gzip=gzip)
        if file is None and self._open() >= MOST_OPEN:
            raise Conflict(f"{MOST_OPEN} exports are under way; ask again when one has ended")
        self._record(Action.EXPORT_LIST, wanted.by, export)
        if file is None:
            self._begin(export)
        return file or export

    def newest(self) -> list[Export]:
        return self.table.newest(MOST_LISTED)

    def export(self, export_id: str) -> Export:
        """Raises ExportNotFound."""
        export = self.table.export(export_id)
        if export is None:
            raise ExportNotFound
        return export

    def link(self, export_id: str, by: str) -> Link:
        """Raises ExportNotFound, or Conflict if there is no file."""
        export = self.export(export_id)
        if export.state is not State.COMPLETED:
            raise Conflict(f"This export is {export.state}, so it has no file to download")
        self._record(Action.EXPORT_LINK, by, export)
        name = file_name(export.format, export.requested_at_ms)
        expires_at_ms = self.clock.now_ms() + LINK_S * 1000
        url = self.s3().generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket,
                "Key": export.key,
                "ResponseContentType": CONTENT_TYPES[export.format],
                "ResponseContentDisposition": f'attachment; filename="{name}"',
            },
            ExpiresIn=LINK_S,
        )
        return Link(url, expires_at_ms)

    def _new(self, wanted: Request) -> Export:
        now_ms = self.clock.now_ms()
        return Export(
            export_id=f"export_{now_ms:013d}_{secrets.token_hex(5)}",
            format=wanted.format,
            bom=wanted.bom,
            filter=wanted.filter,
            requested_by=wanted.by,
            requested_at_ms=now_ms,
            expires_at=now_ms // 1000 + KEPT_S,
            deadline_ms=now_ms + WAIT_S * 1000,
        )

    def _file(self, export: Export, *, gzip: bool) -> File | None:
        """The whole file, if a bounded look finds all there is and it fits into an answer."""
        search = Search(
            self.store,
            self.clock,
            parameters.wanted(export.filter),
            until=parameters.until(export.filter),
            most=ROWS_AT_ONCE,
            may_go_on=lambda: search.looked_at < LOOKED_AT_ONCE,
        )
        text = text_of(search, form=export.format, bom=export.bom, clock=self.clock)
        try:
            content = packed(text, gzip=gzip, most_bytes=FILE_BYTES)
        except FileTooLarge:
            return None
        if not search.has_ended:
            return None
        name = file_name(export.format, export.requested_at_ms)
        return File(name, CONTENT_TYPES[export.format], content)

    def _open(self) -> int:
        return sum(export.state in OPEN for export in self.newest())

    def _begin(self, export: Export) -> None:
        self.table.add(export)
        try:
            self.exporter.call(export.export_id)
        except ExporterUnavailable:
            failed = replace(export, state=State.FAILED, error=NOT_BEGUN)
            self.table.change(failed, was=State.QUEUED)
            raise

    def _record(self, action: Action, who: str, export: Export) -> None:
        self.audit.record(
            Deed(
                who=who,
                action=action,
                export_id=export.export_id,
                format=export.format,
                filter=urlencode(export.filter),
            )
        )
