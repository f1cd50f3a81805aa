"""The benchmark's meter follows DynamoDB's documented sizes (CapacityUnitCalculations.html)."""

from typing import Any

import pytest

from bench.write_units import index_units, item_bytes, put_units, units, value_bytes


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": "abc"}, 3),
        ({"S": "é…"}, 5),
        ({"B": "AAECAw=="}, 4),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"N": "0"}, 1),
        ({"N": "1200"}, 2),
        ({"N": "-12.345"}, 4),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"S": "c"}]}, 3 + 2 + 1 + 1 + 1),
        ({"M": {"ab": {"S": "cde"}}}, 3 + 2 + 3 + 1),
    ],
)
def test_a_value_is_as_large_as_documented(value: dict[str, Any], size: int) -> None:
    assert value_bytes(value) == size


def test_names_of_attributes_count() -> None:
    assert item_bytes({"pk": {"S": "abc"}, "sk": {"S": "d"}}) == 8


@pytest.mark.parametrize(("letters", "billed"), [(1, 1), (1023, 1), (1024, 2), (2047, 2)])
def test_every_started_kilobyte_is_a_unit(letters: int, billed: int) -> None:
    assert units({"a": {"S": "x" * letters}}) == billed


def test_a_put_is_billed_by_the_larger_of_the_old_and_the_new_item() -> None:
    small, large = {"a": {"S": "x"}}, {"a": {"S": "x" * 3000}}

    assert put_units(small, large) == put_units(large, small) == 3


RUNNING = {
    "pk": {"S": "execution_log:A1"},
    "sk": {"S": "attempt#999999"},
    "shard": {"S": "all#1"},
    "status_shard": {"S": "in_progress#1"},
    "position": {"S": "p"},
}
ENDED = {**RUNNING, "status_shard": {"S": "completed#1"}}


def test_an_index_entry_that_moves_is_billed_twice_and_an_item_without_its_key_never() -> None:
    assert index_units(RUNNING, None) == 2
    assert index_units(ENDED, RUNNING) == 1 + 2
    assert index_units({"events": {"S": "x"}}, None) == 0
    company = {"company_position": {"S": "acme\x1fp"}}
    assert index_units(RUNNING | company, None) == 3
    assert index_units(ENDED | company, RUNNING | company) == 1 + 2 + 1


def test_an_index_is_billed_for_what_it_holds_alone() -> None:
    shown = {**RUNNING, "error": {"S": "x" * 1024}}
    hidden = {**RUNNING, "first_events": {"S": "x" * 1024}}

    assert index_units(hidden, None) == 2
    assert index_units(shown, None) == 4
