"""Asks a running or queued execution to end."""

from dataclasses import dataclass

from api.audit import Action, Audit, Deed
from api.errors import AttemptInTheWay, LogNotFound
from execution_log import Execution, Status, Store
from execution_log.clock import Clock
from execution_log.lifecycle import settled

ATTEMPTS_LIMIT = 100
ENDED = "This execution has ended already"


@dataclass(frozen=True, slots=True)
class Cancelling:
    """The process that runs the execution looks for this between its steps and while it waits."""

    store: Store
    audit: Audit
    clock: Clock

    def request(self, tracking_id: str, execution_id: str, *, by: str, reason: str | None) -> None:
        """Raises LogNotFound, AttemptInTheWay if it has ended, or StoreUnavailable."""
        execution = self._find(tracking_id, execution_id)
        if settled(execution, self.clock.now_ms()).status is not Status.IN_PROGRESS:
            raise AttemptInTheWay(ENDED, tracking_id, execution_id)
        self.audit.record(
            Deed(
                who=by,
                action=Action.CANCEL,
                tracking_id=tracking_id,
                execution_id=execution_id,
                reason=reason,
            )
        )
        if not self.store.request_cancel(execution, by):
            raise AttemptInTheWay(ENDED, tracking_id, execution_id)

    def _find(self, tracking_id: str, execution_id: str) -> Execution:
        for execution in self.store.executions(tracking_id, limit=ATTEMPTS_LIMIT):
            if execution.execution_id == execution_id:
                return execution
        raise LogNotFound(tracking_id)
