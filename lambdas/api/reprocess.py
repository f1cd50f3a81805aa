"""Has a profile processed again: once for each request, however often it is sent."""

import logging
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from api.audit import Action, Audit, Deed
from api.errors import AttemptInTheWay, LogNotFound, QueueUnavailable
from api.profiles import StoredProfiles
from api.queues import JobQueue, text_attribute
from execution_log import Execution, Reason, Redactor, Status, Store, StoreUnavailable
from execution_log.clock import Clock
from execution_log.encode import MESSAGE_LIMIT, NAME_LIMIT, clean
from execution_log.lifecycle import numbered, settled
from execution_log.recorder import new_execution_id

if TYPE_CHECKING:
    from execution_log.profile import Profile

ATTEMPTS_LIMIT = 100
"""Newest attempts that are looked through for one that the same request has begun."""
DAY_S = 24 * 60 * 60

IN_THE_WAY = {
    Reason.RUNNING: "This profile is being processed; wait for the end, cancel it, or force it",
    Reason.QUEUED: "This profile waits in the queue already; wait for the end, or force it",
    Reason.SUCCEEDED: "This profile has been processed; force it to process it once more",
}
"""Why nothing is sent unless it is forced."""
NOT_SENT = "The message could not be sent to the queue; process it again"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What an admin asks for. ``profile``: instead of the stored one."""

    tracking_id: str
    key: str
    """Tells a repetition of this request from another one."""
    by: str
    force: bool = False
    reason: str | None = None
    profile: dict[str, Any] | None = None


class _Repeated(Exception):
    """The same request has begun an execution already."""

    def __init__(self, execution: Execution) -> None:
        super().__init__()
        self.execution = execution


@dataclass(frozen=True, slots=True)
class Reprocessing:
    """Puts an execution into the log, as queued, then its message on the queue."""

    store: Store
    profiles: StoredProfiles
    jobs: JobQueue
    audit: Audit
    clock: Clock
    redactor: Redactor
    retention_days: int = 7

    def request(self, wanted: Request) -> Execution:
        """The execution that this request has begun, now or when it was sent before.

        A request whose message could not be sent has begun none. Raises LogNotFound,
        ProfileNotFound, BadRequest, AttemptInTheWay, QueueUnavailable or StoreUnavailable.
        """
        try:
            return self._request(wanted)
        except _Repeated as repeated:
            return repeated.execution

    def _request(self, wanted: Request) -> Execution:
        now, key = self.clock.now_ms(), sha256(wanted.key.encode()).hexdigest()[:32]
        attempts = self.store.executions(wanted.tracking_id, limit=ATTEMPTS_LIMIT)
        if not attempts:
            raise LogNotFound(wanted.tracking_id)
        for attempt in attempts:
            _raise_if_repeated(settled(attempt, now), key)
        _raise_if_in_the_way(settled(attempts[0], now), force=wanted.force)
        profile = self._profile(wanted)
        queued = self.store.begin(
            self._queued(wanted, profile, key),
            lambda previous, new: _follow(settled(previous, now), new, force=wanted.force),
        )
        self._send(queued, profile.body, wanted)
        return queued

    def _profile(self, wanted: Request) -> "Profile":
        from api.payload import checked  # noqa: PLC0415 (see there)

        given = wanted.profile
        payload = self.profiles.payload(wanted.tracking_id) if given is None else given
        return checked(payload, wanted.tracking_id)

    def _queued(self, wanted: Request, profile: "Profile", key: str) -> Execution:
        now = self.clock.now_ms()
        return Execution(
            tracking_id=wanted.tracking_id,
            execution_id=new_execution_id(now),
            attempt=0,
            company=clean(profile.company_name, NAME_LIMIT, self.redactor),
            tier=clean(profile.tier_level, NAME_LIMIT, self.redactor),
            started_at_ms=now,
            queued_at_ms=now,
            expires_at=now // 1000 + self.retention_days * DAY_S,
            reason=Reason.QUEUED,
            requested_by=wanted.by,
            request_reason=wanted.reason and clean(wanted.reason, MESSAGE_LIMIT, self.redactor),
            request_key=key,
        )

    def _send(self, queued: Execution, body: str, wanted: Request) -> None:
        attributes = {"execution_id": queued.execution_id, "requested_by": wanted.by}
        try:
            self.audit.record(
                Deed(
                    who=wanted.by,
                    action=Action.REPROCESS,
                    tracking_id=queued.tracking_id,
                    execution_id=queued.execution_id,
                    reason=wanted.reason,
                )
            )
            message_id = self.jobs.send(
                body, {name: text_attribute(value) for name, value in attributes.items()}
            )
        except (StoreUnavailable, QueueUnavailable):
            self._end_unsent(queued)
            raise
        self._note_sent(queued, message_id)

    def _end_unsent(self, queued: Execution) -> None:
        now = self.clock.now_ms()
        try:
            self.store.finish(
                replace(
                    queued,
                    reason=Reason.SEND_FAILED,
                    completed_at_ms=now,
                    duration_ms=now - queued.started_at_ms,
                    error=NOT_SENT,
                    error_code="SEND_FAILED",
                )
            )
        except StoreUnavailable:
            logger.exception("%s is taken for queued for some minutes", queued.execution_id)

    def _note_sent(self, queued: Execution, message_id: str) -> None:
        """The message is on its way, so what fails now must not look as if it were not."""
        try:
            self.store.sent(queued, message_id)
        except StoreUnavailable:
            logger.exception("%s lacks its message id", queued.execution_id)


def _follow(newest: Execution, new: Execution, *, force: bool) -> tuple[Execution, Execution]:
    """Decides once more, on what the store holds at the moment of writing."""
    _raise_if_repeated(newest, new.request_key)
    _raise_if_in_the_way(newest, force=force)
    return _overtaken(newest, new), numbered(newest, new)


def _overtaken(newest: Execution, new: Execution) -> Execution:
    if newest.status is not Status.IN_PROGRESS:
        return newest
    return replace(
        newest,
        reason=Reason.SUPERSEDED,
        completed_at_ms=new.started_at_ms,
        duration_ms=max(0, new.started_at_ms - newest.started_at_ms),
        error=f"Overtaken by a newer attempt that {new.requested_by} forced",
        error_code="SUPERSEDED",
    )


def _raise_if_repeated(execution: Execution, key: str | None) -> None:
    if execution.request_key == key and execution.reason is not Reason.SEND_FAILED:
        raise _Repeated(execution)


def _raise_if_in_the_way(newest: Execution, *, force: bool) -> None:
    if not force and newest.reason in IN_THE_WAY:
        raise AttemptInTheWay(IN_THE_WAY[newest.reason], newest.tracking_id, newest.execution_id)
