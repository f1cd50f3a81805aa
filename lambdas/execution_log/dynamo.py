"""The store of execution logs in DynamoDB."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from execution_log import aws, keys
from execution_log.clock import SYSTEM_CLOCK, Clock
from execution_log.errors import AttemptContention, StoreUnavailable
from execution_log.items import (
    Item,
    chunk_events,
    chunk_item,
    chunk_prefix,
    execution_of,
    header_item,
)
from execution_log.lifecycle import Succession, next_attempt, same_run
from execution_log.lists import DynamoLists
from execution_log.model import Execution, Status

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLIENT_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=max(10, keys.SHARDS),
)
"""At worst some 10 s for one call. botocore's defaults (60 s, up to 10 attempts) could hang a job
for minutes and have changed between its versions."""

BEGIN_TRIES = 64
"""A try is lost only to another attempt that began meanwhile, so this is enough for as many
attempts of one tracking id at once."""
CONFLICT_TRIES = 4
CONFLICT_PAUSE_S = 0.1
"""DynamoDB refuses what touches an item of a transaction that is under way, and the SDK does not
repeat that. The pause is random, up to this long."""

# Each is also true for the same write repeated after its answer was lost, but not for one that was
# held up in the network and arrives after the end.
FREE = "attribute_not_exists(pk)"
STILL_OPEN = (
    "execution_id = :execution_id AND (final_status = :in_progress"
    " OR (completed_at_ms = :completed_at_ms AND reason = :reason))"
)
UNCHANGED = "execution_id = :execution_id AND reason = :reason"
NOT_ENDED = "execution_id = :execution_id AND final_status = :in_progress"
AS_SEEN = (
    "execution_id = :execution_id AND ((reason = :seen_reason AND {message})"
    " OR (reason = :end_reason AND completed_at_ms = :ended_at))"
)


class DynamoStore(DynamoLists):
    """Executions and their events in one table (layout: docs/architecture.md)."""

    def __init__(
        self, table: str, client: "DynamoDBClient | None" = None, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        super().__init__(table, client or aws.client("dynamodb", CLIENT_CONFIG), clock)

    def begin(self, execution: Execution, succession: Succession = next_attempt) -> Execution:
        """A first attempt is one conditional put. Another takes the place of the newest header,
        which in the same transaction goes to a key of its own."""
        first = replace(execution, attempt=1)
        for _ in range(BEGIN_TRIES):
            try:
                self._put_if(header_item(first), FREE)
                return first
            except _Refused as refused:
                begun = self._follow(refused.item, execution, succession)
            if begun:
                return begun
        raise AttemptContention(f"{BEGIN_TRIES} attempts began before this one could")

    def append(self, execution: Execution, first_seq: int, events: Sequence[str]) -> None:
        with _wrapped():
            self._client.put_item(
                TableName=self._table, Item=chunk_item(execution, first_seq, events)
            )

    def finish(self, execution: Execution) -> None:
        for sort_key in _places(execution):
            try:
                self._put_if(
                    header_item(execution, sort_key),
                    STILL_OPEN,
                    {
                        ":execution_id": {"S": execution.execution_id},
                        ":in_progress": {"S": Status.IN_PROGRESS.value},
                        ":completed_at_ms": {"N": str(execution.completed_at_ms)},
                        ":reason": {"S": execution.reason.value},
                    },
                )
            except _Refused as refused:
                if _id_of(refused.item) != execution.execution_id:
                    continue
            return

    def conclude(self, seen: Execution, end: Execution) -> bool:
        return any(self._change(place, seen, end) for place in _places(seen))

    def sent(self, execution: Execution, message_id: str) -> None:
        self._note(execution, "message_id", message_id)

    def request_cancel(self, execution: Execution, by: str) -> bool:
        return self._note(execution, "cancel_requested_by", by)

    def executions(
        self, tracking_id: str, *, limit: int, before_attempt: int | None = None
    ) -> list[Execution]:
        last = keys.header(before_attempt - 1) if before_attempt else f"{keys.HEADER_PREFIX}~"
        headers = self._headers(tracking_id, last, limit)
        return [execution_of(item) for item in self._alive(headers)]

    def events(self, execution: Execution, *, after_seq: int = 0) -> Iterator[str]:
        """Chunks are read forwards, or, after a number, backwards until the chunk that has it."""
        if 0 < execution.expires_at <= self._clock.now_ms() // 1000:
            return
        first = execution.first_events
        yield from first[after_seq:]
        last_seq = max(after_seq, len(first))
        for seq, line in self._stored_events(execution, last_seq):
            yield line
            last_seq = seq
        yield from execution.last_events[max(0, last_seq + 1 - execution.last_events_from) :]

    def _follow(
        self, newest: Item, execution: Execution, succession: Succession
    ) -> Execution | None:
        """Lets the execution follow the newest one; None if that has changed meanwhile."""
        previous = execution_of(newest)
        if same_run(previous, execution):
            return previous
        kept, new = succession(previous, execution)
        unchanged = {
            ":execution_id": {"S": previous.execution_id},
            ":reason": {"S": previous.reason.value},
        }
        try:
            if new.execution_id == previous.execution_id:
                self._put_if(header_item(new), UNCHANGED, unchanged)
            else:
                self._put_both(kept, new, unchanged)
        except _Refused:
            return None
        return new

    def _put_both(self, kept: Execution, new: Execution, unchanged: Item) -> None:
        puts: list[Any] = [
            {"Item": header_item(kept, keys.header(kept.attempt))},
            {
                "Item": header_item(new),
                "ConditionExpression": UNCHANGED,
                "ExpressionAttributeValues": unchanged,
            },
        ]
        items: list[Any] = [{"Put": {"TableName": self._table, **put}} for put in puts]
        _write(lambda: self._client.transact_write_items(TransactItems=items))

    def _headers(self, tracking_id: str, last: str, limit: int) -> list[Item]:
        """The headers up to the sort key ``last``, newest attempt first."""
        answer = self._query(
            "pk = :pk AND sk BETWEEN :first AND :last",
            {
                ":pk": {"S": keys.partition(tracking_id)},
                ":first": {"S": keys.HEADER_PREFIX},
                ":last": {"S": last},
            },
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=limit,
        )
        return list(answer["Items"])

    def _stored_events(self, execution: Execution, after_seq: int) -> Iterator[tuple[int, str]]:
        """The events in chunks, younger than a sequence number, with theirs."""
        chunks = self._chunks(execution, forwards=after_seq == len(execution.first_events))
        if after_seq > len(execution.first_events):
            chunks = reversed(_until(chunks, after_seq))
        for item in chunks:
            first_seq = int(item[keys.SORT_KEY]["S"].rpartition("#")[2])
            for seq, line in enumerate(chunk_events(item), first_seq):
                if seq > after_seq:
                    yield seq, line

    def _chunks(self, execution: Execution, *, forwards: bool) -> Iterator[Item]:
        page: dict[str, Any] = {}
        while True:
            answer = self._query(
                "pk = :pk AND begins_with(sk, :prefix)",
                {
                    ":pk": {"S": keys.partition(execution.tracking_id)},
                    ":prefix": {"S": chunk_prefix(execution)},
                },
                ScanIndexForward=forwards,
                ConsistentRead=True,
                **page,
            )
            yield from self._alive(answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            page = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _note(self, execution: Execution, name: str, value: str) -> bool:
        """Sets an attribute of the newest attempt's header, unless it has ended."""
        values = {
            ":value": {"S": value},
            ":execution_id": {"S": execution.execution_id},
            ":in_progress": {"S": Status.IN_PROGRESS.value},
        }
        try:
            _write(
                lambda: self._client.update_item(
                    TableName=self._table,
                    Key={
                        keys.PARTITION_KEY: {"S": keys.partition(execution.tracking_id)},
                        keys.SORT_KEY: {"S": keys.NEWEST},
                    },
                    UpdateExpression=f"SET {name} = :value",
                    ConditionExpression=NOT_ENDED,
                    ExpressionAttributeValues=values,
                )
            )
        except _Refused:
            return False
        return True

    def _change(self, sort_key: str, seen: Execution, end: Execution) -> bool:
        """Changes of a header what differs between the two, if it is still as seen."""
        old, new = header_item(seen, sort_key), header_item(end, sort_key)
        changed = {name: value for name, value in new.items() if old.get(name) != value}
        gone = old.keys() - new.keys()
        update = "SET " + ", ".join(f"#{name} = :new_{name}" for name in changed)
        if gone:
            update += " REMOVE " + ", ".join(f"#{name}" for name in gone)
        condition, values = _as_seen(seen, end)
        try:
            _write(
                lambda: self._client.update_item(
                    TableName=self._table,
                    Key={name: old[name] for name in (keys.PARTITION_KEY, keys.SORT_KEY)},
                    UpdateExpression=update,
                    ConditionExpression=condition,
                    ExpressionAttributeNames={f"#{name}": name for name in (*changed, *gone)},
                    ExpressionAttributeValues={
                        **values,
                        **{f":new_{name}": value for name, value in changed.items()},
                    },
                )
            )
        except _Refused:
            return False
        return True

    def _put_if(self, item: Item, condition: str, values: Item | None = None) -> None:
        """Puts the item; raises _Refused, with what lies there instead, if the condition fails."""
        more: Any = {"ExpressionAttributeValues": values} if values else {}
        _write(
            lambda: self._client.put_item(
                TableName=self._table,
                Item=item,
                ConditionExpression=condition,
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
                **more,
            )
        )


class _Refused(Exception):
    """Strictly private: a conditional write found another state than it asked for.

    ``item`` is what lies there instead, if the operation tells.
    """

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item


class _Conflict(Exception):
    """Strictly private: a transaction on the same item is under way."""


def _write(send: Callable[[], object]) -> None:
    """Repeats a write that a transaction is in the way of."""
    for _ in range(CONFLICT_TRIES):
        try:
            with _wrapped():
                send()
            return
        except _Conflict:
            time.sleep(random.uniform(0, CONFLICT_PAUSE_S))  # noqa: S311 (no secret)
    raise AttemptContention("other attempts of this tracking id are beginning")


@contextmanager
def _wrapped() -> Iterator[None]:
    """The one place where the SDK's errors become ours."""
    try:
        yield
    except ClientError as error:
        reasons = _reasons(error.response)
        if "ConditionalCheckFailed" in reasons:
            there: Any = error.response.get("Item", {})
            raise _Refused(there) from error
        if "TransactionConflict" in reasons:
            raise _Conflict from error
        raise StoreUnavailable(str(error)) from error
    except BotoCoreError as error:
        raise StoreUnavailable(str(error)) from error


def _reasons(response: Any) -> set[str]:
    """Why DynamoDB refused a write; a transaction has a reason for each of its items."""
    told = {reason.get("Code") for reason in response.get("CancellationReasons", ())}
    return told | {response["Error"]["Code"].removesuffix("Exception")}


def _places(execution: Execution) -> tuple[str, str]:
    """The sort keys at which its header may lie: at its own once a newer attempt has begun."""
    return keys.NEWEST, keys.header(execution.attempt)


def _as_seen(seen: Execution, end: Execution) -> tuple[str, Item]:
    """The condition under which an execution is concluded, and its values."""
    message_id = seen.origin.message_id
    values: Item = {
        ":execution_id": {"S": seen.execution_id},
        ":seen_reason": {"S": seen.reason.value},
        ":end_reason": {"S": end.reason.value},
        ":ended_at": {"N": str(end.completed_at_ms)},
    }
    if message_id is None:
        return AS_SEEN.format(message="attribute_not_exists(message_id)"), values
    values |= {":message_id": {"S": message_id}}
    return AS_SEEN.format(message="message_id = :message_id"), values


def _id_of(item: Item) -> str:
    return str(item.get("execution_id", {"S": ""})["S"])


def _until(chunks: Iterator[Item], seq: int) -> list[Item]:
    """Of chunks that come newest first, those down to the one with the event after ``seq``."""
    read: list[Item] = []
    for item in chunks:
        read.append(item)
        if int(item[keys.SORT_KEY]["S"].rpartition("#")[2]) <= seq + 1:
            break
    return read
