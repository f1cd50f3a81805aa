"""Figures over many executions: how many there are of each status, and what is going on now.

Loaded by the first request that asks for them.
"""

import logging
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config

from api import parameters
from api.dead_letter_queue import DeadLetterQueue
from api.errors import QueueUnavailable
from api.queries import ExecutionLogs, Filter
from api.queues import JobQueue
from api.settings import Settings
from execution_log import Execution, Reason, Status, aws, keys
from execution_log.clock import Clock, timestamp
from execution_log.counts import Count, DynamoCounts, ExecutionCounts

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient

STATUSES = tuple(parameters.STATUSES.values())
SEARCHES = 4
"""Each as bounded as that of a list: so much is read to count what only rows tell."""
HOUR_MS = 60 * 60 * 1000
NEWEST = 10
"""Executions among which one is looked for that came by the queue."""

QUEUES_CONFIG = Config(
    connect_timeout=1, read_timeout=1, retries={"mode": "standard", "total_max_attempts": 1}
)
"""A queue that does not answer costs 2 s and its figure, not the whole overview."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counted:
    """Executions by status, counted back to the time ``until`` (None: all of the range)."""

    by_status: dict[Status, Count]
    until: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What is going on now. None: unknown, as when its source does not answer."""

    running: Count
    failed_last_hour: Count
    """Of those that began within it."""
    waiting: int | None
    """Messages in the job queue, about."""
    oldest_sent_after_ms: int | None
    """No waiting message is older, as far as the queue hands them out in order."""
    dead_letters: int | None
    """Messages in the dead-letter queue, about."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Every method raises StoreUnavailable."""

    logs: ExecutionLogs
    counts: ExecutionCounts
    jobs: JobQueue
    dead_letters: DeadLetterQueue
    clock: Clock

    def counted(self, wanted: Filter, before: str | None) -> Counted:
        """How many executions match, older than the position ``before``."""
        if wanted.reads_rows:
            return self._read(wanted, before)
        return Counted(self.counts.by_status(STATUSES, since=wanted.since, before=before), None)

    def overview(self) -> Overview:
        hour_ago = timestamp(self.clock.now_ms() - HOUR_MS)
        failed = self.counts.by_status([Status.FAILED], since=hour_ago)[Status.FAILED]
        waiting = _known(self.jobs.waiting)
        return Overview(
            running=self.counts.running(),
            failed_last_hour=failed,
            waiting=waiting,
            oldest_sent_after_ms=self._last_taken_ms() if waiting else None,
            dead_letters=_known(self.dead_letters.approximate_total),
        )

    def _read(self, wanted: Filter, before: str | None) -> Counted:
        found: Counter[Status] = Counter()
        for _ in range(SEARCHES):
            page = self.logs.search.recent(wanted, limit=sys.maxsize, before=before)
            found.update(execution.status for execution in page.executions)
            before = page.position
            if before is None:
                break
        counts = {status: Count(found[status], exact=before is None) for status in STATUSES}
        return Counted(counts, before and keys.started_at(before))

    def _last_taken_ms(self) -> int | None:
        """When the message was sent that was taken off the queue last."""
        newest = self.logs.search.recent(Filter(), limit=NEWEST, before=None).executions
        sent = (execution.queued_at_ms for execution in newest if _has_begun(execution))
        return next((sent_ms for sent_ms in sent if sent_ms is not None), None)


def figures_of(
    settings: Settings, dynamodb: "DynamoDBClient", logs: ExecutionLogs, clock: Clock
) -> Figures:
    @cache
    def sqs() -> "SQSClient":
        client: SQSClient = aws.client("sqs", QUEUES_CONFIG)
        return client

    return Figures(
        logs=logs,
        counts=DynamoCounts(settings.execution_log_table, dynamodb, clock),
        jobs=JobQueue(sqs, settings.queue_url, settings.queue_arn),
        dead_letters=DeadLetterQueue(
            sqs, settings.dead_letter_queue_url, settings.dead_letter_queue_arn, clock
        ),
        clock=clock,
    )


def _known(figure: Callable[[], int]) -> int | None:
    try:
        return figure()
    except QueueUnavailable:
        logger.warning("a queue does not tell its figures", exc_info=True)
        return None


def _has_begun(execution: Execution) -> bool:
    return execution.reason not in {Reason.QUEUED, Reason.SEND_FAILED}
