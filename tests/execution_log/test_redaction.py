"""What the redactor promises: no secret gets through, the rest stays, nothing is raised."""

import json
import re
import string
from collections import OrderedDict, namedtuple
from datetime import UTC, datetime
from typing import Any, NoReturn
from urllib.parse import quote
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from execution_log.redaction import FAILED, Redactor
from execution_log.values import DEPTH_LIMIT

redactor = Redactor()
text = redactor.text

S = "hunter2Zq9"
"""A password: nothing in its looks gives it away."""
BODY = "Zx8Kq2Lw9Rt4Vb7Nm3Pc6Ds1Hf5Jg0Ty2Ae4Ui"
"""What follows the prefix of a token."""
AWS_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
JWT = f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.{BODY}"
PEM = f"-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n{BODY}\n-----END RSA PRIVATE KEY-----"

PLANTED = [
    (S, f"password={S}"),
    (S, f"Login failed: password: {S}, host: db"),
    (S, f"PASSWORD = '{S}'"),
    (S, f"db_password={S} retrying"),
    (S, f"dbPassword: {S}"),
    (S, f"DB-PASSWORD:{S}"),
    (S, f"spring.datasource.password={S}"),
    (S, f"passwd={S}&user=bob"),
    (S, f"pwd={S};"),
    (S, f"passphrase => {S}"),
    (S, f"passphrase: correct horse {S}"),
    (S, f"bearer: {S}"),
    (S, f"db.password\n  Too short [type=string_too_short, input_value='{S}', input_type=str]"),
    (S, f"Invalid type for parameter Password, value: {S}, type: <class 'str'>"),
    (S, f"PGPASSWORD={S} psql -h db"),
    (S, f'os.environ["DB_PASSWORD"] = "{S}"'),
    (S, f'def connect(user, password: str = "{S}") -> None:'),
    (S, f"user[password]={S}&user[name]=bob"),
    (S, f"Wrong password '{S}' for bob"),
    (S, f"CREATE USER bob IDENTIFIED BY '{S}'"),
    (S, f"<password>{S}</password>"),
    (S, f'<add key="Password" value="{S}"/>'),
    (S, f'{{"user": "bob", "password": "{S}"}}'),
    (S, f"{{'user': 'bob', 'password': '{S}'}}"),
    (S, f'{{"a": {{"b": [{{"client_secret":"{S}"}}]}}}}'),
    (S, f'{{\\"password\\": \\"{S}\\"}}'),
    (S, f'{{"password": "x\\"{S}"}}'),
    (S, f'{{\\"password\\": \\"x\\\\\\"{S}\\"}}'),
    (S, f'{{"name": "DB_PASSWORD", "value": "{S}"}}'),
    (S, f"user=bob\npass={S}"),
    (S, f"- name: DB_PASSWORD\n  value: {S}"),
    (S, f'"secret": ["a b", "{S}"]'),
    (S, f"mysqldump --password {S} --host db"),
    (S, f"mysqldump --password={S} --host db"),
    (S, f"cli --api-key {S}"),
    (S, f"Command '['mysql', '--password', '{S}', '-h', 'db']' returned non-zero exit status 1."),
    (S, f"requests.get(url, auth=('bob', '{S}'))"),
    (S, f"Config(host='db', password=SecretStr('{S}'))"),
    (S, f"Config(host='db', password={S})"),
    (S, f"{{password:{S},user:bob}}"),
    (S, f"password%3D{S}%26user%3Dbob"),
    (S, f"secret: {S}"),
    (S, f"api_key={S}"),
    (S, f"API key: {S}"),
    (S, f"x-api-key: {S}"),
    (S, f"[('content-type', 'text/html'), ('x-api-key', '{S}')]"),
    (S, f'[["content-type","text/html"],["x-api-key","{S}"]]'),
    (S, f"accessToken={S}"),
    (S, f"refresh_token: {S}"),
    (S, f"Set-Cookie: session={S}; Path=/; HttpOnly"),
    (S, f"Cookie: theme=dark; sid={S}"),
    (S, f"JSESSIONID={S}"),
    (S, f"Authorization: Bearer {S}"),
    (S, f"authorization: Token token={S}"),
    (S, f'curl -H "Authorization: Bearer {S}" https://api.example.com'),
    (S, f'Authorization: Digest username="bob", response="{S}"'),
    (S, f'{{"Authorization": "Custom {S}"}}'),
    (S, f"Proxy-Authorization: Basic {S}"),
    (S, f"sent Bearer {S} to the gateway"),
    ("Ym9iOmh1bnRlcjJacTk", "sent Basic Ym9iOmh1bnRlcjJacTk= to the gateway"),
    (S, f"https://api.example.com/v1?token={S}&page=2"),
    (S, f"GET /v1?page=2&api_key={S} HTTP/1.1"),
    (BODY, f"https://bucket.s3.amazonaws.com/report.pdf?X-Amz-Signature={BODY}"),
    (BODY, f"https://account.blob.core.windows.net/c?sv=2024&sig={BODY}"),
    (S, f"postgres://app:{S}@db.internal:5432/main"),
    (S, f"redis://:{S}@cache:6379/0"),
    (f"p@{S}", f"mongodb+srv://app:p@{S}@cluster.example.net/db?w=majority"),
    (S, f"could not fetch https://x-access-token:{S}@github.com/acme/app.git"),
    (S, f"Server=db;User Id=sa;Password={S};Timeout=30"),
    (S, f"Driver={{ODBC}};PWD={{x;{S}}};Encrypt=yes"),
    (AWS_SECRET, f"AccountName=acme;AccountKey={AWS_SECRET};EndpointSuffix=core.windows.net"),
    ("IOSFODNN7EXAMPLE", "credentials of AKIAIOSFODNN7EXAMPLE are not valid"),
    ("IOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE"),
    (AWS_SECRET, f"aws_secret_access_key = {AWS_SECRET}"),
    (AWS_SECRET, f"secret access key {AWS_SECRET}"),
    (AWS_SECRET, f"AKIAIOSFODNN7EXAMPLE,{AWS_SECRET}"),
    (AWS_SECRET, f"SecretAccessKey={AWS_SECRET}"),
    (BODY, f"AWS_SESSION_TOKEN={BODY}"),
    (BODY, JWT),
    (BODY, f"token was {JWT}, which has expired"),
    (BODY, PEM),
    (BODY, PEM.replace("\n", "\\n")),
    (BODY, f'{{"private_key": {json.dumps(PEM)}}}'),
    (BODY, f"-----BEGIN OPENSSH PRIVATE KEY-----\n{BODY}\n{BODY}"),
    *[
        (BODY, f"rejected {prefix}{BODY}: revoked")
        for prefix in [
            *("ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xapp-1-"),
            *("sk_live_", "rk_test_", "whsec_", "sk-", "sk-proj-", "sk-ant-api03-", "npm_", "hf_"),
            *("AIza", "ya29.", "GOCSPX-", "ABSK", "bedrock-api-key-", "pypi-AgEI", "dckr_pat_"),
        ]
    ],
    (f"{BODY[:22]}.{BODY}12345", f"SG.{BODY[:22]}.{BODY}12345"),
    ("0123456789abcdef" * 2, f"shpat_{'0123456789abcdef' * 2}"),
    (BODY, f"https://hooks.slack.com/services/T0001/B0002/{BODY}"),
    (BODY, f"posted to hooks.slack.com/services/T0001/B0002/{BODY}"),
]

INNOCENT = [
    "Started processing for Acme Corp (comprehensive tier)",
    "Started processing for Acme Corp (basic tier)",
    "Updated status to processing",
    "Starting orchestrator execution...",
    "Orchestrator completed successfully. Response: Analysis complete",
    "Processing failed: AI generation timeout after 480000ms",
    "AI inference completed for comprehensive tier analysis (1,247 tokens)",
    "Generating PDF report...",
    "PDF generated successfully (183204 bytes)",
    "PDF generation failed: Template not found for tier level",
    "Complex operation failed: Connection reset by peer",
    "60B3RNTB",
    "exec_1705312200000_k3j9x2m1q",
    "8f14e45f-ceea-467f-a9f2-1f2b3c4d5e6f",
    "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "2024-01-15T10:30:00.000Z",
    "+2m 30s",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwAD",
    "us.meta.llama4-scout-17b-instruct-v1:0",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0",
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf",
    "https://sqs.us-east-1.amazonaws.com/123456789012/profiles.fifo",
    "https://reports.example.com/acme/2024?page=2&sort=date#summary",
    "http://localhost:8080/users/@me",
    "ssh://git@github.com:22/acme/app.git",
    "Mail ann@example.com or call +49 30 901820",
    "4111 1111 1111 1111",
    "input_tokens=1000 output_tokens: 247 max_tokens=4096 token_count: 1247",
    '{"input_tokens": 1000, "max_tokens": 4096, "tokens": 1247, "time_to_first_token": 350}',
    "nextToken=abc stop_token: </s> cost_per_token=0.002 tokenizer: cl100k",
    "author: Ann Lee, secretary: Bob, passwordless: true, primary_key: id, partition_key = pk",
    "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
    "ExpiredToken: The security token included in the request is expired",
    "An error occurred (AccessDeniedException) when calling the InvokeModel operation",
    "Invalid token: expired",
    "password: must be at least 8 characters",
    "password: None, token=null, api_key=''",
    "KeyError: 'password'",
    "Missing fields: ['api_key', 'region']",
    "Basic authentication failed; Bearer authentication is required",
    'WWW-Authenticate: Bearer realm="api"',
    "Basic subscription for JavaScript and PostgreSQL",
    "risk-assessment-report-for-acme-corp-2024 task-0123456789abcdef0123456789abcdef",
    "npm_config_registry_mirror_url hf_hub_download_timeout_seconds",
    "12 passed, 3 failed, 1 skipped in 4.2s; bypass: on; compass=N",
    "compress: 3 assets; keyboard layout: de; monkey: 1; author=Kim",
    "std::token::parse at src/lexer.rs:42",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "<TemplateNotFound: comprehensive> a < b && c > d",
    'Traceback (most recent call last):\n  File "/var/task/processor/handler.py", line 42, in run\n'
    "    report = orchestrator.run(profile, tokens=limit)\nTimeoutError: no answer after 480000ms",
    "\tat com.acme.pdf.Renderer.render(Renderer.java:128)\n\t... 12 more",
    "Zürich → 東京 🚀 \u202e\x00\ud800",
    "",
]


@pytest.mark.parametrize(("secret", "planted"), PLANTED)
def test_no_planted_secret_survives(secret: str, planted: str) -> None:
    assert secret in planted
    assert secret not in text(planted)
    assert "[redacted: " in text(planted)


@pytest.mark.parametrize(("secret", "planted"), PLANTED)
def test_no_planted_secret_survives_inside_other_texts(secret: str, planted: str) -> None:
    as_json = json.dumps({"body": planted})
    for wrapped in [f"12:00 {planted}", f"x\n{planted}\n", as_json, json.dumps(as_json)]:
        assert secret not in text(wrapped)
    assert secret not in repr(redactor.metadata({"a": [{"b": (planted,)}], planted: 1}))


@pytest.mark.parametrize("innocent", INNOCENT)
def test_innocent_texts_stay_as_they_are(innocent: str) -> None:
    assert text(innocent) == innocent
    assert redactor.metadata({"a": [innocent]}) == {"a": [innocent]}


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        (f"password={S} x", "password=[redacted: password] x"),
        (f'{{"db_password": "{S}"}}', '{"db_password": "[redacted: password]"}'),
        (f"postgres://app:{S}@db/x", "postgres://app:[redacted: password]@db/x"),
        (f"?token={S}&page=2", "?token=[redacted: token]&page=2"),
        (f"Server=db;Pwd={S};Timeout=3", "Server=db;Pwd=[redacted: password];Timeout=3"),
        (f"The password: {S}.", "The password: [redacted: password]."),
        (f"Authorization: Bearer {S}", "Authorization: [redacted: authorization]"),
        (f"got {JWT}.", "got [redacted: JWT]."),
        (PEM, "[redacted: private key]"),
        (f"ghp_{BODY}", "ghp_[redacted: token]"),
        (f"x-api-key: {S}", "x-api-key: [redacted: API key]"),
    ],
)
def test_a_marker_tells_the_kind_and_the_rest_stays_readable(secret: str, shown: str) -> None:
    assert text(secret).removesuffix(".") == shown.removesuffix(".")


SELF_EVIDENT = [
    *(f"{prefix}{BODY}" for prefix in ("ghp_", "glpat-", "xoxb-", "whsec_", "sk-proj-", "AIza")),
    *(f"password={BODY}", f'"apiKey": "{BODY}"', f"x://u:{BODY}@h", f"Bearer {BODY}", JWT, PEM),
]


@given(st.text(), st.sampled_from(SELF_EVIDENT), st.text())
def test_no_secret_survives_at_any_place(before: str, secret: str, after: str) -> None:
    assert BODY not in text(before + secret + after)


@given(st.text(string.printable), st.sampled_from(SELF_EVIDENT), st.text(string.printable))
def test_no_secret_survives_amid_punctuation(before: str, secret: str, after: str) -> None:
    assert BODY not in text(before + secret + after)


@given(st.text(string.printable, min_size=6))
def test_a_quoted_password_may_hold_any_character(password: str) -> None:
    assume(password not in "[redacted: password]")
    shown = text(json.dumps({"password": password, "user": "bob"}))
    assert shown == '{"password": "[redacted: password]", "user": "bob"}'


FRAGMENTS = st.one_of(
    st.sampled_from([planted for _, planted in PLANTED]),
    st.sampled_from([*SELF_EVIDENT, *INNOCENT, "[redacted: token]", "first_token", "Expired"]),
    st.sampled_from(
        ["password", "token", "=", ": ", ", ", "'", '"', "\\", "(", "[", "]", "{", "@"]
    ),
    st.text(max_size=8),
)
JOB_TEXTS = st.lists(FRAGMENTS, max_size=8).map("".join)
METADATA = st.dictionaries(
    JOB_TEXTS,
    st.recursive(
        st.one_of(JOB_TEXTS, st.integers(), st.floats(), st.booleans(), st.none()),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(JOB_TEXTS, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=5,
)


@given(JOB_TEXTS)
def test_redacting_a_text_twice_equals_once(job_text: str) -> None:
    assert text(text(job_text)) == text(job_text)


@given(METADATA)
def test_redacting_metadata_twice_equals_once(metadata: dict[str, Any]) -> None:
    once = redactor.metadata(metadata)
    assert repr(redactor.metadata(once)) == repr(once)


@given(METADATA)
def test_the_callers_metadata_stays_as_it_was(metadata: dict[str, Any]) -> None:
    before = repr(metadata)
    redactor.metadata(metadata)
    assert repr(metadata) == before


@given(
    st.lists(
        st.one_of(
            st.sampled_from(INNOCENT),
            st.uuids().map(str),
            st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
            st.binary(min_size=20, max_size=20).map(bytes.hex),
            st.integers().map(str),
        )
    )
)
def test_innocent_texts_in_any_order_stay_as_they_are(lines: list[str]) -> None:
    assert text("\n".join(lines)) == "\n".join(lines)


SECRET_KEYS = [
    "password",
    "db_password",
    "DB_PASSWORD",
    "dbPassword",
    "password2",
    "passwd",
    "pwd",
    "user_pass",
    "passphrase",
    "accessToken",
    "access_token",
    "token",
    "x-api-key",
    "apiKey",
    "APIKey",
    "api_key",
    "Authorization",
    "proxy-authorization",
    "client_secret",
    "secret",
    "clientSecret",
    "SECRET",
    "sessionCookie",
    "Set-Cookie",
    "cookies",
    "credentials",
    "aws_creds",
    "aws_secret_access_key",
    "private_key",
    "privateKey",
    "JSESSIONID",
    "session_id",
    "basic_auth",
    "AccountKey",
]
INNOCENT_KEYS = [
    "tokens",
    "input_tokens",
    "max_tokens",
    "token_count",
    "tokenizer",
    "secretary",
    "passwordless",
    "author",
    "primary_key",
    "partition_key",
    "sort_key",
    "idempotency_key",
    "time_to_first_token",
    "costPerToken",
    "next_token",
    "bypass",
    "compass",
    "oauth_provider",
    "authorized",
    "key",
    "keys",
    "passed",
    "session",
    "keyboard",
    "cookie_banner",
]


@pytest.mark.parametrize("key", SECRET_KEYS)
@pytest.mark.parametrize("value", [S, 1234, True, None, [S], {"a": S}, b"x", object()])
def test_a_secret_key_hides_its_value_whatever_its_type(key: str, value: Any) -> None:
    shown = redactor.metadata({"config": [{key: value, "region": "eu"}]})
    assert shown["config"][0].pop("region") == "eu"
    assert re.fullmatch(r"\[redacted: [\w ]+\]", shown["config"][0].pop(key))


@pytest.mark.parametrize("key", INNOCENT_KEYS)
def test_an_innocent_key_hides_nothing(key: str) -> None:
    metadata = {key: 1247, "inner": {key: "value"}}
    assert redactor.metadata(metadata) == metadata


Login = namedtuple("Login", "user password")


@pytest.mark.parametrize(
    "value",
    [
        ["mysql", "--password", S, "--host", "db"],
        [("content-type", "text/html"), ("x-api-key", S)],
        Login("bob", S),
        {"name": "DB_PASSWORD", "value": S},
        {f"password={S}": 1},
        {("password", f"token={S}"): 1},
        {f"password={S}"},
        OrderedDict(password=S),
        f"password={S}".encode(),
        ValueError(f"password={S}"),
        {"password": {S: S}},
    ],
)
def test_no_secret_survives_in_other_shapes_of_metadata(value: Any) -> None:
    shown = redactor.metadata({"value": value})
    assert S not in repr(shown)
    assert "[redacted: " in repr(shown)


def test_lists_and_tuples_keep_their_type() -> None:
    metadata = {"list": [1, "a"], "tuple": (1, "a", None), "number": 1.5}
    assert redactor.metadata(metadata) == metadata


def test_cycles_end() -> None:
    cycle: dict[str, Any] = {"password": S, "tags": []}
    cycle["tags"] += [cycle, cycle]
    shown = redactor.metadata({"cycle": cycle})
    assert shown["cycle"]["tags"] == ["<dict, nested too deep>"] * 2


def test_metadata_that_refers_to_itself_in_countless_ways_ends() -> None:
    nodes: list[dict[str, Any]] = [{"password": S} for _ in range(30)]
    for node in nodes:
        node["others"] = nodes
    assert S not in json.dumps(redactor.metadata({"nodes": nodes}))


def test_what_is_nested_too_deep_is_named_only() -> None:
    deep: Any = S
    for _ in range(5000):
        deep = [deep]
    shown = redactor.metadata({"deep": deep})
    assert "<list, nested too deep>" in json.dumps(shown)
    assert json.dumps(shown).count("[") == DEPTH_LIMIT - 1


class Hostile:
    """A value whose every method raises."""

    armed = False

    def _raise(self, *_: object) -> NoReturn:
        raise RuntimeError(f"password={S}")

    def __hash__(self) -> int:
        return self._raise() if self.armed else 1

    __str__ = __repr__ = __eq__ = __len__ = __iter__ = __bool__ = __getattr__ = _raise


class LyingText(str):
    """A text whose methods tell something else."""

    __slots__ = ()

    def __str__(self) -> str:
        return "innocent"

    def lower(self) -> NoReturn:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


def test_hostile_objects_do_no_harm() -> None:
    hostile = Hostile()
    metadata: dict[Any, Any] = {
        "value": hostile,
        "list": [hostile],
        hostile: 1,
        "text": LyingText(f"pwd={S}"),
    }
    hostile.armed = True
    assert redactor.metadata(metadata) == {
        "value": "<Hostile: its text raised RuntimeError>",
        "list": ["<Hostile: its text raised RuntimeError>"],
        "<Hostile: its text raised RuntimeError>": 1,
        "text": "pwd=[redacted: password]",
    }
    assert text(LyingText(f"pwd={S}")) == "pwd=[redacted: password]"


def test_what_json_has_no_word_for_becomes_its_text() -> None:
    shown = redactor.metadata({"id": UUID(int=1), "when": datetime(2024, 1, 15, tzinfo=UTC)})
    assert shown == {"id": str(UUID(int=1)), "when": "2024-01-15 00:00:00+00:00"}


def test_what_is_no_text_or_dict_is_not_raised_about() -> None:
    assert text(None) == FAILED  # type: ignore[arg-type]
    assert redactor.metadata(None) == {"metadata": FAILED}  # type: ignore[arg-type]


ATOMS = r"""1- %20 eyJ eyJaaaaaaaaaa. :// ://a: ://a:b ://a:" a@ a. --a ('a ],[" a,b a\ \n \" =" =\
    password password= password:' token value ?key= basic+ sk- sk-ant- ghp_ xoxb- AKIA SG."""
ATOMS_WITH_BLANKS = ["bearer ", "basic ", "access key ", "Cookie: ", "a b", "[redacted: "]
PEM_ATOMS = ["-----BEGIN ", "-----BEGIN PRIVATE KEY-----"]
STARTS = [
    "",
    "password=",
    'password="',
    "Cookie: ",
    "x://a:",
    "bearer ",
    "--",
    "(b'",
    "-----BEGIN ",
]


@pytest.mark.parametrize("start", STARTS)
def test_no_text_takes_more_than_linear_time(start: str) -> None:
    """Anything else would take minutes for one of these texts of 200 KB."""
    strict = Redactor(emails=True, card_numbers=True)
    for atom in [*"a1 \n\\'\"`([{<>)]},&.=:-@", *ATOMS.split(), *ATOMS_WITH_BLANKS, *PEM_ATOMS]:
        strict.text(start + atom * (200_000 // len(atom)))


def test_a_text_of_10_mb_is_redacted() -> None:
    assert text(f"password={'x' * 10_000_000} y") == "password=[redacted: password] y"


def test_own_keys_are_secret_too() -> None:
    own = Redactor(extra_keys=["customer_ref", "IBAN", "nextToken"])
    assert own.metadata(
        {"x-customer-ref": 7, "customerRef": 7, "reference": 7, "next_token": 7}
    ) == {
        "x-customer-ref": "[redacted: customer ref]",
        "customerRef": "[redacted: customer ref]",
        "reference": 7,
        "next_token": "[redacted: next token]",
    }
    assert own.text("Paid to iban: DE89") == "Paid to iban: [redacted: iban]"
    assert own.text(f"password={S}") == "password=[redacted: password]"


def test_an_own_key_needs_letters() -> None:
    with pytest.raises(ValueError, match="'42'"):
        Redactor(extra_keys=["42"])


def test_own_patterns_are_secret_too() -> None:
    own = Redactor(extra_patterns=[r"ACME-\d+", re.compile("red|x*", re.IGNORECASE)])
    shown = "[redacted: own pattern] token=[redacted: token] [redacted: own pattern]"
    assert own.text(f"ACME-42 token={S} RED") == shown
    assert own.text(shown) == shown


def test_the_hook_has_the_last_word_on_each_text() -> None:
    own = Redactor(hook=lambda value: value.replace("Acme", "[customer]").replace("redacted", "X"))
    assert own.text(f"Acme token={S}") == "[customer] token=[X: token]"
    assert own.metadata({"Acme": ["Acme", 1]}) == {"[customer]": ["[customer]", 1]}


@pytest.mark.parametrize("answer", [lambda _: 1 / 0, lambda _: None, lambda _: 7])
def test_a_broken_hook_hides_the_text(answer: Any) -> None:
    own = Redactor(hook=answer)
    assert own.text("anything") == FAILED
    assert own.metadata({"a": "anything"}) == {FAILED: FAILED}


def test_emails_and_card_numbers_are_redacted_only_if_asked_for() -> None:
    told = "ann.lee+x@mail.example.com paid with 4111 1111 1111 1111, not 4111 1111 1111 1112"
    shown = "[redacted: email] paid with [redacted: card number], not 4111 1111 1111 1112"
    assert text(told) == told
    assert Redactor(emails=True, card_numbers=True).text(told) == shown
    assert Redactor(emails=True).text("git@github.com:acme/app") == "[redacted: email]:acme/app"
    assert Redactor(card_numbers=True).text("5555-5555-5555-4444") == "[redacted: card number]"
    assert Redactor(card_numbers=True).text("id 1705312200000") == "id 1705312200000"


def test_what_the_caller_changes_later_is_not_seen() -> None:
    metadata: dict[str, Any] = {"list": [1], "dict": {"a": 1}}
    shown = redactor.metadata(metadata)
    metadata["list"].append(2)
    metadata["dict"]["b"] = 2
    assert shown == {"list": [1], "dict": {"a": 1}}


def test_text_that_is_url_encoded_is_no_hiding_place() -> None:
    assert S not in text(quote(json.dumps({"password": S})))
