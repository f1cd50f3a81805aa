"""What admins may ask of the API, answered from a queue and a trail that a test holds in hand."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.browser import logs
from tests.browser.api import Api, Fault
from tests.browser.sign_in_host import PERSON

PATH = re.compile(
    r"/api/(?:execution-logs/(?P<id>[^/?]+)/)?"
    r"(?P<action>profile|reprocess|cancel|dead-letters(?:/put-back|/discard)?|audit)(?:\?|$)"
)
ROUTED = re.compile(r"/api/(execution-logs/[^/?]+/(profile|reprocess|cancel)|dead-letters|audit)")
"""The same without names, which the browser's regular expressions spell otherwise."""
LISTED = 200
"""Messages in one answer, as the API's own limit."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One request, as it came in."""

    action: str
    tracking_id: str | None
    body: Any
    key: str | None


@dataclass
class AdminApi:
    """Change its fields as the story goes on; ``faults`` are by action, ``hold`` keeps answers."""

    api: Api
    profile: dict[str, Any] | None = field(default_factory=lambda: dict(PROFILE))
    letters: list[dict[str, Any]] = field(default_factory=list)
    total: int | None = None
    gone: set[str] = field(default_factory=set)
    entries: list[dict[str, Any]] = field(default_factory=list)
    page_size: int = 50
    faults: dict[str, Fault] = field(default_factory=dict)
    lost_answers: Counter[str] = field(default_factory=Counter)
    hold: bool = False
    held: list[Route] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    _carried_out: dict[str, dict[str, Any]] = field(default_factory=dict)

    def attach(self, context: BrowserContext) -> "AdminApi":
        context.route(ROUTED, self._take)
        return self

    def of(self, action: str) -> list[Sent]:
        return [sent for sent in self.sent if sent.action == action]

    def messages_sent(self) -> int:
        """How many messages the requests to process again have put on the queue."""
        return len(self._carried_out)

    def release(self) -> None:
        self.hold = False
        held, self.held = self.held, []
        for route in held:
            self._answer(route)

    def _take(self, route: Route) -> None:
        self.sent.append(_sent(route))
        if self.hold:
            self.held.append(route)
        else:
            self._answer(route)

    def _answer(self, route: Route) -> None:
        sent = _sent(route)
        fault = self.faults.get(sent.action)
        if fault:
            _fail(route, fault)
            return
        status, data = self._carry_out(sent, route.request.url)
        if self.lost_answers[sent.action] > 0:
            self.lost_answers[sent.action] -= 1
            route.abort("connectionreset")
        elif status < 400:
            route.fulfill(status=status, json={"success": True, "data": data})
        else:
            route.fulfill(status=status, json={"success": False, **data})

    def _carry_out(self, sent: Sent, url: str) -> tuple[int, dict[str, Any]]:
        actions: dict[str, Callable[[], tuple[int, dict[str, Any]]]] = {
            "profile": lambda: self._profile(sent),
            "reprocess": lambda: self._reprocess(sent),
            "cancel": lambda: self._cancel(sent),
            "dead-letters": lambda: (200, self._dead_letters(url)),
            "dead-letters/put-back": lambda: self._put_back(sent),
            "dead-letters/discard": lambda: (200, self._deal_with(sent, "discarded")),
            "audit": lambda: (200, self._audit(url)),
        }
        return actions[sent.action]()

    def _profile(self, sent: Sent) -> tuple[int, dict[str, Any]]:
        if self.profile is None:
            return 404, {"error": "No profile is stored for this tracking ID"}
        return 200, {"tracking_id": sent.tracking_id, "profile": self.profile}

    def _reprocess(self, sent: Sent) -> tuple[int, dict[str, Any]]:
        assert sent.key
        assert sent.tracking_id
        if sent.key in self._carried_out:
            return 202, self._carried_out[sent.key]
        newest = next(log for log in self.api.logs if log["tracking_id"] == sent.tracking_id)
        if newest["final_status"] != "failed" and not sent.body.get("force"):
            return 409, {
                "error": f"Attempt {newest['attempt']} is {newest['final_status']}",
                "tracking_id": sent.tracking_id,
                "execution_id": newest["execution_id"],
            }
        attempt = newest["attempt"] + 1
        queued = logs.queued(sent.tracking_id, newest["company"], attempt)
        self.api.logs.insert(0, queued)
        answer = {
            "tracking_id": sent.tracking_id,
            "execution_id": queued["execution_id"],
            "attempt": attempt,
            "final_status": "in_progress",
            "reason": "QUEUED",
        }
        self._carried_out[sent.key] = answer
        return 202, answer

    def _cancel(self, sent: Sent) -> tuple[int, dict[str, Any]]:
        execution_id = sent.body["execution_id"]
        log = next(log for log in self.api.logs if log["execution_id"] == execution_id)
        if log["final_status"] != "in_progress":
            return 409, {"error": "It does not run any more"}
        log["cancel_requested_by"] = PERSON
        return 202, {
            "tracking_id": sent.tracking_id,
            "execution_id": execution_id,
            "cancel_requested_by": PERSON,
        }

    def _dead_letters(self, url: str) -> dict[str, Any]:
        total = len(self.letters) if self.total is None else self.total
        listed = [] if "count_only" in url else self.letters[:LISTED]
        return {
            "messages": listed,
            "approximate_total": total,
            "has_more": total > len(listed),
        }

    def _put_back(self, sent: Sent) -> tuple[int, dict[str, Any]]:
        if sent.body.get("all"):
            return 202, {"task": "task-1"}
        return 200, self._deal_with(sent, "put_back")

    def _deal_with(self, sent: Sent, done: str) -> dict[str, Any]:
        here = {letter["message_id"] for letter in self.letters} - self.gone
        wanted = sent.body["message_ids"]
        assert len(wanted) <= 50
        found = [message_id for message_id in wanted if message_id in here]
        self.letters = [one for one in self.letters if one["message_id"] not in found]
        return {done: found, "not_found": [m for m in wanted if m not in here]}

    def _audit(self, url: str) -> dict[str, Any]:
        begin = int(parse_qs(urlsplit(url).query).get("cursor", ["0"])[0])
        end = begin + self.page_size
        return {
            "entries": self.entries[begin:end],
            "next_cursor": str(end) if end < len(self.entries) else None,
        }


PROFILE = {
    "tracking_id": "HLFTVEAP",
    "company_name": "SAF-Holland",
    "tier_level": "comprehensive",
    "industry": "Commercial vehicles",
    "employees": 5800,
}


def letter(number: int, **fields: Any) -> dict[str, Any]:
    """A message that was given up, two hours and more ago."""
    body = json.dumps({"tracking_id": f"DEAD{number:04d}", "company_name": "Acme Corp"}, indent=2)
    return {
        "message_id": f"{number:08d}-aaaa-4bbb-8ccc-dddddddddddd",
        "tracking_id": f"DEAD{number:04d}",
        "reason": "Gave up after 5 tries: the model did not answer in time",
        "error_code": "TIMEOUT",
        "original_message_id": None,
        "sent_at": "2024-01-15T08:12:00.000Z",
        "age_ms": 8_580_000,
        "age_readable": "2h 23m 0s",
        "receive_count": 1,
        "bytes": len(body),
        "body": body,
        **fields,
    }


def letters_of_all_kinds() -> list[dict[str, Any]]:
    return [
        letter(1),
        letter(
            2,
            tracking_id=None,
            reason="The message is not JSON: Expecting value at line 1, column 1",
            error_code="VALIDATION",
            body="company=Acme&tier=basic",
            bytes=23,
            receive_count=3,
        ),
        letter(
            3,
            reason="company_name is missing; it must be text of 1 to 200 characters",
            error_code="VALIDATION",
            age_readable="1d 4h 0m",
            sent_at="2024-01-14T06:35:00.000Z",
            bytes=312_400,
            body='{"tracking_id": "DEAD0003", "notes": "' + "long " * 400,
        ),
        letter(4, reason="The queue gave it up; no reason was recorded", error_code=None),
    ]


def entry(number: int, action: str = "reprocess", **fields: Any) -> dict[str, Any]:
    """A deed, ``number`` minutes before half past ten."""
    return {
        "at": f"2024-01-15T{10 - (number + 29) // 60:02d}:{(90 - number) % 60:02d}:00.000Z",
        "who": PERSON,
        "action": action,
        "tracking_id": "HLFTVEAP",
        "execution_id": "exec_1705314600000_hlftveap2",
        "message_id": None,
        "reason": f"Reason number {number}",
        **fields,
    }


def entries_of_all_kinds() -> list[dict[str, Any]]:
    nothing = {"tracking_id": None, "execution_id": None}
    return [
        entry(1, reason="The model is back, so the customer's profile is tried again"),
        entry(2, "cancel", tracking_id="HUX88QLL", reason=None),
        entry(
            3,
            "put_back",
            tracking_id="DEAD0001",
            execution_id=None,
            message_id=letter(1)["message_id"],
            reason=None,
            who="grace@example.com",
        ),
        entry(
            4,
            "discard",
            **nothing,
            message_id=letter(2)["message_id"],
            reason="Never was a profile",
        ),
        entry(5, "put_back_all", **nothing, reason=None, who="grace@example.com"),
        entry(6, "export", tracking_id="60B3RNTB", reason=None),
        entry(
            7,
            "export_list",
            **nothing,
            reason=None,
            export_id="export_1795428000000_0123456789",
            format="csv",
            filter="status=failed&company=Ac+%26+Co",
        ),
        entry(8, "rewind", reason="A deed of a newer version"),
    ]


def _sent(route: Route) -> Sent:
    match = PATH.search(route.request.url)
    assert match
    return Sent(
        match["action"],
        match["id"] and unquote(match["id"]),
        route.request.post_data_json if route.request.method == "POST" else None,
        route.request.headers.get("idempotency-key"),
    )


def _fail(route: Route, fault: Fault) -> None:
    if fault.status is None:
        route.abort("connectionrefused")
    else:
        route.fulfill(status=fault.status, json=fault.body)
