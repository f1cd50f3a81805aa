from pathlib import Path

from tests.infra.templates import Synthesized, app, built_page, stack

KIND = "AWS::CloudWatch::Alarm"
FUNCTIONS = 5
QUEUE_OF_ALARM = {
    "AlertsDeadLetters7896913A": "JobsDeadLetters8D991969",
    "AlertsOldestMessage8BB87F2C": "JobsQueue24944186",
    "AlertsOldestGivenUp18079EBB": "JobsGivenUp32D49790",
}


def test_trouble_of_jobs_and_readers_raises_an_alarm(any_stage: Synthesized) -> None:
    alarms = [alarm["Properties"] for alarm in any_stage.resources(KIND).values()]
    watched = sorted((a["Namespace"], a["MetricName"], a["Threshold"]) for a in alarms)
    assert watched == [
        ("AWS/ApiGateway", "5xx", 0),
        *([("AWS/Lambda", "Errors", 0)] * FUNCTIONS),
        *([("AWS/Lambda", "Throttles", 0)] * FUNCTIONS),
        *([("AWS/SQS", "ApproximateAgeOfOldestMessage", 900)] * 2),
        ("AWS/SQS", "ApproximateNumberOfMessagesVisible", 0),
    ]


def test_each_queue_is_watched(any_stage: Synthesized) -> None:
    """A depth above zero is the alarm of the last queue only: others hold messages that go on."""
    alarms = any_stage.resources(KIND)
    watched = {
        name: alarm["Properties"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for name, alarm in alarms.items()
        if alarm["Properties"]["Namespace"] == "AWS/SQS"
    }
    assert watched == QUEUE_OF_ALARM


def test_each_of_our_functions_is_watched(any_stage: Synthesized) -> None:
    for metric in ("Errors", "Throttles"):
        watched = [
            alarm["Properties"]["Dimensions"][0]["Value"]["Ref"]
            for alarm in any_stage.resources(KIND).values()
            if alarm["Properties"]["MetricName"] == metric
        ]
        assert sorted(watched) == sorted(any_stage.our_functions())


def test_every_alarm_tells_the_topic_when_its_metric_rises_above(any_stage: Synthesized) -> None:
    for alarm in any_stage.resources(KIND).values():
        assert alarm["Properties"]["AlarmActions"] == [{"Ref": "AlertsTopicCF7C81C9"}]
        assert alarm["Properties"]["ComparisonOperator"] == "GreaterThanThreshold"
        assert alarm["Properties"]["TreatMissingData"] == "notBreaching"


def test_alarms_of_this_account_may_publish(any_stage: Synthesized) -> None:
    """A topic policy replaces the default one, which would have let them."""
    document = any_stage.properties("AWS::SNS::TopicPolicy")["PolicyDocument"]
    (allowed,) = (s for s in document["Statement"] if s["Effect"] == "Allow")
    assert allowed["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert allowed["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    }


def test_nobody_is_mailed_unless_asked_for(dev: Synthesized) -> None:
    assert not dev.resources("AWS::SNS::Subscription")


def test_alarm_email_gets_the_alarms(tmp_path: Path) -> None:
    made = app(tmp_path, alarm_email="ops@example.com")
    name = stack(made, built_page(tmp_path / "page")).stack_name
    resources = made.synth().get_stack_by_name(name).template["Resources"].values()
    (subscription,) = (r for r in resources if r["Type"] == "AWS::SNS::Subscription")
    assert subscription["Properties"]["Protocol"] == "email"
    assert subscription["Properties"]["Endpoint"] == "ops@example.com"
