from typing import Any

from api import export_state
from exporter.exporter import MOST_ROWS, RESERVE_MS
from tests.infra.templates import Synthesized, flat

FUNCTION = "AWS::Lambda::Function"
ROW_S = 0.000_2
"""Of CPU, measured by bench/export.py."""


def bucket(stage: Synthesized) -> dict[str, Any]:
    return stage.properties("AWS::S3::Bucket", "Exports")


def test_files_are_encrypted_keep_no_versions_and_are_gone_after_a_day(
    any_stage: Synthesized,
) -> None:
    properties = bucket(any_stage)
    (encryption,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption == {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    assert "VersioningConfiguration" not in properties
    (rule,) = properties["LifecycleConfiguration"]["Rules"]
    assert rule == {
        "Status": "Enabled",
        "ExpirationInDays": 1,
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }


def test_who_downloads_a_file_is_logged(any_stage: Synthesized) -> None:
    logging = bucket(any_stage)["LoggingConfiguration"]
    assert logging["LogFilePrefix"] == "exports/"
    assert logging["DestinationBucketName"] == {"Ref": "SiteAccessLog97DEE82B"}


def test_nobody_is_let_in_by_the_buckets_policy(on_aws: Synthesized) -> None:
    policy = on_aws.properties("AWS::S3::BucketPolicy", "Exports")["PolicyDocument"]
    assert {statement["Effect"] for statement in policy["Statement"]} == {"Deny"}


def test_a_million_rows_fit_into_the_exporters_time_even_on_a_cpu_half_as_fast(
    any_stage: Synthesized,
) -> None:
    function = any_stage.properties(FUNCTION, "Exports")
    cpus = min(1, function["MemorySize"] / 1_769)
    time_s = function["Timeout"] - RESERVE_MS / 1_000
    assert 2 * MOST_ROWS * ROW_S / cpus < time_s


def test_an_export_that_failed_is_not_tried_again_and_one_that_waited_too_long_never_begins(
    any_stage: Synthesized,
) -> None:
    invocation = any_stage.properties("AWS::Lambda::EventInvokeConfig", "Exports")
    assert invocation["MaximumRetryAttempts"] == 0
    assert invocation["MaximumEventAgeInSeconds"] == export_state.WAIT_S
    function = any_stage.resources(FUNCTION)
    assert flat(invocation["FunctionName"]).strip("{}").split(".")[-1] in function


def test_api_calls_that_very_function(any_stage: Synthesized) -> None:
    variables = any_stage.properties(FUNCTION, "Api")["Environment"]["Variables"]
    (exporter,) = (name for name in any_stage.resources(FUNCTION) if name.startswith("Exports"))
    assert variables["EXPORTER_FUNCTION"] == {"Ref": exporter}
    assert variables["EXPORTS_BUCKET"] == {
        "Ref": next(n for n in any_stage.resources("AWS::S3::Bucket") if n.startswith("Exports"))
    }
