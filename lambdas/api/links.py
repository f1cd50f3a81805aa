"""Addresses of one execution in the AWS console."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from execution_log import Execution

CONSOLES = {"cn-": "console.amazonaws.cn", "us-gov-": "console.amazonaws-us-gov.com"}
"""By the beginning of the region; all others are at console.aws.amazon.com
(AWS General Reference, "Service endpoints" of the partitions)."""


@dataclass(frozen=True, slots=True)
class Console:
    """The AWS console of a region. Without a region there is no link."""

    region: str

    def log_stream_url(self, execution: Execution) -> str | None:
        """The log stream, filtered on the lines of exactly this execution.

        Lambda's own lines have the request id, the recorder's have the execution id.
        """
        origin = execution.origin
        if not (self.region and origin.log_group and origin.log_stream):
            return None
        ids = [i for i in (origin.request_id, execution.execution_id) if i]
        pattern = " ".join(f'?"{i}"' for i in ids)
        return self._cloudwatch(
            f"logsV2:log-groups/log-group/{_twice(origin.log_group)}"
            f"/log-events/{_twice(origin.log_stream)}"
            f"$3FfilterPattern$3D{_twice(pattern)}"
        )

    def trace_url(self, execution: Execution) -> str | None:
        """The X-Ray trace, if the execution knows its id."""
        trace_id = execution.origin.trace_id
        if not (self.region and trace_id):
            return None
        return self._cloudwatch(f"xray:traces/{quote(trace_id, safe='')}")

    def _cloudwatch(self, fragment: str) -> str:
        host = next(
            (host for prefix, host in CONSOLES.items() if self.region.startswith(prefix)),
            "console.aws.amazon.com",
        )
        region = self.region
        return f"https://{region}.{host}/cloudwatch/home?region={region}#{fragment}"


NO_CONSOLE = Console("")


def console_of(environ: Mapping[str, str]) -> Console:
    """That of the region a function runs in; an emulator has none."""
    emulated = "AWS_ENDPOINT_URL" in environ
    return NO_CONSOLE if emulated else Console(environ.get("AWS_REGION", ""))


def _twice(text: str) -> str:
    """Percent-encoded twice, with ``$`` for ``%``: what the console expects behind the ``#``."""
    return quote(quote(text, safe=""), safe="").replace("%", "$")
