"""Chunks: readable while small, deflated where that saves write units, never lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from execution_log import DynamoStore
from execution_log.packing import READABLE_BYTES, pack, unpack
from tests.clock import HandClock
from tests.execution_log.test_store import begin
from tests.tables import LOG_TABLE, make_log_table

events = st.lists(st.dictionaries(st.text(), st.text()).map(json.dumps), min_size=1)


@given(events)
def test_what_is_packed_is_unpacked(lines: list[str]) -> None:
    assert unpack(pack(lines)) == lines


def test_a_small_chunk_stays_readable() -> None:
    assert pack(['{"seq":1}', '{"seq":2}']) == {"S": '{"seq":1}\n{"seq":2}'}


def test_a_large_chunk_is_a_fraction_of_its_text() -> None:
    lines = [
        json.dumps({"seq": n, "step": "item_import", "message": f"Item {n}"}) for n in range(99)
    ]

    packed = pack(lines)

    assert len(packed["B"]) < len("".join(lines)) / 5


@pytest.mark.parametrize("attribute", [{"B": b"\xffnewer"}, {"B": b"\x01broken"}, {"B": b""}])
def test_a_chunk_that_can_not_be_read_is_told(attribute: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="chunk"):
        unpack(attribute)


def test_chunks_of_the_first_version_stay_readable() -> None:
    packed = bytes.fromhex(
        "01a5d2bb0d80300c84e1551013e4c87b04a6a0a2481141c1fe22dd59020a747df429b6ffc7b5dab5f7adf5f3"
        "18bffa189093ace3f184f96539ff99858c17184f26084c2013052692490293c86481c9648ac0143255602a19"
        "38a53f6720296453329494615a8612334ccd5072c6e8f906"
    )

    assert unpack({"B": packed}) == [
        f'{{"seq":{n},"step":"item_import","status":"completed","message":"Item {n}"}}'
        for n in range(1, 15)
    ]


def test_a_broken_chunk_does_not_hide_the_others(moto_aws: None, hand_clock: HandClock) -> None:
    client = make_log_table()
    store = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    execution = begin(store, hand_clock)
    for seq in (1, 2, 3):
        store.append(execution, seq, [f'{{"seq":{seq}}}'])
    (_, second, _) = client.scan(
        TableName=LOG_TABLE,
        FilterExpression="begins_with(sk, :events)",
        ExpressionAttributeValues={":events": {"S": "events#"}},
    )["Items"]
    client.put_item(TableName=LOG_TABLE, Item=second | {"events": {"B": b"\xff" * READABLE_BYTES}})

    assert list(store.events(execution)) == ['{"seq":1}', "unreadable", '{"seq":3}']
