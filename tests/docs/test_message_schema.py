"""The published schema of a queue message is the model that checks it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docs.generate import DOCS, DOCUMENTS, EXAMPLE, message_schema, text_of
from processor.errors import InvalidProfile
from processor.message import parse_profile


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_published_document_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text() == text_of(DOCUMENTS[name]()), "run: make docs"


def test_the_example_is_a_profile() -> None:
    assert parse_profile(json.dumps(EXAMPLE)).tracking_id == EXAMPLE["tracking_id"]


values = st.none() | st.integers() | st.text(max_size=210) | st.just("A") | st.just([])


@given(
    st.dictionaries(st.sampled_from(["tracking_id", "company_name", "tier_level", "more"]), values)
)
def test_the_schema_takes_what_the_processor_takes(fields: dict[str, object]) -> None:
    fits = Draft202012Validator(message_schema()).is_valid(fields)
    try:
        parse_profile(json.dumps(fields))
    except InvalidProfile:
        assert not fits
    else:
        assert fits
