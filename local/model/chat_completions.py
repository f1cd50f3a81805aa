"""A model server of yours that speaks OpenAI's chat completions, such as Ollama or vLLM."""

import os
from collections.abc import Mapping

import urllib3

from local.model.converse import Model, ModelError, Prompt

ANSWER_SECONDS = 600.0


def chat_completions(base_url: str) -> Model:
    """A model answered by base_url (such as http://127.0.0.1:11434/v1).

    LOCAL_MODEL_NAME names the model there; without it Bedrock's id is sent as it is.
    """

    def answer(prompt: Prompt) -> str:
        body = {
            "model": os.environ.get("LOCAL_MODEL_NAME", prompt.model_id),
            "messages": [
                {"role": "system", "content": prompt.instructions},
                {"role": "user", "content": prompt.text},
            ],
            "max_tokens": prompt.max_tokens,
        }
        return _post(f"{base_url.rstrip('/')}/chat/completions", body)

    return answer


def _post(url: str, body: Mapping[str, object]) -> str:
    try:
        response = urllib3.request("POST", url, json=body, retries=False, timeout=ANSWER_SECONDS)
    except urllib3.exceptions.HTTPError as error:
        raise ModelError(503, "ServiceUnavailableException", f"{url}: {error}") from error
    if response.status == 429:
        raise ModelError(429, "ThrottlingException", f"{url} answered 429")
    if response.status != 200:
        raise ModelError(500, "InternalServerException", f"{url} answered {response.status}")
    return str(response.json()["choices"][0]["message"]["content"])
