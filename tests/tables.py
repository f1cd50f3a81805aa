"""The tables under moto and the emulator, with the names and keys of the real ones."""

from itertools import chain
from typing import TYPE_CHECKING, Any

import boto3

from api import audit, cursors, exports_table
from execution_log import keys
from execution_log.items import LISTED

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LOG_TABLE = "execution-log"
PROFILES_TABLE = "profiles"
AUDIT_TABLE = "audit"
CURSOR_KEYS_TABLE = "cursor-keys"
EXPORTS_TABLE = "exports"
EXPORTS_BUCKET = "exports"


def make_log_table(
    name: str = LOG_TABLE, client: "DynamoDBClient | None" = None
) -> "DynamoDBClient":
    client = client or boto3.client("dynamodb")
    names = {keys.PARTITION_KEY, keys.SORT_KEY, *chain(*keys.INDEXES.values())}
    client.create_table(
        TableName=name,
        KeySchema=_key(keys.PARTITION_KEY, keys.SORT_KEY),
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in names],
        GlobalSecondaryIndexes=[_index(name, *key) for name, key in keys.INDEXES.items()],
        BillingMode="PAY_PER_REQUEST",
    )
    return client


def make_profiles_table(
    name: str = PROFILES_TABLE, client: "DynamoDBClient | None" = None
) -> "DynamoDBClient":
    client = client or boto3.client("dynamodb")
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "tracking_id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "tracking_id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return client


def make_audit_table(name: str = AUDIT_TABLE) -> "DynamoDBClient":
    return _sorted_table(name, audit.MONTH, audit.POSITION)


def make_cursor_keys_table() -> "DynamoDBClient":
    client = boto3.client("dynamodb")
    client.create_table(
        TableName=CURSOR_KEYS_TABLE,
        KeySchema=[{"AttributeName": cursors.DAY, "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": cursors.DAY, "AttributeType": "N"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return client


def make_exports_table(name: str = EXPORTS_TABLE) -> "DynamoDBClient":
    return _sorted_table(name, exports_table.LIST, exports_table.EXPORT_ID)


def _sorted_table(name: str, partition: str, sort: str) -> "DynamoDBClient":
    client = boto3.client("dynamodb")
    client.create_table(
        TableName=name,
        KeySchema=_key(partition, sort),
        AttributeDefinitions=[
            {"AttributeName": n, "AttributeType": "S"} for n in (partition, sort)
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    return client


def _key(partition: str, sort: str) -> Any:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]


def _index(name: str, partition: str, sort: str) -> Any:
    return {
        "IndexName": name,
        "KeySchema": _key(partition, sort),
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(LISTED)},
    }
