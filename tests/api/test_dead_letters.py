"""The dead-letter queue as admins see it, and what they can do with it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.stub import Stubber

from api import dead_letters
from api.audit import Action, Deed
from api.dead_letter_queue import DeadLetterQueue
from api.dead_letters import BODY_BYTES
from api.queues import CLIENT_CONFIG
from tests.api.administration import World, arn
from tests.api.http import Client
from tests.clock import HandClock

PATH = "/api/dead-letters"
PUT_BACK = f"{PATH}/put-back"
DISCARD = f"{PATH}/discard"

OURS = {
    "reason": "company_name is missing",
    "error_code": "INVALID_PROFILE",
    "tracking_id": "ACME-1",
    "original_message_id": "m-0",
}


def listed(admin: Client) -> list[Any]:
    return admin.get(PATH).data["messages"]  # type: ignore[no-any-return]


def ids(messages: list[Any]) -> set[str]:
    return {message["MessageId"] for message in messages}


# Looking


def test_an_empty_queue_is_an_empty_list(admin: Client) -> None:
    assert admin.get(PATH).data == {"messages": [], "approximate_total": 0, "has_more": False}


def test_a_dead_letter_tells_why_it_is_there_and_for_how_long(
    world: World, admin: Client, hand_clock: HandClock
) -> None:
    message_id = world.give_up('{"tracking_id": "ACME-1"}', **OURS)
    hand_clock.now_ms = world.sent_at_ms(message_id) + 90_000

    (letter,) = listed(admin)
    assert letter.pop("sent_at").endswith("Z")
    assert letter.pop("receive_count") >= 1
    assert letter == {
        "message_id": message_id,
        **OURS,
        "age_ms": 90_000,
        "age_readable": "1m 30s",
        "bytes": 25,
        "body": '{"tracking_id": "ACME-1"}',
    }


def test_a_message_without_our_attributes_is_listed_all_the_same(
    world: World, admin: Client
) -> None:
    world.give_up("not JSON", tracking_id="no tracking id")

    (letter,) = listed(admin)
    assert letter["reason"] == "The queue gave it up; no reason was recorded"
    assert letter["tracking_id"] is letter["error_code"] is letter["original_message_id"] is None


def test_looking_hides_no_message_from_anybody(world: World, admin: Client) -> None:
    sent = {world.give_up() for _ in range(25)}

    assert len(listed(admin)) == 25
    assert len(listed(admin)) == 25
    assert ids(world.visible(world.dead_letters)) == sent


def test_counting_receives_no_message(world: World, admin: Client) -> None:
    world.give_up("one")
    world.give_up("two")

    for _ in range(2):
        assert admin.get(PATH, count_only="true").data == {
            "messages": [],
            "approximate_total": 2,
            "has_more": True,
        }
    assert {letter["receive_count"] for letter in listed(admin)} == {1}
    assert admin.get(PATH, count_only="yes").status == 400


def test_a_look_is_bounded_and_says_that_there_are_more(
    world: World, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dead_letters.LIST_LIMIT == 200
    monkeypatch.setattr(dead_letters, "LIST_LIMIT", 15)
    for _ in range(25):
        world.give_up()

    data = admin.get(PATH).data
    assert len(data["messages"]) == 15
    assert data["approximate_total"] == 25
    assert data["has_more"] is True
    assert len(world.visible(world.dead_letters)) == 25


def test_a_look_ends_before_its_answer_is_too_large_for_lambda(world: World, admin: Client) -> None:
    for _ in range(25):
        world.give_up("x" * 250_000)

    data = admin.get(PATH).data
    assert 1 <= len(data["messages"]) < 25
    assert data["has_more"] is True


def test_a_body_is_shown_without_secrets_and_cut(world: World, admin: Client) -> None:
    world.give_up("é" * 20_000)
    world.give_up(json.dumps({"password": "hunter2-Zq8vT4xW9y", "rest": "x" * 20_000}))
    world.give_up("x" * (BODY_BYTES - 10) + " password=hunter2-Zq8vT4xW9y")

    letters = listed(admin)
    assert "hunter2" not in json.dumps(letters)
    assert all(len(letter["body"].encode()) <= BODY_BYTES for letter in letters)
    assert letters[0]["bytes"] == 40_000


class SlowQueue:
    """Hands out one message per receive, endlessly; each takes a second."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.received = 0
        self.shown_again: list[str] = []

    def get_queue_attributes(self, **_: Any) -> Any:
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        return {"Attributes": dict.fromkeys(names, "1000")}

    def receive_message(self, **_: Any) -> Any:
        self.clock.pass_ms(1000)
        self.received += 1
        return {"Messages": [{"MessageId": "m-1", "ReceiptHandle": f"r-{self.received}"}]}

    def change_message_visibility_batch(self, Entries: Any, **_: Any) -> None:  # noqa: N803
        assert {entry["VisibilityTimeout"] for entry in Entries} == {0}
        self.shown_again += [entry["ReceiptHandle"] for entry in Entries]


@pytest.fixture
def slow(hand_clock: HandClock) -> SlowQueue:
    return SlowQueue(hand_clock)


def never(held: object) -> bool:
    return False


def queue_over(client: Any, clock: HandClock) -> DeadLetterQueue:
    return DeadLetterQueue(lambda: client, "https://dead-letters", "arn", clock.clock)


def test_a_look_takes_three_seconds_at_most(slow: SlowQueue, hand_clock: HandClock) -> None:
    with queue_over(slow, hand_clock).held(1000, never):
        pass

    assert slow.received == 3


def test_a_message_that_comes_twice_is_one_and_is_shown_again_by_its_last_receipt(
    slow: SlowQueue, hand_clock: HandClock
) -> None:
    with queue_over(slow, hand_clock).held(1000, never) as held:
        assert held.keys() == {"m-1"}

    assert slow.shown_again == ["r-3"]


def test_messages_are_shown_again_if_looking_at_them_fails(
    slow: SlowQueue, hand_clock: HandClock
) -> None:
    with pytest.raises(RuntimeError):
        with queue_over(slow, hand_clock).held(1000, lambda held: len(held) == 1):
            raise RuntimeError

    assert slow.shown_again == ["r-1"]


# Putting back


def test_a_message_goes_back_as_its_producer_sent_it(world: World, admin: Client) -> None:
    body = '{ "tracking_id":"ACME-1", "odd":  "\\u0000é" }'
    sent = world.sqs.send_message(
        QueueUrl=world.dead_letters,
        MessageBody=body,
        MessageAttributes={
            **{k: {"DataType": "String", "StringValue": v} for k, v in OURS.items()},
            "trace": {"DataType": "String.hex", "StringValue": "abc"},
            "count": {"DataType": "Number", "StringValue": "7"},
            "digest": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
        },
    )

    answer = admin.post(PUT_BACK, {"message_ids": [sent["MessageId"], "gone"]})

    assert answer.data == {"put_back": [sent["MessageId"]], "not_found": ["gone"]}
    (message,) = world.visible(world.jobs)
    assert message["Body"] == body
    assert message["MessageAttributes"] == {
        "trace": {"DataType": "String.hex", "StringValue": "abc"},
        "count": {"DataType": "Number", "StringValue": "7"},
        "digest": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
    }
    assert world.visible(world.dead_letters) == []


def test_who_put_a_message_back_stands_in_the_audit_log_and_in_its_log(
    world: World, admin: Client
) -> None:
    message_id = world.give_up(**OURS)

    admin.post(PUT_BACK, {"message_ids": [message_id]})

    assert world.deeds() == [
        Deed(who="ada", action=Action.PUT_BACK, tracking_id="ACME-1", message_id=message_id)
    ]
    (note,) = world.notes.notes("ACME-1")
    assert (note.kind, note.by) == ("put_back", "ada")


def test_the_other_messages_stay_where_they_are_and_visible(world: World, admin: Client) -> None:
    others = {world.give_up() for _ in range(24)}
    wanted = world.give_up()

    admin.post(PUT_BACK, {"message_ids": [wanted]})

    assert ids(world.visible(world.dead_letters)) == others
    assert len(world.visible(world.jobs)) == 1


def test_a_message_named_twice_goes_back_once(world: World, admin: Client) -> None:
    message_id = world.give_up()

    answer = admin.post(PUT_BACK, {"message_ids": [message_id, message_id]})

    assert answer.data == {"put_back": [message_id], "not_found": []}
    assert len(world.visible(world.jobs)) == 1


@pytest.fixture
def broken(world: World) -> Callable[[str], None]:
    """Breaks one of SQS's operations."""
    return lambda operation: world.break_call(world.sqs, operation)


def test_a_crash_between_send_and_delete_leaves_one_too_many_never_one_too_few(
    world: World, admin: Client, broken: Callable[[str], None]
) -> None:
    message_id = world.give_up(**OURS)
    broken("DeleteMessage")

    answer = admin.post(PUT_BACK, {"message_ids": [message_id]})

    assert answer.status == 502
    assert ids(world.visible(world.dead_letters)) == {message_id}
    assert len(world.visible(world.jobs)) == 1


def test_a_message_that_can_not_be_sent_stays_a_dead_letter(
    world: World, admin: Client, broken: Callable[[str], None]
) -> None:
    message_id = world.give_up(**OURS)
    broken("SendMessage")

    answer = admin.post(PUT_BACK, {"message_ids": [message_id]})

    assert answer.status == 502
    assert answer.body["error"] == "The queue did not answer; look again and repeat it"
    assert ids(world.visible(world.dead_letters)) == {message_id}
    assert world.notes.notes("ACME-1") == []


@pytest.mark.parametrize("operation", ["GetQueueAttributes", "ReceiveMessage"])
def test_a_queue_that_is_down_is_told_as_such(
    admin: Client, broken: Callable[[str], None], operation: str
) -> None:
    broken(operation)

    assert admin.get(PATH).status == 502


def test_messages_that_can_not_be_shown_again_at_once_do_not_fail_the_look(
    world: World, admin: Client, broken: Callable[[str], None]
) -> None:
    world.give_up()
    broken("ChangeMessageVisibilityBatch")

    assert len(listed(admin)) == 1


# Discarding


def test_a_discarded_message_is_gone_and_the_logs_say_who_and_why(
    world: World, admin: Client
) -> None:
    message_id = world.give_up(**OURS)

    answer = admin.post(DISCARD, {"message_ids": [message_id, "gone"], "reason": " obsolete "})

    assert answer.data == {"discarded": [message_id], "not_found": ["gone"]}
    assert world.visible(world.dead_letters) == world.visible(world.jobs) == []
    (deed,) = world.deeds()
    assert (deed.who, deed.action, deed.reason) == ("ada", "discard", "obsolete")
    (note,) = world.notes.notes("ACME-1")
    assert (note.kind, note.message, note.by) == ("discarded", "Discarded: obsolete", "ada")


@pytest.mark.parametrize(("path", "more"), [(PUT_BACK, {}), (DISCARD, {"reason": "obsolete"})])
def test_what_can_not_be_audited_does_not_happen(
    world: World, admin: Client, path: str, more: dict[str, str]
) -> None:
    message_id = world.give_up(**OURS)
    world.drop_audit_table()

    answer = admin.post(path, {"message_ids": [message_id], **more})

    assert answer.status == 500
    assert ids(world.visible(world.dead_letters)) == {message_id}
    assert world.visible(world.jobs) == []


def test_a_log_that_can_not_be_told_does_not_undo_the_deed(world: World, admin: Client) -> None:
    message_id = world.give_up(**OURS)
    world.drop_log_table()

    answer = admin.post(DISCARD, {"message_ids": [message_id], "reason": "obsolete"})

    assert answer.data["discarded"] == [message_id]
    assert len(world.deeds()) == 1


@pytest.mark.parametrize("reason", [None, "", "   ", "x" * 501, 7, ["obsolete"]])
def test_discarding_needs_a_reason(client: Client, reason: object) -> None:
    answer = client.post(DISCARD, {"message_ids": ["m-1"], "reason": reason})

    assert answer.status == 400
    assert answer.body["error"].startswith("reason ")


@pytest.mark.parametrize("path", [PUT_BACK, DISCARD])
@pytest.mark.parametrize(
    "message_ids",
    [None, [], ["m"] * 51, "m-1", [1], [""], ["m#1"], ["m" * 101], {"m-1": True}],
)
def test_malformed_message_ids_are_refused(client: Client, path: str, message_ids: object) -> None:
    more = {"reason": "obsolete"} if path == DISCARD else {}
    answer = client.post(path, {"message_ids": message_ids, **more})

    assert answer.status == 400
    assert answer.body["error"].startswith("message_ids ")


# Putting all back


@pytest.fixture
def move(world: World) -> Iterator[Stubber]:
    """SQS's answers to StartMessageMoveTask, which moto does not know."""
    with Stubber(world.sqs) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def test_sqs_itself_moves_all_messages_to_the_job_queue(
    world: World, admin: Client, move: Stubber
) -> None:
    move.add_response(
        "start_message_move_task",
        {"TaskHandle": "task-1"},
        {"SourceArn": arn(world.dead_letters), "DestinationArn": arn(world.jobs)},
    )

    answer = admin.post(PUT_BACK, {"all": True})

    assert (answer.status, answer.data) == (202, {"task": "task-1"})
    assert world.deeds() == [Deed(who="ada", action=Action.PUT_BACK_ALL)]


@pytest.mark.parametrize(
    ("code", "message", "status"),
    [
        ("InvalidAction", "The action is not valid for this endpoint.", 501),
        ("AWS.SimpleQueueService.UnsupportedOperation", "Unsupported operation.", 501),
        ("InvalidParameterValue", "There is already a task running.", 409),
        ("InvalidParameterValue", "Source queue must be configured as a DLQ.", 502),
        ("AccessDenied", "No.", 502),
    ],
)
def test_a_move_that_sqs_does_not_start_is_explained(
    admin: Client, move: Stubber, code: str, message: str, status: int
) -> None:
    move.add_client_error("start_message_move_task", code, message)

    answer = admin.post(PUT_BACK, {"all": True})

    assert answer.status == status
    assert message not in answer.body["error"]


@pytest.mark.parametrize("body", [{"all": True, "message_ids": ["m-1"]}, {"all": "yes"}, {}])
def test_it_is_either_all_or_some(client: Client, body: dict[str, object]) -> None:
    assert client.post(PUT_BACK, body).status == 400


def test_a_call_of_sqs_ends_before_the_function_does() -> None:
    settings: Any = CLIENT_CONFIG
    each = settings.connect_timeout + settings.read_timeout
    assert settings.retries == {"mode": "standard", "total_max_attempts": 2}
    assert settings.retries["total_max_attempts"] * each < 10
