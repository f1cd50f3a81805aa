"""GET /api/execution-logs/{tracking_id}/profile."""

import boto3
import pytest

from processor.message import parse_profile
from processor.profiles import Profiles
from tests.api.http import Client
from tests.tables import PROFILES_TABLE

PATH = "/api/execution-logs/ACME-1/profile"


def test_an_admin_gets_the_profile_with_all_its_fields(admin: Client) -> None:
    body = (
        '{"tracking_id": "ACME-1", "company_name": "Àcme", "tier_level": "basic",'
        ' "goals": [1, 2.5, null]}'
    )
    profiles = Profiles(PROFILES_TABLE, boto3.client("dynamodb"))
    profiles.start(parse_profile(body), "exec_1_a")

    assert admin.get(PATH).data == {
        "tracking_id": "ACME-1",
        "profile": {
            "tracking_id": "ACME-1",
            "company_name": "Àcme",
            "tier_level": "basic",
            "goals": [1, 2.5, None],
        },
    }


def test_a_profile_that_was_never_stored_is_not_found(admin: Client) -> None:
    answer = admin.get(PATH)

    assert answer.status == 404
    assert answer.body["error"] == "No profile is stored for this tracking ID"
    assert answer.body["tracking_id"] == "ACME-1"


@pytest.mark.parametrize("tracking_id", ["a b", "x" * 65, "%00", "..%2f"])
def test_a_malformed_tracking_id_is_refused(client: Client, tracking_id: str) -> None:
    assert client.get(f"/api/execution-logs/{tracking_id}/profile").status in {400, 404}
