"""Faults between a client and its table: what a bad day on AWS looks like, on demand.

moto never throttles, fails or loses an answer, so this stands in its place: it asks a plan what
becomes of each request, and hands over to moto only what is to reach the table.
"""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ReadTimeoutError
from moto.core.botocore_stubber import MockRawResponse
from moto.core.models import botocore_stubber

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BEGIN = "PutItem attempt"
"""A header is put: at the begin of an execution and at its end."""
APPEND = "PutItem events"
QUERY = "Query"
FOLLOW = "TransactWriteItems"
"""A header takes the place of the attempt before."""
LAST_TRY = 3
"""What CLIENT_CONFIG allows. A fault that also hits the last one reaches the recorder."""


class Fault(Enum):
    THROTTLED = auto()
    """Refused, not applied."""
    BROKEN = auto()
    """Answered with 500, not applied."""
    TIMED_OUT = auto()
    """Never arrived."""
    LOST = auto()
    """Applied, but the answer never arrived."""
    CONFLICT = auto()
    """Refused, because a transaction on the same item is under way; the SDK does not repeat it."""
    LATE = auto()
    """Timed out for the client, applied when ``deliver_late()`` is called."""


Plan = Callable[[str, int], Fault | None]
"""What becomes of a request, by its name and by the number of the SDK's try (from 1)."""


def healthy(name: str, attempt: int) -> None:
    """Every request is answered."""


def always(fault: Fault, *names: str) -> Plan:
    """Every request of these names has the fault; without names, every request."""
    return lambda name, _: fault if name in names or not names else None


def planned(faults: dict[str, Iterable[Fault | None]]) -> Plan:
    """The first requests of a name have these faults in turn; what comes after is answered."""
    left = {name: iter(list(wanted)) for name, wanted in faults.items()}
    return lambda name, _: next(left.get(name, iter(())), None)


def at_random(seed: int, rate: float) -> Plan:
    """Faults that the SDK's own tries can absorb. The n-th request of a name always fares alike."""
    numbers: Counter[str] = Counter()
    kinds = (Fault.THROTTLED, Fault.BROKEN, Fault.TIMED_OUT, Fault.LOST)

    def plan(name: str, attempt: int) -> Fault | None:
        numbers[name] += 1
        chance = random.Random(f"{seed} {name} {numbers[name]}")  # noqa: S311 (no secret)
        return chance.choice(kinds) if attempt < LAST_TRY and chance.random() < rate else None

    return plan


class Faults:
    """One client's network. ``plan`` may be replaced at any time; ``sent`` names all requests."""

    def __init__(self, client: "DynamoDBClient", plan: Plan = healthy) -> None:
        self.plan = plan
        self.sent: list[str] = []
        self._late: list[tuple[str, AWSPreparedRequest]] = []
        self._table = threading.Lock()
        client.meta.events.unregister("before-send", botocore_stubber)
        client.meta.events.register("before-send.dynamodb", self._send)

    def deliver_late(self) -> None:
        """What was held up in the network arrives now."""
        for event_name, request in self._late:
            self._apply(event_name, request)
        self._late.clear()

    def _send(self, event_name: str, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        name = _name(event_name, request)
        self.sent.append(name)
        fault = self.plan(name, _try(request))
        if fault is Fault.THROTTLED:
            return _refusal(request, 400, "ProvisionedThroughputExceededException")
        if fault is Fault.BROKEN:
            return _refusal(request, 500, "InternalServerError")
        if fault is Fault.CONFLICT:
            return _conflict(request, name)
        if fault is Fault.LATE:
            self._late.append((event_name, request))
        elif fault is not Fault.TIMED_OUT:
            answer = self._apply(event_name, request)
        if fault:
            raise ReadTimeoutError(endpoint_url=request.url)
        return answer

    def _apply(self, event_name: str, request: AWSPreparedRequest) -> AWSResponse:
        with self._table:  # moto is not atomic across threads
            return botocore_stubber(event_name, request)


def _name(event_name: str, request: AWSPreparedRequest) -> str:
    operation = event_name.rpartition(".")[2]
    if operation != "PutItem":
        return operation
    sort_key: str = json.loads(request.body)["Item"]["sk"]["S"]
    return f"{operation} {sort_key.partition('#')[0]}"


def _try(request: AWSPreparedRequest) -> int:
    """From the SDK's header ``amz-sdk-request: attempt=1; max=3``."""
    told = request.headers["amz-sdk-request"]
    header = told.decode() if isinstance(told, bytes) else str(told)
    fields = dict(field.strip().split("=") for field in header.split(";"))
    return int(fields["attempt"])


def _conflict(request: AWSPreparedRequest, name: str) -> AWSResponse:
    if name != FOLLOW:
        return _refusal(request, 400, "TransactionConflictException")
    reasons = [{"Code": "None"}, {"Code": "TransactionConflict"}]
    return _refusal(request, 400, "TransactionCanceledException", CancellationReasons=reasons)


def _refusal(request: AWSPreparedRequest, status: int, code: str, **more: Any) -> AWSResponse:
    type_ = f"com.amazonaws.dynamodb.v20120810#{code}"
    body = json.dumps({"__type": type_, "message": "no", **more})
    return AWSResponse(request.url, status, {}, MockRawResponse(body))
