"""Where a running local stack is, as a file that other programs read."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from local import aws, paths
from local.users import SignIn

ENDPOINTS = paths.DEMO / "endpoints.json"
"""Exists only while the addresses in it answer."""


@dataclass(frozen=True)
class Endpoints:
    """site_host and api_host: the Host header to send to 127.0.0.1 where *.localhost is unknown."""

    aws_endpoint_url: str
    region: str
    site_url: str
    site_host: str
    api_url: str
    api_host: str
    queue_url: str
    dead_letter_queue_url: str
    log_table: str
    profiles_table: str
    user_pool_id: str
    user_pool_client_id: str
    username: str
    password: str

    @classmethod
    def of_stack(cls, port: int, outputs: dict[str, str], admin: SignIn) -> "Endpoints":
        return cls(
            aws_endpoint_url=aws.endpoint(port),
            region=aws.REGION,
            site_url=outputs["SiteUrl"],
            site_host=urlsplit(outputs["SiteUrl"]).netloc,
            api_url=outputs["ApiUrl"],
            api_host=urlsplit(outputs["ApiUrl"]).netloc,
            queue_url=outputs["QueueUrl"],
            dead_letter_queue_url=outputs["DeadLetterQueueUrl"],
            log_table=outputs["LogTableName"],
            profiles_table=outputs["ProfilesTableName"],
            user_pool_id=outputs["UserPoolId"],
            user_pool_client_id=outputs["UserPoolClientId"],
            username=admin.username,
            password=admin.password,
        )

    @classmethod
    def read(cls, file: Path) -> "Endpoints":
        """Raises FileNotFoundError when no demo runs."""
        return cls(**json.loads(file.read_text()))

    def write(self, file: Path) -> None:
        """Readable by this user only: it holds a password."""
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(self), indent=2) + "\n")
