"""Writes one export, from its request to its file."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from api import parameters
from api.export_rows import CONTENT_TYPES, text_of
from api.export_state import Export, State
from api.exports_table import ExportsTable
from api.search import Search
from execution_log import Store, StoreUnavailable
from execution_log.clock import Clock
from exporter.upload import Upload, UploadFailed, upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MOST_ROWS = 1_000_000
"""A sheet of Excel has 1,048,576:
https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""
PROGRESS_ROWS = 5_000
RESERVE_MS = 30_000
"""What the last part and the export's end may take at worst."""

STORE_DOWN = "The executions could not be read; ask for the export again"
UPLOAD_FAILED = "The file could not be stored; ask for the export again"
BROKEN = "The export could not be written; ask for it again, and tell whoever runs this system"

RemainingMs = Callable[[], int]
"""How long Lambda lets the function run on."""


@dataclass(frozen=True, slots=True)
class Exporter:
    store: Store
    table: ExportsTable
    s3: "S3Client"
    bucket: str
    clock: Clock
    most_rows: int = MOST_ROWS

    def write(self, export_id: str, remaining_ms: RemainingMs) -> Export | None:
        """The export as it ended; None if it is not for this call to write.

        An asynchronous call may arrive twice, or after its export was taken for failed. Raises
        whatever went wrong, once the export is stored as failed.
        """
        export = self._begun(export_id, remaining_ms())
        if export is None:
            return None
        try:
            return self._end(self._written(export, remaining_ms), State.COMPLETED)
        except Exception as error:
            # Else its deadline tells that it failed.
            with suppress(StoreUnavailable):
                self._end(replace(export, error=_sentence(error)), State.FAILED)
            raise

    def _begun(self, export_id: str, remaining_ms: int) -> Export | None:
        """The export, now running, if it was queued until this very call."""
        export = self.table.export(export_id)
        if export is None or export.state is not State.QUEUED:
            return None
        deadline_ms = self.clock.now_ms() + remaining_ms
        running = replace(export, state=State.RUNNING, deadline_ms=deadline_ms)
        return running if self.table.change(running, was=State.QUEUED) else None

    def _written(self, export: Export, remaining_ms: RemainingMs) -> Export:
        def may_go_on() -> bool:
            if search.looked_at and search.looked_at % PROGRESS_ROWS == 0:
                self.table.change(_so_far(export, search, file), was=State.RUNNING)
            return remaining_ms() > RESERVE_MS

        search = Search(
            self.store,
            self.clock,
            parameters.wanted(export.filter),
            until=parameters.until(export.filter),
            most=self.most_rows,
            may_go_on=may_go_on,
        )
        with upload(self.s3, self.bucket, export.key, CONTENT_TYPES[export.format]) as file:
            for text in text_of(search, form=export.format, bom=export.bom, clock=self.clock):
                file.write(text)
        return replace(_so_far(export, search, file), truncated=not search.has_ended)

    def _end(self, export: Export, state: State) -> Export:
        ended = replace(export, state=state, completed_at_ms=self.clock.now_ms())
        self.table.change(ended, was=State.RUNNING)
        return ended


def _so_far(export: Export, search: Search, file: Upload) -> Export:
    return replace(
        export, rows=search.found, bytes=file.bytes, searched_until=search.searched_until
    )


def _sentence(error: Exception) -> str:
    """For people; the function's log has the rest."""
    if isinstance(error, StoreUnavailable):
        return STORE_DOWN
    return UPLOAD_FAILED if isinstance(error, UploadFailed) else BROKEN
