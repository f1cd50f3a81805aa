"""Ends a job that somebody has asked to cancel: between its steps, and while it waits."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from execution_log import ExecutionLog, Store, StoreUnavailable
from processor.errors import Cancelled

POLL_SECONDS = 5.0
"""How often a waiting job looks whether it is to end. One read of half a unit each time."""

T = TypeVar("T")


class Cancellation:
    """Reads from the log whether the execution is to be cancelled."""

    def __init__(self, log: ExecutionLog, store: Store, poll_seconds: float = POLL_SECONDS) -> None:
        self._log = log
        self._store = store
        self._poll_seconds = poll_seconds

    def check(self) -> None:
        """Raises Cancelled if the execution was cancelled while it waited in the queue."""
        self._raise_if(self._log.execution.cancel_requested_by)

    def wait_for(self, work: Callable[[], T]) -> T:
        """The result of the work, or Cancelled as soon as that is asked for.

        Work that is cancelled goes on in its thread, and nobody looks at its result.
        """
        result: Future[T] = Future()
        done = threading.Event()
        thread = threading.Thread(target=_run, args=(work, result, done), daemon=True)
        thread.start()
        while not done.wait(self._poll_seconds):
            self._raise_if(self._asked())
        return result.result()

    def _asked(self) -> str | None:
        mine = self._log.execution
        try:
            newest = self._store.executions(mine.tracking_id, limit=1)
        except StoreUnavailable:
            return None
        return next(
            (e.cancel_requested_by for e in newest if e.execution_id == mine.execution_id), None
        )

    def _raise_if(self, by: str | None) -> None:
        if by:
            self._log.outcome["cancel_requested_by"] = by
            raise Cancelled(f"Cancelled by {by}")


def _run(work: Callable[[], T], result: "Future[T]", done: threading.Event) -> None:
    try:
        result.set_result(work())
    except BaseException as error:
        result.set_exception(error)
    finally:
        done.set()
