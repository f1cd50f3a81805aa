"""What an admin can do with messages that were given up. The queue alone knows which there are."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from api.audit import Action, Audit, Deed
from api.dead_letter_queue import DeadLetterQueue, Held
from api.parameters import TRACKING_ID
from api.queues import Attributes, JobQueue
from execution_log import Redactor, StoreUnavailable
from execution_log.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

LIST_LIMIT = 200
LIST_BYTES = 2_000_000
"""Bodies in one answer: with escaping it stays under Lambda's 6 MB response limit."""
FIND_LIMIT = 1_000
"""Messages that are looked through for the wanted ones."""
BODY_BYTES = 16_384
READ_CHARACTERS = 65_536
"""Of a body, before secrets are taken out: a secret that begins in what is shown is read whole."""

OURS = {"reason", "error_code", "tracking_id", "original_message_id"}
"""Message attributes that say why a message is here; it came without them."""
NO_REASON = "The queue gave it up; no reason was recorded"

logger = logging.getLogger(__name__)


class NoteTaker(Protocol):
    """Where a log is told what happened to it from outside (execution_log.notes)."""

    def note(self, tracking_id: str, kind: str, message: str, by: str | None = None) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message in the dead-letter queue, without secrets."""

    message_id: str
    tracking_id: str | None
    reason: str
    error_code: str | None
    original_message_id: str | None
    sent_at_ms: int
    age_ms: int
    receive_count: int
    bytes: int
    """Of the whole body."""
    body: str
    """At most its first BODY_BYTES."""


@dataclass(frozen=True, slots=True)
class Found:
    """Dead letters, oldest first, and how many there are about in all."""

    messages: list[DeadLetter]
    approximate_total: int

    @property
    def has_more(self) -> bool:
        return self.approximate_total > len(self.messages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Ids of messages: those that were found and dealt with, and the others."""

    done: list[str]
    not_found: list[str]


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """Every method raises QueueUnavailable, StoreUnavailable if a deed can't be audited."""

    queue: DeadLetterQueue
    jobs: JobQueue
    audit: Audit
    notes: NoteTaker
    clock: Clock
    redactor: Redactor

    def counted(self) -> Found:
        """How many there are about, without receiving any."""
        return Found([], self.queue.approximate_total())

    def waiting(self) -> Found:
        """A bounded look: afterwards every message is as visible to others as before."""
        total = self.queue.approximate_total()
        with self.queue.held(total, _fills_a_list) as held:
            letters = [self._letter(message) for message in list(held.values())[:LIST_LIMIT]]
        letters.sort(key=lambda letter: letter.sent_at_ms)
        return Found(letters, max(total, len(held)))

    def put_back(self, message_ids: Sequence[str], who: str) -> Outcome:
        """Sends messages to the job queue as they came, then takes them out of this one.

        In this order, so that a crash between the two leaves one too many, which the processor
        notices, and never one too few.
        """
        return self._each(message_ids, Action.PUT_BACK, who)

    def discard(self, message_ids: Sequence[str], reason: str, who: str) -> Outcome:
        """Deletes messages for good."""
        return self._each(message_ids, Action.DISCARD, who, reason)

    def put_all_back(self, who: str) -> str:
        """Lets SQS move all messages to the job queue, however many; returns the task's handle.

        Raises NotSupported where SQS can't, Conflict while it does already.
        """
        self.audit.record(Deed(who=who, action=Action.PUT_BACK_ALL))
        return self.queue.move_all(self.jobs.arn)

    def _each(
        self, message_ids: Sequence[str], action: Action, who: str, reason: str | None = None
    ) -> Outcome:
        def all_found(held: Held) -> bool:
            return len(held) >= FIND_LIMIT or held.keys() >= set(message_ids)

        done = []
        with self.queue.held(self.queue.approximate_total(), all_found) as held:
            for message_id in filter(held.__contains__, message_ids):
                self._deal_with(held[message_id], action, who, reason)
                del held[message_id]
                done.append(message_id)
        return Outcome(done, [i for i in message_ids if i not in done])

    def _deal_with(
        self, message: "MessageTypeDef", action: Action, who: str, reason: str | None
    ) -> None:
        tracking_id = _tracking_id(message)
        self.audit.record(
            Deed(
                who=who,
                action=action,
                tracking_id=tracking_id,
                message_id=message["MessageId"],
                reason=reason,
            )
        )
        if action is Action.PUT_BACK:
            self.jobs.send(message["Body"], _producers_attributes(message))
        self.queue.delete(message)
        self._tell_the_log(tracking_id, action, who, reason)

    def _tell_the_log(
        self, tracking_id: str | None, action: Action, who: str, reason: str | None
    ) -> None:
        """The deed is done and audited; a log that can't be told does not undo it."""
        if tracking_id is None:
            return
        try:
            if action is Action.PUT_BACK:
                self.notes.note(tracking_id, "put_back", "Put back into the queue", who)
            else:
                self.notes.note(tracking_id, "discarded", f"Discarded: {reason}", who)
        except StoreUnavailable:
            logger.exception("the log of %s lacks a note", tracking_id)

    def _letter(self, message: "MessageTypeDef") -> DeadLetter:
        sent_at_ms = int(message["Attributes"]["SentTimestamp"])
        return DeadLetter(
            message_id=message["MessageId"],
            tracking_id=_tracking_id(message),
            reason=self._shown(_attribute(message, "reason") or NO_REASON),
            error_code=_attribute(message, "error_code"),
            original_message_id=_attribute(message, "original_message_id"),
            sent_at_ms=sent_at_ms,
            age_ms=max(0, self.clock.now_ms() - sent_at_ms),
            receive_count=int(message["Attributes"]["ApproximateReceiveCount"]),
            bytes=len(message["Body"].encode()),
            body=self._shown(message["Body"]),
        )

    def _shown(self, text: str) -> str:
        clean = self.redactor.text(text[:READ_CHARACTERS])
        return clean.encode()[:BODY_BYTES].decode(errors="ignore")


def _fills_a_list(held: Held) -> bool:
    return len(held) >= LIST_LIMIT or sum(len(m["Body"]) for m in held.values()) >= LIST_BYTES


def _attribute(message: "MessageTypeDef", name: str) -> str | None:
    attribute = message.get("MessageAttributes", {}).get(name)
    return attribute.get("StringValue") if attribute else None


def _tracking_id(message: "MessageTypeDef") -> str | None:
    value = _attribute(message, "tracking_id") or ""
    return value if TRACKING_ID.fullmatch(value) else None


def _producers_attributes(message: "MessageTypeDef") -> Attributes:
    return {
        name: {key: value for key, value in attribute.items() if not key.endswith("ListValues")}
        for name, attribute in message.get("MessageAttributes", {}).items()
        if name not in OURS
    }
