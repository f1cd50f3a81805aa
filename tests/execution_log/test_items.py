"""Items of older and newer writers can be read.

Row S28.
"""

from execution_log import Execution, Origin, Reason
from execution_log.items import execution_of, header_item

EXECUTION = Execution(
    tracking_id="60B3RNTB",
    execution_id="exec_1703123456789_xyz123abc",
    attempt=3,
    company="Zoë & Söhne",
    tier="basic",
    started_at_ms=1_703_123_456_789,
    expires_at=1_703_728_256,
    deadline_at_ms=1_703_124_056_789,
    reason=Reason.REJECTED,
    completed_at_ms=1_703_123_456_790,
    duration_ms=1,
    total_steps=3,
    failed_step="data_validation",
    error="tracking_id is missing",
    error_code="INVALID_PROFILE",
    retry_possible=False,
    origin=Origin(message_id="m-1", request_id="r-1", log_group="g", log_stream="s"),
)


def test_an_item_holds_the_whole_execution() -> None:
    assert execution_of(header_item(EXECUTION)) == EXECUTION


def test_the_time_to_live_is_whole_seconds_as_a_number() -> None:
    assert header_item(EXECUTION)["expires_at"] == {"N": "1703728256"}


def test_attributes_of_a_newer_writer_are_ignored() -> None:
    item = header_item(EXECUTION) | {"moon_phase": {"S": "full"}, "list": {"L": []}}

    assert execution_of(item) == EXECUTION


def test_an_unknown_reason_is_shown_by_its_status() -> None:
    item = header_item(EXECUTION) | {"reason": {"S": "VAPORISED"}}

    assert execution_of(item).reason is Reason.FAILED


def test_an_item_with_missing_attributes_is_still_readable() -> None:
    item = header_item(EXECUTION)
    for name in ("company", "tier", "started_at_ms", "total_steps"):
        del item[name]

    assert execution_of(item).company == ""


def test_text_that_is_no_unicode_can_be_stored() -> None:
    item = header_item(Execution(**{**_fields(), "company": "broken \ud800 pair"}))

    assert item["company"]["S"].encode() == b"broken ? pair"


def _fields() -> dict[str, object]:
    return {name: getattr(EXECUTION, name) for name in EXECUTION.__dataclass_fields__}
