"""Every key, index and attribute name of the execution-log table, in one place.

The construct that makes the table, the store that writes it and the tests that fake it all read
these names, so they cannot differ. Layout and reasons: docs/architecture.md.
"""

import zlib

from execution_log.values import storable

PARTITION_KEY = "pk"
SORT_KEY = "sk"
TTL_ATTRIBUTE = "expires_at"

# Sparse, write-sharded indexes: only headers carry these attributes, never the event chunks.
INDEX_BY_START = "by_start"
INDEX_BY_STATUS = "by_status"
INDEX_BY_COMPANY = "by_company"
SHARD = "shard"
STATUS_SHARD = "status_shard"
POSITION = "position"
COMPANY_POSITION = "company_position"
INDEXES = {
    INDEX_BY_START: (SHARD, POSITION),
    INDEX_BY_STATUS: (STATUS_SHARD, POSITION),
    INDEX_BY_COMPANY: (SHARD, COMPANY_POSITION),
}
"""The partition key and the sort key of each."""
SHARDS = 8
"""1,000 executions a second load a shard with a quarter to a half of what a partition takes
(arithmetic: docs/scale.md). More shards at any time: every shard up to this number is read, and a
row stays where it was written. Never fewer, as long as rows of the others live."""

FIRST, LAST = "0", "~"
"""Sort before and after every position."""

COMPANY_END = "\x1f"
"""Comes between company and position."""
COMPANY_LAST = "\U0010ffff"
"""Sorts after every character of a name."""
COMPANY_LENGTH = 200
"""Characters, of 4 bytes at most: with a position, a sort key stays under its 1,024 bytes.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html"""
_NOT_IN_A_NAME = str.maketrans({COMPANY_END: " ", COMPANY_LAST: " "})

HEADER_PREFIX = "attempt#"
NEWEST = f"{HEADER_PREFIX}999999"
"""The newest attempt's header, whatever its number: one conditional put can take the place of the
attempt before, which moves to a key of its own (``header``)."""
NOTE_PREFIX = "note#"


def partition(tracking_id: str) -> str:
    return f"execution_log:{tracking_id}"


def header(attempt: int) -> str:
    """An attempt's header once a newer one has begun."""
    return f"{HEADER_PREFIX}{attempt:06d}"


def chunk_prefix(execution_id: str) -> str:
    """By execution, not by attempt: numbers begin anew once all attempts have expired."""
    return f"events#{execution_id}#"


def chunk(execution_id: str, first_seq: int) -> str:
    return f"{chunk_prefix(execution_id)}{first_seq:06d}"


def first_version_chunk_prefix(attempt: int) -> str:
    return f"events#{attempt:06d}#"


def note(at: str, unique: str) -> str:
    """Sorts notes by time; two may be written in the same millisecond."""
    return f"{NOTE_PREFIX}{at}#{unique}"


def shard(tracking_id: str) -> int:
    """The shard of a tracking id: the same for all its attempts, in every process."""
    return zlib.crc32(tracking_id.encode()) % SHARDS


def all_shard(number: int) -> str:
    return f"all#{number}"


def status_shard(status: str, number: int) -> str:
    return f"{status}#{number}"


def position(started_at: str, execution_id: str) -> str:
    """Sorts executions by start; unique, because two may start in the same millisecond."""
    return f"{started_at}#{execution_id}"


def started_at(position: str) -> str:
    """The time within a position (ISO 8601)."""
    return position.partition("#")[0]


def fold(text: str) -> str:
    """What is the same of texts that differ in case alone."""
    return text.casefold()


def company(name: str) -> str:
    """A company as the index has it. Names that begin alike, whatever their case, do so here."""
    # Folding makes no text shorter, but some longer.
    stored = storable(name[:COMPANY_LENGTH])
    return fold(stored).translate(_NOT_IN_A_NAME)[:COMPANY_LENGTH]


def company_prefix(company: str) -> str:
    """What the rows of one company begin with, and no others."""
    return f"{company}{COMPANY_END}"
