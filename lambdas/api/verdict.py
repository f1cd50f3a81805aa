"""The answer first: what became of an execution, in words for anyone.

Made here, once, so that page, export and alerts say the same. Each text has a code beside it, with
its values in ``params``, for those who say it in another language.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from api.causes import Cause, cause_of
from api.course import Course
from api.lifecycle import elapsed_ms
from api.spans import Slowest
from execution_log import Execution, Reason, Status
from execution_log.clock import timestamp
from execution_log.durations import readable

NEVER_STARTED = "NEVER_STARTED"
"""A message that was given up before any execution recorded a word."""

SENTENCES = {
    "RUNNING": ("running", "In progress for {took}{now}"),
    "QUEUED": ("queued", "Waiting in the queue for {took}"),
    "SUCCEEDED": ("completed", "Completed in {took}"),
    "FAILED": ("failed", "Failed after {took}{where}"),
    "TIMED_OUT": ("timed_out", "Timed out after {took}{where}"),
    "KILLED": ("stopped", "Stopped without finishing{where}: no sign of life since {last}{next}"),
    "REJECTED": ("rejected", "Rejected: the message is not a valid profile"),
    "SUPERSEDED": ("superseded", "Overtaken by a newer attempt after {took}{where}"),
    "DEAD_LETTERED": ("dead_lettered", "Given up{tries}{last_step}"),
    NEVER_STARTED: ("never_started", "Given up{tries}: the function never started"),
    "SEND_FAILED": ("send_failed", "Never started: it could not be put on the queue"),
    "CANCELLED": ("cancelled", "Cancelled{by} after {took}{where}"),
}
"""By reason: the code, and the sentence."""

IN_STEP = frozenset({"RUNNING", "FAILED", "TIMED_OUT", "KILLED"})
"""Reasons whose code says whether the step is known: ``failed_in_step``."""

CUT_OFF = frozenset({"RUNNING", "KILLED", "CANCELLED", "SUPERSEDED", "DEAD_LETTERED"})
"""Reasons that come from outside, so that the step which has begun is where it is, or was."""

FINAL = frozenset({Reason.CANCELLED, Reason.SUPERSEDED, Reason.SEND_FAILED})
"""Reasons after which there is no message left to try again."""

ADVICE = {
    "another_try": "This is try {attempt}{of}.",
    "tried_again": "It was tried again: look at attempt {newest}.",
    "will_retry": "The queue tries it again by itself{following}.",
    "last_try": "That was the last try: the message goes to the dead-letter queue, which keeps it.",
    "put_back": "It is not tried again by itself. The message is kept in the dead-letter queue.",
    "no_retry": (
        "It is not tried again by itself. The message is kept in the dead-letter queue; "
        "correct the cause and send the profile again."
    ),
}
"""What happens next, by its code; ``no_retry`` also says what to do where no cause is known."""


def verdict(execution: Execution, course: Course, now_ms: int) -> dict[str, object]:
    """One sentence, the cause, and what to do about it."""
    reason = _reason(execution, course)
    step = execution.failed_step or (course.open_step if reason in CUT_OFF else None)
    facts = _Facts(execution, course, step, now_ms)
    code, sentence = SENTENCES.get(reason, SENTENCES["FAILED"])
    cause = _cause(execution, course, reason)
    advice_code = _advice_code(execution, course, cause)
    return {
        "reason": execution.reason.value,
        "code": f"{code}_in_step" if step and reason in IN_STEP else code,
        "params": facts.params(),
        "sentence": sentence.format_map(facts.words()),
        "cause": execution.error,
        "cause_code": cause and cause.code,
        "cause_plain": cause and cause.meaning,
        "advice_code": advice_code,
        "advice": _advice(advice_code, facts.words(), cause),
        "remedy": cause and cause.remedy,
        "failed_step": step if execution.status is Status.FAILED else None,
        "derived": reason == "KILLED" and execution.completed_at_ms is None,
        "slowest": _slowest(course.slowest),
    }


@dataclass(frozen=True, slots=True)
class _Facts:
    execution: Execution
    course: Course
    step: str | None
    now_ms: int

    def params(self) -> dict[str, object]:
        """For other languages; what is not known is null."""
        took, next_try = self._took_ms(), self.execution.next_try_at_ms
        return {
            "step": self.step,
            "duration_ms": took,
            "duration_readable": readable(took),
            "by": self.execution.cancel_requested_by,
            "last_sign_at": timestamp(self._last_sign_ms()),
            "next_try_at": None if next_try is None else timestamp(next_try),
            "attempt": self.execution.retry_attempt,
            "of": self.execution.max_attempts,
            "newest_attempt": self.course.newest_attempt or self.execution.attempt,
        }

    def words(self) -> dict[str, str]:
        """What the sentences are made of; what is not known is left out."""
        by, tries = self.execution.cancel_requested_by, self.execution.max_attempts
        attempt = self.execution.retry_attempt or 1
        return {
            "took": readable(self._took_ms()),
            "where": f" in {self.step}" if self.step else "",
            "last_step": f", the last one in {self.step}" if self.step else "",
            "now": f", now in {self.step}" if self.step else "",
            "by": f" by {by}" if by else "",
            "tries": f" after {tries} tries" if tries else "",
            "last": self._hour(self._last_sign_ms()),
            "next": self._next_try(", next try {about}", ", next try was due {about}"),
            "following": self._next_try(" {about}", ", due {about}")
            + (f", try {attempt + 1} of {tries}" if tries else ""),
            "attempt": str(attempt),
            "of": f" of {tries}" if tries else "",
            "newest": str(self.course.newest_attempt),
        }

    def _next_try(self, due: str, overdue: str) -> str:
        at_ms = self.execution.next_try_at_ms
        if at_ms is None:
            return ""
        return (due if at_ms > self.now_ms else overdue).format(about=f"about {self._hour(at_ms)}")

    def _took_ms(self) -> int:
        """Waiting counts from the moment the message was sent."""
        queued = self.execution.queued_at_ms
        if self.execution.reason is Reason.QUEUED and queued is not None:
            return max(0, self.now_ms - queued)
        return elapsed_ms(self.execution, self.now_ms)

    def _last_sign_ms(self) -> int:
        return self.course.last_event_ms or self.execution.started_at_ms

    def _hour(self, at_ms: int) -> str:
        """``10:20 UTC``; with the date if that is another day's."""
        date, _, time = timestamp(at_ms).partition("T")
        today = timestamp(self.now_ms).startswith(date)
        return f"{time[:5]} UTC" if today else f"{date} {time[:5]} UTC"


def _reason(execution: Execution, course: Course) -> str:
    reason = execution.reason.value
    return NEVER_STARTED if reason == "DEAD_LETTERED" and not course.events else reason


def _cause(execution: Execution, course: Course, reason: str) -> Cause | None:
    if execution.status is not Status.FAILED:
        return None
    return cause_of(
        code=execution.error_code, error=execution.error, stack=course.stack, reason=reason
    )


def _advice_code(execution: Execution, course: Course, cause: Cause | None) -> str | None:
    if execution.status is not Status.FAILED:
        running = execution.status is Status.IN_PROGRESS
        return "another_try" if running and (execution.retry_attempt or 1) > 1 else None
    if course.newest_attempt > execution.attempt:
        return "tried_again"
    if execution.reason is Reason.DEAD_LETTERED:
        return "put_back"
    return None if execution.reason in FINAL else _retry_code(execution, cause)


def _retry_code(execution: Execution, cause: Cause | None) -> str | None:
    """Where nobody counts the tries, the queue does: all that may pass is tried again."""
    if execution.retry_possible is False:
        return "put_back" if cause else "no_retry"
    if execution.retry_attempt is None:
        may_pass = execution.reason is Reason.KILLED or execution.retry_possible
        return "will_retry" if may_pass else None
    return "will_retry" if execution.next_try_at_ms else "last_try"


def _advice(code: str | None, words: Mapping[str, str], cause: Cause | None) -> str | None:
    """What happens next, then what to do about the cause."""
    sentences = [ADVICE[code].format_map(words)] if code else []
    return " ".join([*sentences, cause.remedy] if cause else sentences) or None


def _slowest(slowest: Slowest | None) -> dict[str, object] | None:
    if slowest is None:
        return None
    return {**asdict(slowest), "duration_readable": readable(slowest.duration_ms)}
