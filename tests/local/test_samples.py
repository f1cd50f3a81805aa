"""The demo's samples end as the demo says."""

import json

import pytest

from local.paths import SAMPLES
from local.samples import STORIES
from processor.errors import InvalidProfile
from processor.message import parse_profile, read_message


def test_every_sample_has_a_story() -> None:
    assert {file.name for file in SAMPLES.iterdir()} == set(STORIES)


@pytest.mark.parametrize("name", sorted(set(STORIES) - {"invalid.json"}))
def test_the_other_samples_are_valid_profiles(name: str) -> None:
    assert parse_profile((SAMPLES / name).read_text())


def test_the_invalid_sample_is_refused_under_its_tracking_id() -> None:
    body = (SAMPLES / "invalid.json").read_text()

    with pytest.raises(InvalidProfile, match="company_name is missing"):
        parse_profile(body)
    assert read_message(body, "1").tracking_id == json.loads(body)["tracking_id"]
