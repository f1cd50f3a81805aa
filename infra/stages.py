"""What differs between the stages, and nothing else."""

from dataclasses import dataclass

from aws_cdk import RemovalPolicy
from aws_cdk.aws_logs import RetentionDays


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The defaults are those of a real account."""

    name: str
    emulated: bool = False
    """True where an emulator stands in for AWS: every address is plain HTTP on this machine."""
    checked: bool = True
    """Findings of the AWS Solutions rules stop the synthesis."""
    keep_data: bool = True
    """Tables and user pool refuse to be deleted, and outlive the stack."""
    require_tls: bool = True
    """Queues, topic and buckets refuse plain HTTP, and the site redirects it."""
    require_mfa: bool = True
    managed_login_style: bool = True
    """False where CloudFormation has no AWS::Cognito::ManagedLoginBranding."""
    powertools_layer: bool = True
    """False where the functions' environment brings Powertools along."""
    access_token_minutes: int = 15
    """How long a revoked user can still read: a JWT stays good until it expires."""
    log_retention: RetentionDays = RetentionDays.ONE_MONTH
    termination_protection: bool = False

    @property
    def removal_policy(self) -> RemovalPolicy:
        return RemovalPolicy.RETAIN if self.keep_data else RemovalPolicy.DESTROY


LOCAL = Stage(
    name="local",
    emulated=True,
    checked=False,
    keep_data=False,
    require_tls=False,
    require_mfa=False,
    managed_login_style=False,
    powertools_layer=False,
    access_token_minutes=24 * 60,  # a renewed token would have lost its groups there
)

DEV = Stage(name="dev")
PROD = Stage(name="prod", log_retention=RetentionDays.ONE_YEAR, termination_protection=True)

STAGES = {stage.name: stage for stage in (LOCAL, DEV, PROD)}
