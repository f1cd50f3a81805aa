"""Cursors: where a list goes on. Only what this API has handed out is taken back."""

import hmac
import secrets
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from api.errors import BadCursor
from execution_log.clock import Clock
from execution_log.unavailable import store_errors

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

DAY = "day"
KEY = "key"
TTL_ATTRIBUTE = "expires_at"
"""The table's partition key, the day's key, and the TTL attribute."""

DAY_S = 24 * 60 * 60
VALID_S = DAY_S
"""How long a cursor is taken back."""
SKEW_S = 60
"""How much the clocks of two instances may differ."""
KEY_BYTES = 32
TIME_BYTES = 4
QUESTION_BYTES = 8
SEAL_BYTES = 16
"""Half of SHA-256, which is more than anyone can try at this API's rate."""

DAMAGED = "cursor is damaged or was not made here; begin again without it"
FOREIGN = "cursor belongs to another list, filter or person; begin again without it"
TOO_OLD = "cursor is older than a day; begin again without it"

KeyOfDay = Callable[[int], bytes]
"""Days are counted from 1970-01-01 UTC."""


class DailyKeys:
    """A random key for each day, the same in all instances of the function."""

    def __init__(self, table: str, client: "DynamoDBClient") -> None:
        self._table = table
        self._client = client
        self._known: dict[int, bytes] = {}

    def key(self, day: int) -> bytes:
        """Whoever asks first makes it. Raises StoreUnavailable."""
        if day not in self._known:
            self._known[day] = self._agreed(day)
        return self._known[day]

    def _agreed(self, day: int) -> bytes:
        """One write that makes the key or finds it: no instance can overwrite another's."""
        with store_errors():
            answer = self._client.update_item(
                TableName=self._table,
                Key={DAY: {"N": str(day)}},
                UpdateExpression=(
                    "SET #key = if_not_exists(#key, :fresh), #ttl = if_not_exists(#ttl, :ttl)"
                ),
                ExpressionAttributeNames={"#key": KEY, "#ttl": TTL_ATTRIBUTE},
                ExpressionAttributeValues={
                    ":fresh": {"B": secrets.token_bytes(KEY_BYTES)},
                    ":ttl": {"N": str((day + 1) * DAY_S + VALID_S + SKEW_S)},
                },
                ReturnValues="ALL_NEW",
            )
        return bytes(answer["Attributes"][KEY]["B"])


@dataclass(frozen=True, slots=True)
class Cursors:
    """A cursor holds when it was made, a digest of the question it answers (which list, with which
    filter, asked by whom), and a position, sealed with the key of its day."""

    key_of_day: KeyOfDay
    clock: Clock

    def cursor(self, position: str | None, question: str) -> str | None:
        if position is None:
            return None
        made_at = self._now_s()
        content = made_at.to_bytes(TIME_BYTES) + _digest(question) + position.encode()
        return _text(content + self._seal(content, made_at))

    def position(self, cursor: str | None, question: str) -> str | None:
        """Raises BadCursor unless ``cursor`` made it for this question within a day."""
        if cursor is None:
            return None
        content, seal = _parts(cursor)
        made_at = int.from_bytes(content[:TIME_BYTES])
        age_s = self._now_s() - made_at
        if age_s > VALID_S:
            raise BadCursor(TOO_OLD)
        if age_s < -SKEW_S or not hmac.compare_digest(seal, self._seal(content, made_at)):
            raise BadCursor(DAMAGED)
        asked, position = content[TIME_BYTES:][:QUESTION_BYTES], content[_HEAD_BYTES:]
        if asked != _digest(question):
            raise BadCursor(FOREIGN)
        return position.decode()

    def _seal(self, content: bytes, made_at: int) -> bytes:
        key = self.key_of_day(made_at // DAY_S)
        return hmac.digest(key, content, "sha256")[:SEAL_BYTES]

    def _now_s(self) -> int:
        return self.clock.now_ms() // 1000


_HEAD_BYTES = TIME_BYTES + QUESTION_BYTES


def _digest(question: str) -> bytes:
    return sha256(question.encode()).digest()[:QUESTION_BYTES]


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _parts(cursor: str) -> tuple[bytes, bytes]:
    """What is sealed, and the seal."""
    try:
        raw = b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise BadCursor(DAMAGED) from None
    # Several texts stand for the same bytes; only one of them was made here.
    if len(raw) <= _HEAD_BYTES + SEAL_BYTES or _text(raw) != cursor:
        raise BadCursor(DAMAGED)
    return raw[:-SEAL_BYTES], raw[-SEAL_BYTES:]
