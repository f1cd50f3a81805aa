import json
from collections import Counter
from dataclasses import asdict

from infra.stages import DEV, LOCAL, PROD
from tests.infra.templates import Synthesized

OUTPUTS = {
    *("QueueUrl", "DeadLetterQueueUrl", "ApiUrl", "SiteUrl", "UserPoolId", "UserPoolClientId"),
    *("UserPoolDomain", "LogTableName", "ProfilesTableName", "EventBusName", "AlertsTopicArn"),
    "RecorderLayerArn",
}
STATEFUL = {
    "AWS::DynamoDB::GlobalTable": {
        *("ExecutionLogTableAA49E29E", "ProfilesTable43079065", "AuditTable18A3095C"),
        "CursorKeysTable13BF1EE5",
        "ExportsTable988C3FB1",
    },
    "AWS::Cognito::UserPool": {"SignInUserPoolA2C003D1"},
    "AWS::SQS::Queue": {
        *("JobsQueue24944186", "JobsGivenUp32D49790", "JobsDeadLetters8D991969"),
    },
    "AWS::S3::Bucket": {"SiteBucket978D4AEB", "SiteAccessLog97DEE82B", "ExportsBucket54D5CE64"},
    "AWS::SNS::Topic": {"AlertsTopicCF7C81C9"},
    "AWS::Events::EventBus": {"EventsBus45DE4339"},
}
NAME_OF = {
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::IAM::Role": "RoleName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::Cognito::UserPool": "UserPoolName",
    "AWS::Logs::LogGroup": "LogGroupName",
}


def test_outputs_are_exactly_the_promised_ones(any_stage: Synthesized) -> None:
    assert any_stage.template["Outputs"].keys() == OUTPUTS


def test_synthesis_asks_aws_nothing(any_stage: Synthesized) -> None:
    manifest = json.loads((any_stage.assembly / "manifest.json").read_text())
    assert "missing" not in manifest


def test_what_holds_data_keeps_its_logical_id(any_stage: Synthesized) -> None:
    """A new logical id would replace the resource, and with it what it holds."""
    for kind, names in STATEFUL.items():
        assert any_stage.resources(kind).keys() == names


def test_names_are_generated_so_that_stages_share_an_account(any_stage: Synthesized) -> None:
    for kind, name in NAME_OF.items():
        for resource in any_stage.resources(kind).values():
            assert name not in resource.get("Properties", {})


def test_what_holds_data_outlives_the_stack_on_aws(on_aws: Synthesized) -> None:
    for kind in ("AWS::DynamoDB::GlobalTable", "AWS::Cognito::UserPool", "AWS::S3::Bucket"):
        for resource in on_aws.resources(kind).values():
            assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"


def test_nothing_but_a_layer_version_outlives_the_local_stack(local: Synthesized) -> None:
    kept = [r for r in local.template["Resources"].values() if r.get("DeletionPolicy") == "Retain"]
    assert [resource["Type"] for resource in kept] == ["AWS::Lambda::LayerVersion"]


def test_local_differs_from_dev_in_exactly_these_settings() -> None:
    assert _differences(asdict(LOCAL), asdict(DEV)) == {
        "name": "local",
        "emulated": True,
        "checked": False,
        "keep_data": False,
        "require_tls": False,
        "require_mfa": False,
        "managed_login_style": False,
        "powertools_layer": False,
        "access_token_minutes": 1440,
    }


def test_prod_differs_from_dev_in_exactly_these_settings() -> None:
    assert _differences(asdict(PROD), asdict(DEV)).keys() == {
        *("name", "log_retention", "termination_protection")
    }


def test_local_lacks_only_these_resources(local: Synthesized, dev: Synthesized) -> None:
    def kinds(stage: Synthesized) -> Counter[str]:
        return Counter(resource["Type"] for resource in stage.template["Resources"].values())

    assert kinds(dev) - kinds(local) == {
        "AWS::SQS::QueuePolicy": 3,
        "AWS::S3::BucketPolicy": 1,  # of the exports, that refuses plain HTTP
        "AWS::Cognito::ManagedLoginBranding": 1,
    }
    assert not kinds(local) - kinds(dev)


def _differences(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in one.items() if value != other[key]}
