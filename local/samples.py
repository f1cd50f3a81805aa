"""The sample profiles of the demo: real companies, four different ends."""

import json
from dataclasses import dataclass

from local.endpoints import Endpoints
from local.paths import SAMPLES
from local.send import send

STORIES = {
    "completes.json": "completes",
    "fails.json": "fails: the model answers rubbish, and the orchestrator's stack is in the log",
    "invalid.json": "is refused: no company, empty tier; its message is in the dead-letter queue",
    "runs-90-seconds.json": "stays in progress for 90 seconds, to be watched live",
}


@dataclass(frozen=True)
class Sample:
    tracking_id: str
    story: str


def send_samples(endpoints: Endpoints) -> list[Sample]:
    """Puts every sample on the queue and says what will become of it."""
    sent = []
    for name, story in STORIES.items():
        profile = (SAMPLES / name).read_text()
        send(endpoints, profile)
        sent.append(Sample(json.loads(profile)["tracking_id"], story))
    return sent
