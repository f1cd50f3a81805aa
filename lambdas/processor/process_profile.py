"""The job itself, told as its log tells it. A new step is a few lines here."""

from collections.abc import Callable
from dataclasses import dataclass

from execution_log import ExecutionLog
from processor.errors import InvalidProfile, ProcessingError, in_words
from processor.message import Message, parse_profile
from processor.orchestrator import Orchestrator
from processor.profiles import Profiles


@dataclass(frozen=True, slots=True)
class Services:
    """What the job works with."""

    profiles: Profiles
    orchestrator: Orchestrator


def process_profile(
    message: Message, log: ExecutionLog, services: Services, remaining_ms: Callable[[], int]
) -> None:
    """Processes one profile and records every step of it when it happens.

    Raises what went wrong, after it has been recorded and the profile marked as failed.
    """
    company, tier = message.company or "an unnamed company", message.tier or "unknown"
    log.completed("initialization", f"Started processing for {company} ({tier} tier)")
    try:
        _run_steps(message, log, services, remaining_ms)
    except Exception as error:
        _handle_error(message, log, services, error)
        raise


def _run_steps(
    message: Message, log: ExecutionLog, services: Services, remaining_ms: Callable[[], int]
) -> None:
    execution_id = log.execution.execution_id

    with log.step("data_validation", "Checking the profile") as step:
        profile = parse_profile(message.body)
        step.message = f"The profile is valid ({len(profile.model_dump())} fields)"

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
        answer = services.orchestrator.execute(profile, remaining_ms())
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


def _handle_error(
    message: Message, log: ExecutionLog, services: Services, error: Exception
) -> None:
    """A message that is no profile has no profile to mark."""
    log.failed("error_handling", f"Processing failed: {error}", error=error)
    if isinstance(error, InvalidProfile):
        return
    try:
        services.profiles.fail(message.tracking_id, log.execution.execution_id, in_words(error))
    except ProcessingError as fault:
        log.failed("status_update", f"Updating status to failed failed: {fault}", error=fault)
