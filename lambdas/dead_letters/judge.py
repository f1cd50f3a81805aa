"""Gives a message that the queue has given up its last word in the log, once."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from dead_letters.letter import Letter
from dead_letters.verdict import (
    NEVER_STARTED,
    Verdict,
    attempt_of,
    concluded,
    is_in_the_way,
    never_started,
    verdict_on,
    without_a_start,
)
from execution_log import AttemptContention, Execution, Store
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.lifecycle import next_attempt
from execution_log.notes import Notes
from execution_log.recorder import new_execution_id

LOOKED_THROUGH = 50
"""Newest attempts among which the message's own are looked for."""
TRIES = 5
"""A try is lost only to another process that has just written to the same log."""


class _Changed(Exception):
    """Strictly private: the log is no longer as it was read."""


@dataclass(frozen=True, slots=True)
class Judge:
    store: Store
    notes: Notes
    deliveries: int
    retention_s: int
    clock: Clock = SYSTEM_CLOCK

    def judge(self, letter: Letter) -> Verdict:
        """What the log says of the message from now on, for whatever it was asked before.

        Raises StoreUnavailable.
        """
        for _ in range(TRIES):
            with suppress(_Changed):
                return self._judge(letter)
        raise AttemptContention(f"the log of {letter.tracking_id} changed {TRIES} times")

    def _judge(self, letter: Letter) -> Verdict:
        attempts = [self.store.executions(at, limit=LOOKED_THROUGH) for at in letter.places]
        if own := attempt_of(letter, chain(*attempts)):
            return self._conclude(letter, own)
        newest = attempts[0][0] if attempts[0] else None
        if newest and is_in_the_way(newest, letter, self.clock.now_ms()):
            return self._pass_over(letter)
        return self._begin(letter, newest)

    def _conclude(self, letter: Letter, own: Execution) -> Verdict:
        end = concluded(own, letter, self.deliveries, self.clock.now_ms())
        if end != own and not self.store.conclude(own, end):
            raise _Changed
        return verdict_on(end, self.deliveries)

    def _pass_over(self, letter: Letter) -> Verdict:
        """A note is all that another message's attempt leaves room for."""
        why = f"{never_started(self.deliveries)}; another message has taken its place"
        self.notes.note(letter.tracking_id, "superseded_message", why)
        return Verdict(letter.tracking_id, why, NEVER_STARTED)

    def _begin(self, letter: Letter, newest: Execution | None) -> Verdict:
        now = self.clock.now_ms()

        def after(previous: Execution, new: Execution) -> tuple[Execution, Execution]:
            if previous != newest and previous.expires_at > now // 1000:
                raise _Changed
            return next_attempt(previous, new)

        begun = self.store.begin(
            without_a_start(
                letter,
                execution_id=new_execution_id(now),
                deliveries=self.deliveries,
                now_ms=now,
                expires_at=now // 1000 + self.retention_s,
            ),
            after,
        )
        return verdict_on(begun, self.deliveries)
