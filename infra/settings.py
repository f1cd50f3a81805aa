"""The CDK context, read and checked in one place (`cdk deploy -c retention_days=30 ...`)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from constructs import Node

from infra.models import REGIONS_OF_GEOGRAPHY
from infra.stages import STAGES, Stage

PROCESSOR_TIMEOUT_SECONDS = 10 * 60
DEAD_LETTERS_TIMEOUT_SECONDS = 60
MODEL_MARGIN_SECONDS = 30
"""What the processor needs besides the model: reading, recording and storing."""
LONGEST_MODEL_TIMEOUT = (PROCESSOR_TIMEOUT_SECONDS - MODEL_MARGIN_SECONDS) * 1000

LOG_LEVELS = ("debug", "info", "warn", "error", "fatal")
"""The words that Lambda's own log filter and Python's logging both know."""

EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"
DOMAIN = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
ORIGIN = r"https://[a-z0-9.-]+(:\d{1,5})?|http://localhost(:\d{1,5})?"
CERTIFICATE = r"arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate/[0-9a-f-]+"
GEOGRAPHY = r"[a-z]{2}(-[a-z]+)?"
MODEL = r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?"


class InvalidContext(ValueError):
    """Names every context value that can't be used, and what it may be."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a deployment may choose. Durations in ms are the functions' variables of that name."""

    stage: Stage
    retention_days: int
    alarm_email: str | None
    domain_name: str | None
    certificate_arn: str | None
    embed_origins: tuple[str, ...]
    max_concurrency: int
    max_attempts: int
    retry_delay_seconds: int
    default_model_id: str
    comprehensive_model_id: str
    ai_generation_timeout: int
    llama4_scout_timeout: int
    log_level: str
    local_port: int

    @classmethod
    def from_context(cls, node: Node) -> "Settings":
        """Raises InvalidContext with everything that is wrong, in one message."""
        context = _Context(node)
        settings = cls(
            stage=STAGES[context.choice("stage", "dev", STAGES)],
            retention_days=context.number("retention_days", 7, 1, 3650),
            alarm_email=context.match("alarm_email", EMAIL, "an e-mail address"),
            domain_name=context.match("domain_name", DOMAIN, "a host name like logs.example.com"),
            certificate_arn=context.match(
                "certificate_arn", CERTIFICATE, "an ACM certificate's ARN in us-east-1"
            ),
            embed_origins=context.matches(
                "embed_origins",
                ORIGIN,
                "origins like https://admin.example.com, with commas between",
            ),
            max_concurrency=context.number("max_concurrency", 10, 2, 1000),
            max_attempts=context.number("max_attempts", 3, 1, 10),
            retry_delay_seconds=context.number("retry_delay_seconds", 30, 1, 900),
            default_model_id=context.model("default_model_id", "us.amazon.nova-lite-v1:0"),
            comprehensive_model_id=context.model(
                "comprehensive_model_id", "us.meta.llama4-scout-17b-instruct-v1:0"
            ),
            ai_generation_timeout=context.number(
                "ai_generation_timeout", 300_000, 1000, LONGEST_MODEL_TIMEOUT
            ),
            llama4_scout_timeout=context.number(
                "llama4_scout_timeout", 480_000, 1000, LONGEST_MODEL_TIMEOUT
            ),
            log_level=context.choice("log_level", "info", LOG_LEVELS),
            local_port=context.number("local_port", 4566, 1, 65535),
        )
        if (settings.domain_name is None) != (settings.certificate_arn is None):
            context.problems.append("domain_name and certificate_arn go together: give both")
        context.refuse_problems()
        return settings


class _Context:
    """Reads typed values; collects what is wrong and goes on with the default."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self.problems: list[str] = []

    def refuse_problems(self) -> None:
        if self.problems:
            raise InvalidContext("; ".join(self.problems))

    def number(self, key: str, default: int, low: int, high: int) -> int:
        value = self._node.try_get_context(key)
        if value is None:
            return default
        if re.fullmatch(r"\d{1,9}", str(value)) and low <= int(value) <= high:
            return int(value)
        self._refuse(key, f"a whole number from {low} to {high}", value)
        return default

    def choice(self, key: str, default: str, choices: Collection[str]) -> str:
        value = self._node.try_get_context(key)
        if value is None:
            return default
        if value in choices:
            return str(value)
        self._refuse(key, f"one of {', '.join(choices)}", value)
        return default

    def match(self, key: str, pattern: str, meaning: str) -> str | None:
        value = self._node.try_get_context(key)
        if value is None:
            return None
        if re.fullmatch(pattern, str(value)):
            return str(value)
        self._refuse(key, meaning, value)
        return None

    def matches(self, key: str, pattern: str, meaning: str) -> tuple[str, ...]:
        """Several, with commas between; none where the key is not set."""
        value = self.match(key, rf"({pattern})(\s*,\s*({pattern}))*", meaning)
        return tuple(part.strip() for part in value.split(",")) if value else ()

    def model(self, key: str, default: str) -> str:
        """The first label is the model's provider, or the geography of an inference profile."""
        model_id = self.match(key, MODEL, "a Bedrock model or inference profile id") or default
        first = model_id.partition(".")[0]
        if re.fullmatch(GEOGRAPHY, first) and first not in REGIONS_OF_GEOGRAPHY:
            self._refuse(key, f"of a known geography ({', '.join(REGIONS_OF_GEOGRAPHY)})", first)
        return model_id

    def _refuse(self, key: str, meaning: str, value: object) -> None:
        self.problems.append(f"{key} must be {meaning}, not {value!r}")
