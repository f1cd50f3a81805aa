"""Executions that nobody stores: each is known from its number, and found without reading others.

One starts every millisecond, so ten million are the last three hours at 1,000 a second.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from bench.write_units import Item, index_entry
from execution_log import Execution, Reason, Status, keys
from execution_log.clock import timestamp
from execution_log.items import header_item
from tests.clock import epoch_ms

START_MS = 1_795_000_000_000
"""When execution 0 began."""
EXPIRES_AT = 4_102_444_799
"""At the end of 2099, so that whoever reads the clock sees them all."""
COMPANIES = ("Acme Corporation", "Bolt & Nut", "SAF-Holland", "Müller Maschinenbau GmbH", "Alcon")
TIERS = ("basic", "standard", "comprehensive")
TRIAL = "trial"
"""The tier of one execution in a hundred."""
NEEDLE, NEEDLE_FIRST, NEEDLE_EVERY = "Needle Inc", 5_000, 10_000
"""The company of one in ten thousand."""
OLDEST = "Oldest & Sons"
"""The company of the first execution alone."""
FAILED_FIRST, FAILED_EVERY = 7, 100


def execution(number: int) -> Execution:
    """It took two minutes; one in a hundred failed."""
    began = START_MS + number
    failed = number % FAILED_EVERY == FAILED_FIRST
    return Execution(
        tracking_id=tracking_id(number),
        execution_id=f"exec_{began}_{number:09d}",
        attempt=1,
        company=_company(number),
        tier=TRIAL if number % 100 == 50 else TIERS[number % len(TIERS)],
        started_at_ms=began,
        expires_at=EXPIRES_AT,
        deadline_at_ms=began + 900_000,
        reason=Reason.FAILED if failed else Reason.SUCCEEDED,
        completed_at_ms=began + 120_000,
        duration_ms=120_000,
        total_steps=9,
        failed_step="orchestrator_execution" if failed else None,
        error="AI generation timeout after 480000ms" if failed else None,
        error_code="AI_GENERATION_TIMEOUT" if failed else None,
        queued_at_ms=began - 1_000,
        retry_attempt=1,
        max_attempts=3,
    )


def tracking_id(number: int) -> str:
    return f"J{number:09d}"


@dataclass(frozen=True)
class Entries:
    """What the indexes hold of the executions with the numbers from 0 to ``count``."""

    count: int

    def between(
        self, index: str, partition: str, low: str, high: str, *, backwards: bool
    ) -> Iterator[Item]:
        """Of one partition of an index, in order, from one sort key to another."""
        kind, _, shard = partition.partition("#")
        _, sort_key = keys.INDEXES[index]
        for prefix, numbers in self._runs(index, kind, backwards=backwards):
            for number in self._from(numbers, prefix, low, high)[:: -1 if backwards else 1]:
                if keys.shard(tracking_id(number)) == int(shard):
                    entry = index_entry(header_item(execution(number)), index)
                    if low <= entry[sort_key]["S"] <= high and _is_of(index, kind, prefix, number):
                        yield entry

    def _runs(self, index: str, kind: str, *, backwards: bool) -> list[tuple[str, range]]:
        """What sort keys have before their positions, and among which numbers those are."""
        if index != keys.INDEX_BY_COMPANY:
            step = FAILED_EVERY if kind == Status.FAILED else 1
            return [("", range(FAILED_FIRST if step > 1 else 0, self.count, step))]
        among = {
            OLDEST: range(1),
            NEEDLE: range(NEEDLE_FIRST, self.count, NEEDLE_EVERY),
            **{c: range(n, self.count, len(COMPANIES)) for n, c in enumerate(COMPANIES)},
        }
        prefixes = ((keys.company_prefix(keys.company(c)), among[c]) for c in among)
        return sorted(prefixes, key=itemgetter(0), reverse=backwards)

    def _from(self, numbers: range, prefix: str, low: str, high: str) -> range:
        """Those that may lie between two sort keys."""
        if prefix + "~" < low or prefix > high:
            return numbers[:0]
        first = self._first(low.removeprefix(prefix)) if low.startswith(prefix) else 0
        last = self._first(high.removeprefix(prefix)) if high.startswith(prefix) else self.count
        return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]

    def _first(self, position: str) -> int:
        """The number of the first execution that may lie behind the position."""
        first, last = timestamp(START_MS), timestamp(START_MS + self.count)
        time = min(max(position.partition("#")[0], first), last)
        return epoch_ms(time) - START_MS


def _is_of(index: str, kind: str, prefix: str, number: int) -> bool:
    if index == keys.INDEX_BY_COMPANY:
        return keys.company_prefix(keys.company(_company(number))) == prefix
    failed = number % FAILED_EVERY == FAILED_FIRST
    return kind in {"all", Status.FAILED if failed else Status.COMPLETED}


def _company(number: int) -> str:
    if number == 0:
        return OLDEST
    return NEEDLE if number % NEEDLE_EVERY == NEEDLE_FIRST else COMPANIES[number % len(COMPANIES)]
