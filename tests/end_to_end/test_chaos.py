"""Every message ends in exactly one explained state, whatever happens to those who process it.

The whole run, of 1,000 messages: ``python -m bench.chaos``.
"""

import random

from local.stack import LocalStack
from tests.end_to_end.chaos import Chaos

MESSAGES = 100


def test_no_message_is_lost_or_processed_twice_on_a_bad_day(stack: LocalStack) -> None:
    seed = random.randrange(2**32)  # noqa: S311 (no secret)
    print(f"seed {seed}")  # noqa: T201 (pytest shows it beside a failure)

    result = Chaos(stack.endpoints.aws_endpoint_url, "chaos", seed).run(MESSAGES)

    assert result.lost == []
    assert result.double == []
    assert result.in_progress == []
    assert result.unexplained == []
    assert sum(result.reasons.values()) == MESSAGES
