"""The retry policy: which failure is tried again, how often and when. The only place for it."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from execution_log import Execution
from execution_log.clock import Clock
from execution_log.lifecycle import GRACE_MS
from execution_log.timed_step import carried

GROWTH = 4
LONGEST_DELAY_MS = 15 * 60 * 1000
AFTER_DEATH_MS = GRACE_MS + 5_000
"""How long after its deadline a killed try's message comes back: its end is certain by then."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """A failure that may pass is tried again, after a delay that grows and is never the same twice:
    jobs that a fault has stopped together must not come back together."""

    max_attempts: int
    first_delay_ms: int
    clock: Clock
    jitter: Callable[[float, float], float] = random.uniform

    def next_try_at_ms(self, error: BaseException, execution: Execution) -> int | None:
        """When the message is to be tried again; None: not at all.

        An error that does not say whether another try can help may be a passing one.
        """
        tries = execution.retry_attempt or 1
        if tries >= self.max_attempts or carried(error, "retry_possible", bool) is False:
            return None
        delay = min(LONGEST_DELAY_MS, self.first_delay_ms * GROWTH ** (tries - 1))
        return self.clock.now_ms() + round(self.jitter(delay / 2, delay))

    def after_death_ms(self, remaining_ms: int) -> int:
        """When the message of a try comes back whose process dies, with so much time left now."""
        return self.clock.now_ms() + remaining_ms + AFTER_DEATH_MS
