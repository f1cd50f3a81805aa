"""Links into the AWS console."""

from urllib.parse import unquote

import pytest

from api.links import NO_CONSOLE, Console, console_of
from execution_log import Execution, Origin
from tests.api.logs import EXECUTION_ID, execution

ORIGIN = Origin(
    request_id="8f5b2c1e-0000-4000-8000-000000000000",
    log_group="/aws/lambda/processor",
    log_stream="2026/11/23/[$LATEST]0a1b2c",
)


def ran(**origin: str | None) -> Execution:
    fields = {name: getattr(ORIGIN, name) for name in ("request_id", "log_group", "log_stream")}
    return execution(origin=Origin(**{**fields, **origin}))


def test_the_log_stream_opens_filtered_on_exactly_this_execution() -> None:
    url = Console("eu-central-1").log_stream_url(ran())

    assert url == (
        "https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1"
        "#logsV2:log-groups/log-group/$252Faws$252Flambda$252Fprocessor"
        "/log-events/2026$252F11$252F23$252F$255B$2524LATEST$255D0a1b2c"
        "$3FfilterPattern$3D$253F$25228f5b2c1e-0000-4000-8000-000000000000$2522"
        f"$2520$253F$2522{EXECUTION_ID}$2522"
    )


def test_the_console_decodes_the_names_as_they_were() -> None:
    url = Console("eu-central-1").log_stream_url(ran(log_stream="a b/%41$+&#?=ü"))

    assert url is not None
    encoded = url.partition("/log-events/")[2].partition("$3F")[0]
    assert unquote(unquote(encoded.replace("$", "%"))) == "a b/%41$+&#?=ü"


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("us-east-1", "us-east-1.console.aws.amazon.com"),
        ("cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
    ],
)
def test_each_partition_has_its_own_console(region: str, host: str) -> None:
    url = Console(region).log_stream_url(ran())

    assert url is not None
    assert url.startswith(f"https://{host}/cloudwatch/home?region={region}#")


def test_where_the_stream_or_the_region_is_unknown_there_is_no_link() -> None:
    assert Console("us-east-1").log_stream_url(ran(log_stream=None)) is None
    assert Console("us-east-1").log_stream_url(ran(log_group=None)) is None
    assert NO_CONSOLE.log_stream_url(ran()) is None


def test_the_region_is_the_functions_own_and_an_emulator_has_no_console() -> None:
    assert console_of({"AWS_REGION": "eu-west-1"}) == Console("eu-west-1")
    assert console_of({"AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": "http://x"}) == NO_CONSOLE
    assert console_of({}) == NO_CONSOLE


def test_the_trace_that_was_kept_is_linked_and_no_other() -> None:
    traced = ran(trace_id="1-5759e988-bd862e3fe1be46a994272793")

    assert Console("eu-west-1").trace_url(traced) == (
        "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
        "#xray:traces/1-5759e988-bd862e3fe1be46a994272793"
    )
    assert Console("eu-west-1").trace_url(ran()) is None
    assert NO_CONSOLE.trace_url(traced) is None
