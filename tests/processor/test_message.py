"""Queue messages: what is a profile, and what the log says of those that are not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processor.errors import InvalidProfile
from processor.message import parse_profile, read_message

ACME = {"tracking_id": "60B3RNTB", "company_name": "Acme Corp", "tier_level": "comprehensive"}


def body(**changes: object) -> str:
    return json.dumps(ACME | changes)


def problem(text: str) -> str:
    with pytest.raises(InvalidProfile) as caught:
        parse_profile(text)
    return str(caught.value)


def test_a_profile_keeps_its_further_fields() -> None:
    profile = parse_profile(body(industries=["Software"], employees=4218))

    assert profile.tracking_id == "60B3RNTB"
    assert json.loads(profile.as_json()) == ACME | {"industries": ["Software"], "employees": 4218}


@pytest.mark.parametrize("value", ["a", "A-Z_09", "x" * 64])
def test_tracking_ids_of_the_contract_are_taken(value: str) -> None:
    assert parse_profile(body(tracking_id=value)).tracking_id == value


@pytest.mark.parametrize("value", [None, 7, [], "", "x" * 65, "a b", "ä", "a\n", "../x"])
def test_a_tracking_id_that_breaks_the_contract_is_refused_by_name(value: object) -> None:
    assert problem(body(tracking_id=value)).startswith(
        "tracking_id must be 1 to 64 letters, digits, hyphens or underscores, not "
    )


def test_every_fault_of_a_message_is_named_at_once() -> None:
    assert problem('{"tracking_id": "A", "company_name": ""}') == (
        'company_name must be text of 1 to 200 characters, not ""; '
        "tier_level is missing; it must be text of 1 to 64 characters"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("   ", "not JSON"),
        ("{", "not JSON"),
        ("<xml/>", "not JSON"),
        ("[]", "must be a JSON object"),
        ("null", "must be a JSON object"),
        ("1", "must be a JSON object"),
        ('{"a": 1, "a": 2}', 'The field "a" occurs twice'),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1e999}', "The number 1e999 is out of range"),
        ('{"a": ' + "9" * 5000 + "}", "5000 digits"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ('{"a": ' + "[" * 100 + "]" * 100 + "}", "nested too deep; at most 100 levels"),
    ],
)
def test_a_body_that_is_no_strict_json_object_is_refused_with_the_reason(
    text: str, told: str
) -> None:
    assert told in problem(text)


def test_a_long_wrong_value_is_shown_cut() -> None:
    assert len(problem(body(tracking_id="x" * 100_000))) < 200


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"company_name": "Acme \ud83d"},
            "company_name holds half of a character (a lone surrogate)",
        ),
        ({"\ud83d": 1}, "the name of a field holds half of a character (a lone surrogate)"),
    ],
)
def test_half_a_character_is_refused_where_text_must_be_kept(
    changes: dict[str, object], told: str
) -> None:
    assert told in problem(body(**changes))


@pytest.mark.parametrize("value", [10**999, -(10**999), 1e308, "\ud83d", {"\ud83d": "\0"}])
def test_what_just_fits_in_a_further_field_is_taken(value: object) -> None:
    assert json.loads(parse_profile(body(value=value)).as_json())["value"] == value


def test_a_profile_may_be_nested_a_hundred_levels_deep() -> None:
    text = body()[:-1] + ', "a": ' + "[" * 99 + "]" * 99 + "}"

    assert json.loads(parse_profile(text).as_json()) == json.loads(text)


def test_the_log_is_named_by_what_can_be_read() -> None:
    message = read_message(body(tier_level=7), "m-1")

    assert (message.tracking_id, message.company, message.tier) == ("60B3RNTB", "Acme Corp", "")


@pytest.mark.parametrize("text", ["", "[]", "{}", body(tracking_id="a b"), body(tracking_id=1)])
def test_a_body_without_a_usable_tracking_id_is_logged_under_its_message_id(text: str) -> None:
    assert read_message(text, "m-1").tracking_id == "message-m-1"


any_text = st.text(alphabet=st.characters(codec=None))


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | any_text,
        lambda inner: st.lists(inner) | st.dictionaries(any_text, inner),
    ).map(json.dumps)
)
def test_any_text_is_a_profile_or_invalid_and_always_has_a_name(text: str) -> None:
    name = read_message(text, "m-1").tracking_id
    try:
        profile = parse_profile(text)
    except InvalidProfile:
        assert name
    else:
        assert name == profile.tracking_id


@given(st.dictionaries(st.text(), st.text(alphabet=st.characters(codec=None))))
def test_odd_characters_in_further_fields_do_not_stop_a_profile(extra: dict[str, str]) -> None:
    profile = parse_profile(json.dumps(extra | ACME))

    assert profile.as_json().isascii()
