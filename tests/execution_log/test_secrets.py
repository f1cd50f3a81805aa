"""No secret that a job tells reaches any store, line or answer (S31)."""

import json
from io import StringIO

import pytest

from execution_log import DynamoStore, Recorder, Redactor
from execution_log.testing import MemoryStore
from tests.api.administration import app_over
from tests.api.http import Client
from tests.clock import HandClock
from tests.tables import LOG_TABLE, make_log_table

SECRET = "hunter2-Zq8vT4xW9y"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"


def connect(password: str) -> None:
    raise ConnectionError(f"postgres://app:{password}@db/log refused, password={password}")


def job_full_of_secrets(recorder: Recorder) -> None:
    with recorder.execution("60B3RNTB", company=f"Acme password={SECRET}") as log:
        log.completed("key_lookup", f"Authorization: Bearer {TOKEN}", db_password=SECRET)
        log.completed("key_lookup", "Nested", config={"auth": [{"clientSecret": SECRET}]})
        log.completed("key_lookup", "x" * 4_000 + f" password={SECRET} " + "y" * 4_000)
        with log.step("database_connect", "Connecting", url=f"https://x.y/?token={SECRET}"):
            connect(SECRET)


def everything_recorded(moto_aws: None, hand_clock: HandClock) -> str:
    """All bytes that a job full of secrets leaves behind: table, stdout, API."""
    client, stdout = make_log_table(), StringIO()
    store = DynamoStore(LOG_TABLE, client, hand_clock.clock)
    recorder = Recorder(store, clock=hand_clock.clock, stdout=stdout)
    with pytest.raises(ConnectionError):
        job_full_of_secrets(recorder)
    api = Client(app_over(store, hand_clock.clock))
    answers = [api.get("/api/execution-logs/60B3RNTB").text, api.get("/api/execution-logs").text]
    (execution,) = store.executions("60B3RNTB", limit=1)
    items = json.dumps(client.scan(TableName=LOG_TABLE)["Items"], default=repr)
    return "\n".join([items, *store.events(execution), stdout.getvalue(), *answers])


def test_what_a_job_tells_leaves_no_secret_anywhere(moto_aws: None, hand_clock: HandClock) -> None:
    left = everything_recorded(moto_aws, hand_clock)

    assert SECRET not in left
    assert TOKEN not in left
    assert "[redacted: " in left
    assert "in connect" in left


def test_rules_of_ones_own_are_heeded(hand_clock: HandClock) -> None:
    stdout = StringIO()
    redactor = Redactor(extra_keys=["customer_ref"], extra_patterns=[r"INV-\d+"])
    recorder = Recorder(MemoryStore(), stdout=stdout, redactor=redactor)
    with recorder.execution("60B3RNTB") as log:
        log.completed("invoice_lookup", "Found INV-4711", customer_ref="C-99")

    assert "INV-4711" not in stdout.getvalue()
    assert "C-99" not in stdout.getvalue()
