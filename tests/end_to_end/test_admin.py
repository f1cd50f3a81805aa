"""What admins do, on the real stack: with its permissions, through its gateway and its site."""

import time
from typing import Any

import pytest

from local.stack import LocalStack
from tests.end_to_end.local_http import Answer, ask, post_json
from tests.end_to_end.producer import Producer
from tests.end_to_end.reader import PATIENCE_SECONDS, Reader
from tests.end_to_end.sign_in import Tokens, sign_in

PUT_BACK = "/api/dead-letters/put-back"
DISCARD = "/api/dead-letters/discard"


def dead_letter(reader: Reader, tracking_id: str, other_than: str = "") -> dict[str, Any]:
    """The dead letter of a tracking id as soon as admins see it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        answer = reader.get("/api/dead-letters")
        assert answer.status == 200, answer.text
        for letter in answer.json()["data"]["messages"]:
            if letter["tracking_id"] == tracking_id and letter["message_id"] != other_than:
                return dict(letter)
        time.sleep(0.1)
    raise AssertionError(f"no dead letter of {tracking_id} in {PATIENCE_SECONDS:.0f} s")


def deeds_on(reader: Reader, tracking_id: str) -> list[dict[str, Any]]:
    entries = reader.get("/api/audit").json()["data"]["entries"]
    return [entry for entry in entries if entry["tracking_id"] == tracking_id]


def test_a_dead_letter_is_put_back_and_discarded_and_both_are_audited(
    producer: Producer, reader: Reader, stack: LocalStack
) -> None:
    body = '{"tracking_id": "E2E-ADMIN", "company_name": "", "tier_level": "basic"}'
    producer.send(body)
    first = dead_letter(reader, "E2E-ADMIN")
    assert first["body"] == body
    assert "company_name must be" in first["reason"]

    answer = reader.post(PUT_BACK, {"message_ids": [first["message_id"]]})
    assert answer.json()["data"] == {"put_back": [first["message_id"]], "not_found": []}

    second = dead_letter(reader, "E2E-ADMIN", other_than=first["message_id"])
    assert second["body"] == body
    wanted = {"message_ids": [second["message_id"]], "reason": "obsolete"}
    answer = reader.post(DISCARD, wanted)
    assert answer.json()["data"] == {"discarded": [second["message_id"]], "not_found": []}

    discarded, put_back = deeds_on(reader, "E2E-ADMIN")
    assert (discarded["action"], discarded["reason"]) == ("discard", "obsolete")
    assert (put_back["action"], put_back["message_id"]) == ("put_back", first["message_id"])
    assert discarded["who"] == put_back["who"] == stack.admin.username


def test_where_the_queue_service_can_not_move_all_that_is_explained(reader: Reader) -> None:
    answer = reader.post(PUT_BACK, {"all": True})

    assert answer.status == 501
    assert "select the messages" in answer.json()["error"]


def test_an_admin_gets_the_stored_profile(producer: Producer, reader: Reader) -> None:
    producer.send_profile("E2E-PROFILE")
    reader.finished_log("E2E-PROFILE")

    answer = reader.get("/api/execution-logs/E2E-PROFILE/profile")

    assert answer.json()["data"]["profile"]["tracking_id"] == "E2E-PROFILE"


@pytest.fixture(scope="module")
def viewer(stack: LocalStack) -> Tokens:
    return sign_in(stack.endpoints.site_url, stack.viewer)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/dead-letters"),
        ("POST", PUT_BACK),
        ("POST", DISCARD),
        ("GET", "/api/audit"),
        ("GET", "/api/execution-logs/ANY/profile"),
        ("POST", "/api/execution-logs/ANY/reprocess"),
        ("POST", "/api/execution-logs/ANY/cancel"),
        ("POST", "/api/exports"),
        ("GET", "/api/exports"),
        ("GET", "/api/exports/export_1795428000000_0123456789"),
        ("POST", "/api/exports/export_1795428000000_0123456789/link"),
    ],
)
def test_a_viewer_may_do_nothing(stack: LocalStack, viewer: Tokens, method: str, path: str) -> None:
    answer = ask(method, f"{stack.endpoints.api_url}{path}", token=viewer.access)

    assert (answer.status, answer.json()["success"]) == (403, False)


def test_posts_pass_through_the_site(stack: LocalStack, tokens: Tokens) -> None:
    url = f"{stack.endpoints.site_url}{DISCARD}"
    answer = post_json(
        url, {"message_ids": ["no-such-message"], "reason": "x"}, token=tokens.access
    )

    assert answer.json()["data"] == {"discarded": [], "not_found": ["no-such-message"]}


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
def test_a_wrong_method_is_refused(stack: LocalStack, tokens: Tokens, method: str) -> None:
    answer = ask(method, f"{stack.endpoints.api_url}/api/execution-logs", token=tokens.access)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET")


def test_no_page_of_another_origin_is_let_in(stack: LocalStack, tokens: Tokens) -> None:
    answer = ask("OPTIONS", f"{stack.endpoints.api_url}/api/execution-logs", token=tokens.access)

    assert answer.status >= 400
    assert not any(name.lower().startswith("access-control") for name in answer.headers)


def reprocess(reader: Reader, tracking_id: str, key: str, **fields: object) -> Answer:
    path = f"/api/execution-logs/{tracking_id}/reprocess"
    return reader.post(path, fields, idempotency_key=key)


def test_a_failed_profile_is_edited_and_processed_again_once(
    producer: Producer, reader: Reader
) -> None:
    producer.send_profile("E2E-REPROCESS", stand_in={"answer": "rubbish"})
    reader.finished_log("E2E-REPROCESS")
    path = "/api/execution-logs/E2E-REPROCESS/profile"
    edited = reader.get(path).json()["data"]["profile"] | {"stand_in": {}}

    first = reprocess(reader, "E2E-REPROCESS", "k-1", profile=edited, reason="model is back")
    second = reprocess(reader, "E2E-REPROCESS", "k-1", profile=edited, reason="model is back")

    assert (first.status, second.status) == (202, 202), (first.text, second.text)
    execution_id = first.json()["data"]["execution_id"]
    assert second.json()["data"]["execution_id"] == execution_id
    log = reader.finished_log("E2E-REPROCESS", attempt=2)
    assert (log["execution_id"], log["final_status"]) == (execution_id, "completed")
    assert (
        len(reader.get("/api/execution-logs/E2E-REPROCESS/executions").json()["data"]["executions"])
        == 2
    )
    (deed,) = deeds_on(reader, "E2E-REPROCESS")
    assert (deed["action"], deed["reason"]) == ("reprocess", "model is back")


def test_a_completed_profile_is_only_processed_again_by_force(
    producer: Producer, reader: Reader
) -> None:
    producer.send_profile("E2E-FORCE")
    done = reader.finished_log("E2E-FORCE")

    refused = reprocess(reader, "E2E-FORCE", "k-1")
    forced = reprocess(reader, "E2E-FORCE", "k-2", force=True)

    assert (refused.status, refused.json()["execution_id"]) == (409, done["execution_id"])
    assert forced.status == 202
    assert reader.finished_log("E2E-FORCE", attempt=2)["final_status"] == "completed"


def test_a_running_job_is_cancelled(producer: Producer, reader: Reader) -> None:
    producer.send_profile("E2E-CANCEL", stand_in={"delay_seconds": 60})
    log = reader.log_when("E2E-CANCEL", lambda log: log["final_status"] == "in_progress")

    path = "/api/execution-logs/E2E-CANCEL/cancel"
    answer = reader.post(path, {"execution_id": log["execution_id"]})

    assert answer.status == 202, answer.text
    ended = reader.finished_log("E2E-CANCEL")
    assert (ended["final_status"], ended["verdict"]["reason"]) == ("failed", "CANCELLED")
    assert reader.post(path, {"execution_id": log["execution_id"]}).status == 409
