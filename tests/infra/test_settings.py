import aws_cdk as cdk
import pytest

from infra.settings import InvalidContext, Settings
from infra.stages import DEV, STAGES

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1a2b"


def settings(**context: str) -> Settings:
    return Settings.from_context(cdk.App(context=context).node)


def test_without_a_word_the_defaults_hold() -> None:
    assert settings() == Settings(
        stage=DEV,
        retention_days=7,
        alarm_email=None,
        domain_name=None,
        certificate_arn=None,
        embed_origins=(),
        max_concurrency=10,
        max_attempts=3,
        retry_delay_seconds=30,
        default_model_id="us.amazon.nova-lite-v1:0",
        comprehensive_model_id="us.meta.llama4-scout-17b-instruct-v1:0",
        ai_generation_timeout=300_000,
        llama4_scout_timeout=480_000,
        log_level="info",
        local_port=4566,
    )


@pytest.mark.parametrize("name", STAGES)
def test_each_stage_is_chosen_by_its_name(name: str) -> None:
    assert settings(stage=name).stage == STAGES[name]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("stage", "test", "stage must be one of local, dev, prod, not 'test'"),
        ("retention_days", "0", "retention_days must be a whole number from 1 to 3650, not '0'"),
        ("retention_days", "7.5", "retention_days must be a whole number"),
        ("max_concurrency", "1", "max_concurrency must be a whole number from 2 to 1000"),
        ("max_concurrency", "1001", "max_concurrency must be a whole number from 2 to 1000"),
        ("max_attempts", "0", "max_attempts must be a whole number from 1 to 10"),
        ("retry_delay_seconds", "901", "retry_delay_seconds must be a whole number from 1 to 900"),
        ("llama4_scout_timeout", "570001", "llama4_scout_timeout must be a whole number from 1000"),
        ("ai_generation_timeout", "ten", "ai_generation_timeout must be a whole number"),
        ("alarm_email", "nobody", "alarm_email must be an e-mail address, not 'nobody'"),
        ("domain_name", "https://x.org", "domain_name must be a host name like logs.example.com"),
        ("certificate_arn", "arn:aws:iam::1:x", "must be an ACM certificate's ARN in us-east-1"),
        ("default_model_id", "nova lite", "must be a Bedrock model or inference profile id"),
        ("default_model_id", "xx.amazon.nova-lite-v1:0", "must be of a known geography"),
        ("embed_origins", "*", "embed_origins must be origins like https://admin.example.com"),
        ("embed_origins", "http://example.com", "embed_origins must be origins like https://"),
        ("embed_origins", "https://a.org/", "embed_origins must be origins like https://"),
        ("log_level", "loud", "log_level must be one of debug, info, warn, error, fatal"),
        ("local_port", "70000", "local_port must be a whole number from 1 to 65535"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_may_be(key: str, value: str, message: str) -> None:
    with pytest.raises(InvalidContext) as refused:
        settings(**{key: value})
    assert message in str(refused.value)


def test_all_wrong_values_are_named_at_once() -> None:
    with pytest.raises(InvalidContext, match=r"stage must be .*; retention_days must be .*"):
        settings(stage="test", retention_days="-1")


@pytest.mark.parametrize(
    "context", [{"domain_name": "logs.example.com"}, {"certificate_arn": CERTIFICATE}]
)
def test_a_domain_needs_its_certificate_and_the_reverse(context: dict[str, str]) -> None:
    with pytest.raises(InvalidContext, match="go together"):
        settings(**context)


def test_several_origins_may_embed_a_log() -> None:
    origins = settings(embed_origins="https://a.example.com, http://localhost:5173").embed_origins
    assert origins == ("https://a.example.com", "http://localhost:5173")
