"""Acts shortly before Lambda ends the process, while there still is time to say where it hangs."""

import sys
import threading
import traceback
from collections.abc import Callable

MARGIN_MS = 5_000
"""Before the deadline: enough to store the last events and the end."""

Expire = Callable[[str], None]
"""Gets the stack of the job's thread, as Python prints it."""


def allowed_ms(left_ms: float, margin_ms: int = MARGIN_MS) -> float:
    """How long a job may go on that has so long left: all but the margin, or at least half.

    A function's timeout may be shorter than the margin; Lambda's default is 3 s.
    """
    return max(left_ms - margin_ms, left_ms / 2)


class DeadlineGuard:
    """Calls ``expire`` once when the time is up, unless it is cancelled before.

    Runs in a thread of its own, so it fires while the job waits or computes in Python. It can't
    while C code holds the interpreter: then the reader derives the end from the stored deadline.
    """

    def __init__(self, seconds: float, expire: Expire) -> None:
        self._job = threading.get_ident()
        self._expire = expire
        self._timer = threading.Timer(max(0.0, seconds), self._fire)
        self._timer.name = "execution-log-deadline"
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Called at the end of the job. A process frozen between two jobs would fire it late."""
        self._timer.cancel()

    def _fire(self) -> None:
        frame = sys._current_frames().get(self._job)
        lines = traceback.format_stack(frame) if frame else ["The job's thread has ended\n"]
        self._expire("".join(["Traceback (where the job was, most recent call last):\n", *lines]))


class NoDeadline:
    """The guard of a job that may run for ever."""

    def cancel(self) -> None:
        """There is nothing to cancel."""
