from infra.sweeper import TIMEOUT_SECONDS
from sweeper.handler import RESERVE_MS
from tests.infra.templates import Synthesized


def test_sweeper_runs_every_minute(any_stage: Synthesized) -> None:
    rule = any_stage.properties("AWS::Events::Rule", "Sweeper")
    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert rule["State"] == "ENABLED"
    (target,) = rule["Targets"]
    assert target["Arn"]["Fn::GetAtt"][0].startswith("SweeperFunction")


def test_only_its_rule_may_run_the_sweeper(any_stage: Synthesized) -> None:
    permission = any_stage.properties("AWS::Lambda::Permission", "Sweeper")
    assert permission["Principal"] == "events.amazonaws.com"
    assert permission["SourceArn"]["Fn::GetAtt"][0].startswith("SweeperEveryMinute")


def test_a_sweep_ends_before_the_next_begins_and_before_lambda_ends_it(
    any_stage: Synthesized,
) -> None:
    function = any_stage.properties("AWS::Lambda::Function", "Sweeper")
    assert RESERVE_MS < function["Timeout"] * 1000 <= 60_000
    assert function["Timeout"] == TIMEOUT_SECONDS
