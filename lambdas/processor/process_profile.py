"""The job itself, told as its log tells it. A new step is a few lines here."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from execution_log import Execution, ExecutionLog, Step
from execution_log.clock import timestamp
from processor.cancellation import Cancellation
from processor.errors import Cancelled, InvalidProfile, MalformedAnswer, ProcessingError, in_words
from processor.message import Message, Profile, parse_profile
from processor.orchestrator import RESERVE_MS, Answer, Orchestrator
from processor.profiles import Profiles
from processor.retries import RetryPolicy

MODEL_TRIES = 3
"""How often the model is asked for an answer that is a brief, within one try of the message."""
RAW_SHOWN = 2_000
"""Characters of a rejected message that its log shows."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the job works with."""

    profiles: Profiles
    orchestrator: Orchestrator
    retries: RetryPolicy


@dataclass(frozen=True, slots=True)
class Job:
    """One message, its log, and what is to be done for it."""

    message: Message
    log: ExecutionLog
    services: Services
    cancellation: Cancellation
    remaining_ms: Callable[[], int]


def process_profile(job: Job) -> None:
    """Processes one profile and records every step of it when it happens.

    Raises what went wrong, after it has been recorded and the profile marked as failed.
    """
    try:
        _run_steps(job)
    except Exception as error:
        _handle_error(job, error)
        raise


def initialize(message: Message, log: ExecutionLog) -> Execution:
    """Makes this the one live attempt, or raises why it may not be (processor.delivery)."""
    company, tier = message.company or "an unnamed company", message.tier or "unknown"
    log.completed("initialization", f"Started processing for {company} ({tier} tier)")
    return log.claim()


def _run_steps(job: Job) -> None:
    log, services, execution_id = job.log, job.services, job.log.execution.execution_id
    _tell_of_the_try_before(log)

    with log.step("data_validation", "Checking the profile") as step:
        profile = _profile(job.message, step)
        step.message = f"The profile is valid ({len(profile.model_dump())} fields)"

    job.cancellation.check()
    with log.step("status_update", "Updating status to processing") as step:
        services.profiles.start(profile, execution_id)
        step.message = "Updated status to processing"

    model = services.orchestrator.model_for(profile.tier_level)
    with log.step(
        "orchestrator_execution",
        "Starting orchestrator execution...",
        durable=True,
        model=model.model_id,
        timeout_ms=model.timeout_ms,
    ) as step:
        answer = _answer(job, profile, step)
        step.metadata |= {"input_tokens": answer.input_tokens, "tokens": answer.output_tokens}
        step.message = (
            "Orchestrator completed successfully. "
            f"Response: Analysis complete ({answer.output_tokens:,} tokens)"
        )

    with log.step("result_storage", "Storing the strategic brief") as step:
        services.profiles.complete(profile.tracking_id, execution_id, answer.brief)
        step.message = (
            f"Stored the strategic brief with {len(answer.brief.recommendations)} recommendations"
        )


def _tell_of_the_try_before(log: ExecutionLog) -> None:
    this = log.execution
    if this.retry_of:
        log.completed(
            "retry",
            f"Attempt {this.retry_attempt} of {this.max_attempts}, after {this.error_before}",
            retry_attempt=this.retry_attempt,
            max_attempts=this.max_attempts,
            retry_of=this.retry_of,
        )


def _profile(message: Message, step: Step) -> Profile:
    """What is rejected is kept in the log, cut, so that its producer can find it."""
    try:
        return parse_profile(message.body)
    except InvalidProfile:
        body = message.body.encode("utf-8", "replace")
        step.metadata |= {
            "raw_message": message.body[:RAW_SHOWN],
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        raise


def _answer(job: Job, profile: Profile, step: Step) -> Answer:
    """The model is asked again for an answer that is no brief, while there is time."""
    execute = job.services.orchestrator.execute
    for number in range(1, MODEL_TRIES + 1):
        try:
            return job.cancellation.wait_for(lambda: execute(profile, job.remaining_ms()))
        except MalformedAnswer as error:
            if number == MODEL_TRIES or job.remaining_ms() < 2 * RESERVE_MS:
                raise
            step.report(f"{in_words(error)}. Asking again ({number + 1} of {MODEL_TRIES})")
    raise AssertionError("the last try returns or raises")


def _handle_error(job: Job, error: Exception) -> None:
    """A message that is no profile has no profile to mark."""
    log = job.log
    next_try = job.services.retries.next_try_at_ms(error, log.execution)
    log.outcome["next_try_at_ms"] = next_try
    message = str(error) if isinstance(error, Cancelled) else f"Processing failed: {error}"
    log.failed("error_handling", message, error=error, **_tries(log.execution, next_try))
    if isinstance(error, InvalidProfile):
        return
    try:
        job.services.profiles.fail(
            job.message.tracking_id, log.execution.execution_id, in_words(error)
        )
    except ProcessingError as fault:
        log.failed("status_update", f"Updating status to failed failed: {fault}", error=fault)


def _tries(execution: Execution, next_try_at_ms: int | None) -> dict[str, Any]:
    return {
        "retry_attempt": execution.retry_attempt,
        "max_attempts": execution.max_attempts,
        "next_try_at": timestamp(next_try_at_ms) if next_try_at_ms else None,
    }
