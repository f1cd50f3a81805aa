"""`make send`: puts a profile on the queue of the running demo, as any producer would.

PROFILE in the environment names a JSON file, sent as it is; or TRACKING_ID, COMPANY and TIER make
one. Run as `python -m local.send`.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from local import aws
from local.endpoints import ENDPOINTS, Endpoints

USAGE = (
    "make send PROFILE=file.json, or make send TRACKING_ID=ABC123 COMPANY='Acme Corp' TIER=basic"
)


class UnclearProfileError(Exception):
    """Neither a file nor the three values were given."""


def main() -> int:
    """Sends what the environment says; 1 when that is unclear or no demo runs."""
    try:
        endpoints = Endpoints.read(ENDPOINTS)
    except FileNotFoundError:
        print("No demo runs in this checkout: start it with `make demo`.", file=sys.stderr)
        return 1
    try:
        profile = _profile(os.environ)
    except (UnclearProfileError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    _show(endpoints, profile, send(endpoints, profile))
    return 0


def send(endpoints: Endpoints, profile: str) -> str:
    """Puts the text on the queue and returns its message id."""
    sqs = aws.session().client("sqs", endpoint_url=endpoints.aws_endpoint_url)
    return sqs.send_message(QueueUrl=endpoints.queue_url, MessageBody=profile)["MessageId"]


def _profile(environment: Mapping[str, str]) -> str:
    if file := environment.get("PROFILE"):
        return Path(file).read_text()
    try:
        return json.dumps(
            {
                "tracking_id": environment["TRACKING_ID"],
                "company_name": environment["COMPANY"],
                "tier_level": environment["TIER"],
            }
        )
    except KeyError as error:
        raise UnclearProfileError(f"Say what to send: {USAGE}") from error


def _show(endpoints: Endpoints, profile: str, message_id: str) -> None:
    tracking_id = _tracking_id(profile) or f"message-{message_id}"
    print(f"Sent message {message_id}:\n{profile.strip()}\n")
    print(f"See its log:  {endpoints.site_url}/?tracking_id={quote(tracking_id)}")


def _tracking_id(profile: str) -> str | None:
    """The log's name, or None where the message has none to read."""
    try:
        return str(json.loads(profile)["tracking_id"])
    except (ValueError, KeyError, TypeError):
        return None


if __name__ == "__main__":
    sys.exit(main())
