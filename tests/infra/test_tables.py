from typing import Any

from api import audit, cursors, exports_table
from execution_log import keys
from execution_log.items import LISTED
from tests.infra.templates import Synthesized

TABLES = ("ExecutionLog", "Profiles", "Audit", "CursorKeys", "ExportsTable")
KIND = "AWS::DynamoDB::GlobalTable"


def test_log_forgets_by_the_stores_own_attribute(any_stage: Synthesized) -> None:
    table = any_stage.properties(KIND, "ExecutionLog")
    assert table["TimeToLiveSpecification"] == {
        "AttributeName": keys.TTL_ATTRIBUTE,
        "Enabled": True,
    }


def test_log_has_the_keys_and_indexes_the_store_uses(any_stage: Synthesized) -> None:
    table = any_stage.properties(KIND, "ExecutionLog")
    assert _key(table) == [keys.PARTITION_KEY, keys.SORT_KEY]
    assert {index["IndexName"]: _key(index) for index in table["GlobalSecondaryIndexes"]} == {
        keys.INDEX_BY_START: [keys.SHARD, keys.POSITION],
        keys.INDEX_BY_STATUS: [keys.STATUS_SHARD, keys.POSITION],
        keys.INDEX_BY_COMPANY: [keys.SHARD, keys.COMPANY_POSITION],
    }
    for index in table["GlobalSecondaryIndexes"]:
        assert index["Projection"] == {
            "ProjectionType": "INCLUDE",
            "NonKeyAttributes": list(LISTED),
        }
    assert {a["AttributeType"] for a in table["AttributeDefinitions"]} == {"S"}


def test_log_streams_what_was_and_what_is(any_stage: Synthesized) -> None:
    table = any_stage.properties(KIND, "ExecutionLog")
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


def test_profiles_are_found_by_tracking_id(any_stage: Synthesized) -> None:
    assert _key(any_stage.properties(KIND, "Profiles")) == ["tracking_id"]


def test_audit_log_has_the_key_that_its_code_uses_and_forgets(any_stage: Synthesized) -> None:
    table = any_stage.properties(KIND, "Audit")
    assert _key(table) == [audit.MONTH, audit.POSITION]
    assert table["TimeToLiveSpecification"] == {
        "AttributeName": audit.TTL_ATTRIBUTE,
        "Enabled": True,
    }


def test_keys_of_cursors_are_found_by_day_and_forgotten(any_stage: Synthesized) -> None:
    table = any_stage.properties(KIND, "CursorKeys")
    assert _key(table) == [cursors.DAY]
    assert table["AttributeDefinitions"] == [{"AttributeName": cursors.DAY, "AttributeType": "N"}]
    assert table["TimeToLiveSpecification"] == {
        "AttributeName": cursors.TTL_ATTRIBUTE,
        "Enabled": True,
    }


def test_exports_have_the_key_that_their_code_uses_and_are_forgotten(
    any_stage: Synthesized,
) -> None:
    table = any_stage.properties(KIND, "ExportsTable")
    assert _key(table) == [exports_table.LIST, exports_table.EXPORT_ID]
    assert table["TimeToLiveSpecification"] == {
        "AttributeName": exports_table.TTL_ATTRIBUTE,
        "Enabled": True,
    }


def test_tables_are_on_demand_encrypted_and_recoverable(any_stage: Synthesized) -> None:
    for prefix in TABLES:
        table = any_stage.properties(KIND, prefix)
        assert table["BillingMode"] == "PAY_PER_REQUEST"
        assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
        for replica in table["Replicas"]:
            assert replica["PointInTimeRecoverySpecification"] == {
                "PointInTimeRecoveryEnabled": True
            }


def test_tables_refuse_to_be_deleted_on_aws(on_aws: Synthesized) -> None:
    for prefix in TABLES:
        for replica in on_aws.properties(KIND, prefix)["Replicas"]:
            assert replica["DeletionProtectionEnabled"] is True


def _key(described: dict[str, Any]) -> list[str]:
    assert [part["KeyType"] for part in described["KeySchema"]] in (["HASH"], ["HASH", "RANGE"])
    return [part["AttributeName"] for part in described["KeySchema"]]
