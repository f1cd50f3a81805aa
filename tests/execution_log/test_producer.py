"""Profiles go onto the queue: in batches, tried again where that helps, each one accounted for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from execution_log.producer import CLIENT_CONFIG, NotSent, Profile, ProfileQueue

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef as Entry

THROTTLED = {"Code": "RequestThrottled", "Message": "Slow down", "SenderFault": False}
REFUSED = {"Code": "InvalidMessageContents", "SenderFault": True}
OUT_OF_REACH = EndpointConnectionError(endpoint_url="https://sqs.example.com")


class FakeSqs:
    """Takes every message, but for what it is told of each call."""

    def __init__(self, *calls: dict[str, dict[str, Any]] | Exception) -> None:
        self._told = list(calls)
        self.calls: list[list[str]] = []

    def send_message_batch(self, QueueUrl: str, Entries: "Sequence[Entry]") -> dict[str, Any]:  # noqa: N803
        self.calls.append([entry["MessageBody"] for entry in Entries])
        told = self._told.pop(0) if self._told else {}
        if isinstance(told, Exception):
            raise told
        return {
            "Successful": [
                {"Id": entry["Id"], "MessageId": f"of {name_in(entry['MessageBody'])}"}
                for entry in Entries
                if name_in(entry["MessageBody"]) not in told
            ],
            "Failed": [
                {"Id": entry["Id"], **told[name_in(entry["MessageBody"])]}
                for entry in Entries
                if name_in(entry["MessageBody"]) in told
            ],
        }

    @property
    def names(self) -> list[list[str]]:
        return [[name_in(body) for body in call] for call in self.calls]


def name_in(body: str) -> str:
    return body.split('"')[3]


class Waits(list[float]):
    """Sleeps by noting for how long."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def profiles(*names: str, **further: object) -> list[Profile]:
    return [Profile(name, "Acme Corp", "basic", further) for name in names]


def queue(sqs: FakeSqs, waits: Waits | None = None) -> ProfileQueue:
    return ProfileQueue("queue", sqs, Waits() if waits is None else waits)  # type: ignore[arg-type]


def test_a_profile_arrives_as_it_was_built(moto_aws: None) -> None:
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName="profiles")["QueueUrl"]
    profile = Profile("60B3RNTB", "Süd & Söhne", "basic", {"logo": "😀\uffff\ud83d"})

    message_id = ProfileQueue(url).send(profile)

    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert (message["MessageId"], message["Body"]) == (message_id, profile.body)


def test_a_queue_that_is_not_there_is_told(moto_aws: None) -> None:
    with pytest.raises(NotSent, match=r"1 of 1 profiles: A: .*NonExistentQueue"):
        ProfileQueue("https://sqs.us-east-1.amazonaws.com/123456789012/no").send(profiles("A")[0])


def test_ten_go_in_one_call_and_their_ids_come_in_order() -> None:
    sqs = FakeSqs()
    names = [f"P{number}" for number in range(25)]

    ids = queue(sqs).send_all(profiles(*names))

    assert ids == [f"of {name}" for name in names]
    assert sqs.names == [names[:10], names[10:20], names[20:]]


def test_the_bodies_of_one_call_are_a_mebibyte_at_most() -> None:
    sqs = FakeSqs()

    queue(sqs).send_all(profiles("A", "B", "C", "D", "E", text="ä" * 200_000))

    assert sqs.names == [["A", "B"], ["C", "D"], ["E"]]
    assert all(sum(len(body.encode()) for body in call) <= 1_048_576 for call in sqs.calls)


def test_nothing_is_sent_for_no_profiles() -> None:
    sqs = FakeSqs()

    assert queue(sqs).send_all([]) == []
    assert sqs.calls == []


def test_only_what_was_not_taken_is_tried_again() -> None:
    sqs, waits = FakeSqs({"B": THROTTLED, "C": THROTTLED}, {"C": THROTTLED}), Waits()

    assert queue(sqs, waits).send_all(profiles("A", "B", "C")) == ["of A", "of B", "of C"]
    assert sqs.names == [["A", "B", "C"], ["B", "C"], ["C"]]
    assert len(waits) == 2
    assert 0 <= waits[0] <= 0.2
    assert 0 <= waits[1] <= 1.0


def test_what_is_not_taken_three_times_is_reported_beside_what_was_sent() -> None:
    sqs = FakeSqs(*[{"B": THROTTLED}] * 3)

    with pytest.raises(NotSent) as caught:
        queue(sqs).send_all(profiles("A", "B", "C"))

    assert str(caught.value) == ("SQS did not take 1 of 3 profiles: B: RequestThrottled: Slow down")
    assert [one.profile.tracking_id for one in caught.value.unsent] == ["B"]
    assert caught.value.message_ids == ["of A", None, "of C"]
    assert len(sqs.calls) == 3


def test_what_sqs_refuses_for_good_is_not_tried_again() -> None:
    sqs = FakeSqs({"A": REFUSED})

    with pytest.raises(NotSent, match="A: InvalidMessageContents") as caught:
        queue(sqs).send_all(profiles("A", "B"))

    assert caught.value.message_ids == [None, "of B"]
    assert sqs.names == [["A", "B"]]


def test_a_call_that_fails_ends_the_sending_and_loses_no_id() -> None:
    sqs = FakeSqs({"P1": REFUSED, "P2": THROTTLED}, OUT_OF_REACH)
    names = [f"P{number}" for number in range(30)]

    with pytest.raises(NotSent) as caught:
        queue(sqs).send_all(profiles(*names))

    assert len(sqs.calls) == 2
    reasons = {one.profile.tracking_id: one.reason for one in caught.value.unsent}
    assert reasons.keys() == {"P1", "P2", *names[10:]}
    assert reasons["P1"].startswith("InvalidMessageContents")
    assert set(list(reasons.values())[1:]) == {str(OUT_OF_REACH)}
    assert caught.value.message_ids[:4] == ["of P0", None, None, "of P3"]
    assert caught.value.__cause__ is OUT_OF_REACH


def test_the_error_stays_short_however_many_were_not_sent() -> None:
    with pytest.raises(NotSent) as caught:
        queue(FakeSqs(OUT_OF_REACH)).send_all(profiles(*(f"P{number}" for number in range(500))))

    assert len(caught.value.unsent) == 500
    assert len(str(caught.value)) < 2_000


def test_a_call_is_bounded_in_time_and_tries() -> None:
    config = boto3.client("sqs", config=CLIENT_CONFIG).meta.config

    assert (config.connect_timeout, config.read_timeout) == (2, 5)
    assert config.retries == {"mode": "standard", "total_max_attempts": 3}
