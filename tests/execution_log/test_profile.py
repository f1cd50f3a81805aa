"""A producer's profile: refused before it is sent if the processor would refuse it. Row M11."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from execution_log.profile import BODY_BYTES, NOT_IN_A_MESSAGE, SURROGATE, InvalidProfile, Profile
from processor.errors import InvalidProfile as Rejected
from processor.message import parse_profile

ACME = {"tracking_id": "60B3RNTB", "company_name": "Acme Corp", "tier_level": "comprehensive"}


def problem(further: dict[str, object] | None = None, **changes: object) -> str:
    with pytest.raises(InvalidProfile) as caught:
        Profile(**(ACME | changes), further=further or {})  # type: ignore[arg-type]
    return str(caught.value)


def unchanged_by_json(text: str) -> bool:
    """Two halves of a character that meet become one."""
    return bool(json.loads(json.dumps(text)) == text)


any_text = st.text(alphabet=st.characters(codec=None)).filter(unchanged_by_json)
lengths = st.sampled_from([0, 1, 64, 65, 200, 201])
odd_texts = st.sampled_from(["\0", "\ud83d", "A\n", "a b", "ä", "😀" * 200])
texts = lengths.map(lambda length: "x" * length) | odd_texts | any_text
values = texts | st.none() | st.booleans() | st.integers() | st.just([])
big = 10**1_000
numbers = st.floats() | st.integers() | st.sampled_from([big, big - 1, -big, 1 - big])


def nested(levels: int) -> object:
    value: object = 1
    for level in range(levels):
        value = [value] if level % 2 else {"inner": value}
    return value


deep = st.sampled_from([98, 99, 100, 5_000]).map(nested)
anything = st.recursive(
    st.none() | st.booleans() | numbers | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)
one_field = st.one_of(
    st.fixed_dictionaries({"tracking_id": values | st.from_regex("^[A-Za-z0-9_-]{0,66}$")}),
    st.fixed_dictionaries({"company_name": values}),
    st.fixed_dictionaries({"tier_level": values}),
    st.dictionaries(any_text, numbers | deep | anything, max_size=2),
)


@settings(max_examples=1_000)
@given(one_field)
def test_the_producer_may_build_exactly_what_the_processor_takes(
    changes: dict[str, object],
) -> None:
    fields = ACME | changes
    try:
        profile = built(fields)
    except InvalidProfile:
        with pytest.raises(Rejected):
            parse_profile(as_sent_unchecked(fields))
    else:
        assert parse_profile(profile.body).model_dump() == fields


def built(fields: Mapping[str, object]) -> Profile:
    further = {name: value for name, value in fields.items() if name not in ACME}
    required = {name: fields[name] for name in ACME}
    return Profile(**required, further=further)  # type: ignore[arg-type]


def as_sent_unchecked(fields: dict[str, object]) -> str:
    try:
        return json.dumps(fields)
    except RecursionError:  # nested deeper than Python writes
        return "[" * 5_000


@given(st.dictionaries(any_text.filter(lambda name: not SURROGATE.search(name)), any_text))
def test_a_body_holds_only_what_sqs_takes(texts: dict[str, str]) -> None:
    fields = texts | ACME

    body = built(fields).body

    assert not NOT_IN_A_MESSAGE.search(body)
    assert json.loads(body) == fields


def test_a_body_is_readable_where_it_can_be() -> None:
    body = Profile("60B3RNTB", "Süd & Söhne", "basic", {"logo": "😀\uffff"}).body

    assert body == (
        '{"tracking_id": "60B3RNTB", "company_name": "Süd & Söhne", "tier_level": "basic", '
        '"logo": "😀\\uffff"}'
    )


def test_what_changes_later_is_not_sent() -> None:
    industries = ["Software"]
    profile = Profile(**ACME, further={"industries": industries})

    industries.append("Hardware")

    assert json.loads(profile.body)["industries"] == ["Software"]


def test_every_wrong_field_is_named_at_once() -> None:
    assert problem(tracking_id="a b", company_name="", tier_level=7) == (
        "tracking_id must be 1 to 64 letters, digits, hyphens or underscores, not 'a b'; "
        "company_name must be text of 1 to 200 characters, not ''; "
        "tier_level must be text of 1 to 64 characters, not 7"
    )


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ({"rate": float("nan")}, "rate is nan, which is not a number in JSON"),
        ({"a": [{"rate": float("-inf")}]}, "a[0]['rate'] is -inf, which is not a number in JSON"),
        ({"id": -(10**1_000)}, "id has more than 1,000 digits"),
        ({"founded": date(1999, 1, 1)}, "founded is of the type date, which JSON does not know"),
        ({"fee": {"usd": Decimal(1)}}, "fee['usd'] is of the type Decimal, which JSON does not"),
        ({"years": {1999: "x"}}, "years has a name that is not text"),
        ({"logo": b"x"}, "logo is of the type bytes, which JSON does not know"),
        ({7: "x"}, "the name of a field must be text, not 7"),
        ({"\ud83d": 1}, "the name of a field holds half of a character (a lone surrogate)"),
        ({"tier_level": "basic"}, "tier_level must not be among the further fields, too"),
        ({"tree": nested(100)}, "is nested too deep; at most 100 levels are read"),
    ],
)
def test_a_further_field_that_can_not_be_sent_is_named_with_the_reason(
    further: dict[str, object], told: str
) -> None:
    assert told in problem(further)


def test_half_a_character_in_a_name_of_a_company_is_told() -> None:
    assert problem(company_name="Acme \ud83d").startswith(
        "company_name holds half of a character (a lone surrogate)"
    )


def test_a_value_within_itself_is_nested_too_deep() -> None:
    loop: list[object] = []
    loop.append(loop)

    assert "is nested too deep" in problem({"loop": loop})


def test_a_profile_of_a_mebibyte_fits_and_a_byte_more_does_not() -> None:
    rest = len(Profile(**ACME, further={"text": ""}).body)

    assert len(Profile(**ACME, further={"text": "x" * (BODY_BYTES - rest)}).body) == BODY_BYTES
    assert problem({"text": "x" * (BODY_BYTES - rest + 1)}) == (
        "The profile is 1,048,577 bytes of JSON; at most 1,048,576 fit"
    )


def test_a_profile_with_very_many_faults_is_refused_in_few_words() -> None:
    assert len(problem({"rates": [float("nan")] * 100_000, "x" * 9_000: b""})) < 1_000
    assert len(problem({"x" * 9_000: {"y" * 9_000: b""}}, tracking_id="x" * 9_000)) < 400
