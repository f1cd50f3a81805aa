"""Waiting, with an end, for what another thread or process does."""

import time
from collections.abc import Callable


def brief_sleep() -> None:
    time.sleep(0.01)


def wait_until(
    is_so: Callable[[], object], *, seconds: float = 10, pause: Callable[[], object] = brief_sleep
) -> None:
    """Pauses until it is so. Raises AssertionError when it has had its time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not so after {seconds:.0f} s"
        pause()
