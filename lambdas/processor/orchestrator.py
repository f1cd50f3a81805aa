"""The AI orchestrator: has a model on Amazon Bedrock write a strategic brief."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError

from execution_log import aws
from processor.brief import INSTRUCTIONS, Brief, read_brief
from processor.errors import GenerationTimeout, MalformedAnswer, ModelRefused, ModelUnavailable
from processor.message import Profile
from processor.settings import Settings

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
    from mypy_boto3_bedrock_runtime.type_defs import ConverseResponseTypeDef

COMPREHENSIVE_TIER = "comprehensive"

RESERVE_MS = 15_000
"""Kept of the function's time to record a timeout and return the message."""

MAX_TOKENS = 4_096

MAY_PASS = frozenset(
    {
        "InternalServerException",
        "ModelErrorException",
        "ModelNotReadyException",
        "ModelTimeoutException",
        "ServiceUnavailableException",
        "ThrottlingException",
    }
)
"""Errors of Converse that another try may not meet (Amazon Bedrock API reference, Converse)."""

ClientOfTimeout = Callable[[int], "BedrockRuntimeClient"]
"""Makes a client that waits so many milliseconds for an answer."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model and how long it may take, in milliseconds."""

    model_id: str
    timeout_ms: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A brief and what it took to get it."""

    brief: Brief
    model_id: str
    input_tokens: int
    output_tokens: int


def bedrock_client(timeout_ms: int) -> "BedrockRuntimeClient":
    """One try only: botocore would repeat a slow call up to five times, each one billed."""
    config = Config(
        connect_timeout=3,
        read_timeout=max(1, timeout_ms / 1000),
        retries={"mode": "standard", "total_max_attempts": 1},
    )
    client: BedrockRuntimeClient = aws.client("bedrock-runtime", config)
    return client


class Orchestrator:
    """Asks the tier's model for a brief, within its time limit and the time left."""

    def __init__(self, settings: Settings, client: ClientOfTimeout = bedrock_client) -> None:
        self._settings = settings
        self._client = client

    def model_for(self, tier_level: str) -> Model:
        """Llama 4 Scout for the comprehensive tier, the default model for any other."""
        if tier_level == COMPREHENSIVE_TIER:
            return Model(self._settings.comprehensive_model_id, self._settings.llama4_scout_timeout)
        return Model(self._settings.default_model_id, self._settings.ai_generation_timeout)

    def execute(self, profile: Profile, remaining_ms: int) -> Answer:
        """The model's brief for the profile.

        Raises GenerationTimeout, ModelUnavailable (both may pass), ModelRefused or MalformedAnswer.
        """
        model = self.model_for(profile.tier_level)
        limit = min(model.timeout_ms, remaining_ms - RESERVE_MS)
        response = self._generate_content(model.model_id, profile, limit)
        usage = response["usage"]
        return Answer(
            brief=read_brief(_text(response)),
            model_id=model.model_id,
            input_tokens=usage["inputTokens"],
            output_tokens=usage["outputTokens"],
        )

    def _generate_content(
        self, model_id: str, profile: Profile, limit_ms: int
    ) -> "ConverseResponseTypeDef":
        try:
            return self._client(limit_ms).converse(
                modelId=model_id,
                system=[{"text": INSTRUCTIONS}],
                messages=[{"role": "user", "content": [{"text": profile.as_json()}]}],
                inferenceConfig={"maxTokens": MAX_TOKENS, "temperature": 0.2},
            )
        except ReadTimeoutError as error:
            raise GenerationTimeout(f"AI generation timeout after {limit_ms}ms") from error
        except ClientError as error:
            raise _refusal(error, model_id) from error
        except BotoCoreError as error:
            raise ModelUnavailable(f"The model {model_id} can't be reached: {error}") from error


def _refusal(error: ClientError, model_id: str) -> ModelUnavailable | ModelRefused:
    code = error.response["Error"]["Code"]
    said = f"{code}: {error.response['Error'].get('Message', '')}"
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in MAY_PASS or status >= 500 or status == 429:
        return ModelUnavailable(f"The model {model_id} is not available now ({said})")
    return ModelRefused(f"The model {model_id} refused the request ({said})")


def _text(response: "ConverseResponseTypeDef") -> str:
    """The text of the answer; models may add other kinds of content."""
    content = response["output"].get("message", {}).get("content", [])
    texts = [block["text"] for block in content if "text" in block]
    if not texts:
        raise MalformedAnswer(f"The model gave no text (it stopped by {response['stopReason']})")
    return "".join(texts)
