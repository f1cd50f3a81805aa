from tests.infra.templates import Synthesized, flat

KIND = "AWS::SQS::Queue"


def test_jobs_that_keep_failing_go_to_the_dead_letter_queue(any_stage: Synthesized) -> None:
    redrive = any_stage.properties(KIND, "JobsQueue")["RedrivePolicy"]
    assert redrive["deadLetterTargetArn"] == {"Fn::GetAtt": ["JobsDeadLetters8D991969", "Arn"]}
    assert redrive["maxReceiveCount"] >= 5


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


def test_dead_letters_are_kept_longer_than_jobs_wait(any_stage: Synthesized) -> None:
    days = 24 * 60 * 60
    assert any_stage.properties(KIND, "JobsQueue")["MessageRetentionPeriod"] == 4 * days
    assert any_stage.properties(KIND, "JobsDeadLetters")["MessageRetentionPeriod"] == 14 * days


def test_a_job_stays_invisible_for_six_timeouts_of_its_function(any_stage: Synthesized) -> None:
    queue = any_stage.properties(KIND, "JobsQueue")
    function = any_stage.properties("AWS::Lambda::Function", "Processor")
    assert queue["VisibilityTimeout"] >= 6 * function["Timeout"]


def test_event_source_hands_over_one_job_and_hears_about_failures(any_stage: Synthesized) -> None:
    source = any_stage.properties("AWS::Lambda::EventSourceMapping")
    assert source["EventSourceArn"] == {"Fn::GetAtt": ["JobsQueue24944186", "Arn"]}
    assert source["BatchSize"] == 1
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["ScalingConfig"] == {"MaximumConcurrency": 10}


def test_event_source_drops_no_message_unread(any_stage: Synthesized) -> None:
    """Filter criteria delete what they don't match."""
    assert "FilterCriteria" not in any_stage.properties("AWS::Lambda::EventSourceMapping")


def test_concurrency_is_limited_at_the_queue_only(any_stage: Synthesized) -> None:
    """Reserved concurrency would count a throttled delivery as a receive."""
    function = any_stage.properties("AWS::Lambda::Function", "Processor")
    assert "ReservedConcurrentExecutions" not in function


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
