"""The chain of queues and the functions that work them off.

Rows I02, I05, I11.
"""

from typing import Any

import pytest

from tests.infra.templates import Synthesized, flat

KIND = "AWS::SQS::Queue"
SOURCE = "AWS::Lambda::EventSourceMapping"
DAY_S = 24 * 60 * 60
WORKED_OFF = [("Processor", "JobsQueue"), ("DeadLetters", "JobsGivenUp")]
"""Functions and their queues."""


@pytest.mark.parametrize(
    ("queue", "following", "receives"),
    [
        ("JobsQueue", "JobsGivenUp32D49790", 5),
        ("JobsGivenUp", "JobsDeadLetters8D991969", 10),
    ],
)
def test_messages_that_keep_failing_go_to_the_next_queue(
    any_stage: Synthesized, queue: str, following: str, receives: int
) -> None:
    """At least 5 receives in each; their count goes on from queue to queue."""
    redrive = any_stage.properties(KIND, queue)["RedrivePolicy"]
    assert redrive["deadLetterTargetArn"] == {"Fn::GetAtt": [following, "Arn"]}
    assert redrive["maxReceiveCount"] == receives


def test_dead_letters_rest(any_stage: Synthesized) -> None:
    """Neither a function nor another queue takes them off."""
    queue = any_stage.properties(KIND, "JobsDeadLetters")
    assert "RedrivePolicy" not in queue
    sources = {
        source["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]
        for source in any_stage.resources(SOURCE).values()
    }
    assert sources == {"JobsQueue24944186", "JobsGivenUp32D49790"}


def test_sqs_will_move_dead_letters_back(any_stage: Synthesized) -> None:
    """StartMessageMoveTask takes only queues that are another SQS queue's dead-letter queue:
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
    """
    queues = any_stage.resources(KIND).values()
    redrives = [
        q["Properties"]["RedrivePolicy"] for q in queues if "RedrivePolicy" in q["Properties"]
    ]
    targets = [flat(redrive["deadLetterTargetArn"]) for redrive in redrives]
    assert "{JobsDeadLetters8D991969.Arn}" in targets


def test_the_output_names_the_queue_where_dead_letters_rest(any_stage: Synthesized) -> None:
    output = any_stage.template["Outputs"]["DeadLetterQueueUrl"]
    assert output["Value"] == {"Ref": "JobsDeadLetters8D991969"}


def test_each_queue_keeps_messages_longer_than_the_one_before(any_stage: Synthesized) -> None:
    """SQS counts from the first send."""
    kept = [
        any_stage.properties(KIND, queue)["MessageRetentionPeriod"]
        for queue in ("JobsQueue", "JobsGivenUp", "JobsDeadLetters")
    ]
    assert kept == [4 * DAY_S, 7 * DAY_S, 14 * DAY_S]


@pytest.mark.parametrize(("function", "queue"), WORKED_OFF)
def test_a_message_stays_invisible_for_six_timeouts_of_its_function(
    any_stage: Synthesized, function: str, queue: str
) -> None:
    timeout = any_stage.properties("AWS::Lambda::Function", function)["Timeout"]
    assert any_stage.properties(KIND, queue)["VisibilityTimeout"] >= 6 * timeout


def test_functions_are_told_how_often_a_message_was_delivered(any_stage: Synthesized) -> None:
    function = any_stage.properties("AWS::Lambda::Function", "DeadLetters")
    receives = any_stage.properties(KIND, "JobsQueue")["RedrivePolicy"]["maxReceiveCount"]
    assert function["Environment"]["Variables"]["DELIVERIES"] == str(receives)


def test_event_source_hands_over_one_job(any_stage: Synthesized) -> None:
    source = source_of(any_stage, "Processor")
    assert source["BatchSize"] == 1
    assert source["ScalingConfig"] == {"MaximumConcurrency": 10}


def test_given_up_messages_take_little_of_the_accounts_concurrency(any_stage: Synthesized) -> None:
    source = source_of(any_stage, "DeadLetters")
    assert source["BatchSize"] == 10
    assert source["ScalingConfig"] == {"MaximumConcurrency": 2}


@pytest.mark.parametrize("function", ["Processor", "DeadLetters"])
def test_event_sources_hear_about_failures_and_drop_no_message_unread(
    any_stage: Synthesized, function: str
) -> None:
    """Filter criteria delete what they don't match."""
    source = source_of(any_stage, function)
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert "FilterCriteria" not in source


def source_of(stage: Synthesized, function: str) -> dict[str, Any]:
    source: dict[str, Any] = stage.properties(SOURCE, f"{function}Function")
    assert source["FunctionName"]["Ref"].startswith(f"{function}Function")
    return source


def test_concurrency_is_limited_at_the_queue_only(any_stage: Synthesized) -> None:
    """Reserved concurrency would count a throttled delivery as a receive."""
    for function in any_stage.our_functions().values():
        assert "ReservedConcurrentExecutions" not in function["Properties"]


def test_queues_are_encrypted(any_stage: Synthesized) -> None:
    for queue in any_stage.resources(KIND).values():
        assert queue["Properties"]["SqsManagedSseEnabled"] is True


def test_queues_refuse_plain_http_on_aws(on_aws: Synthesized) -> None:
    refusing = [
        policy["Properties"]["Queues"][0]["Ref"]
        for policy in on_aws.resources("AWS::SQS::QueuePolicy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    ]
    assert sorted(refusing) == sorted(on_aws.resources(KIND))
