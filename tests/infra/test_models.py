import aws_cdk as cdk
import pytest

from infra.models import invocable_arns
from tests.infra.templates import flat

PROFILE = "arn:aws:bedrock:eu-west-1:123456789012:inference-profile"


@pytest.fixture(scope="module")
def stack() -> cdk.Stack:
    env = cdk.Environment(account="123456789012", region="eu-west-1")
    return cdk.Stack(cdk.App(), "Stack", env=env)


def model(region: str) -> str:
    return f"arn:aws:bedrock:{region}::foundation-model/amazon.nova-lite-v1:0"


def arns(stack: cdk.Stack, model_id: str) -> set[str]:
    found = stack.resolve(invocable_arns(stack, model_id))
    return {flat(arn).replace("{AWS::Partition}", "aws") for arn in found}


def test_a_profile_needs_the_model_in_each_of_its_regions(stack: cdk.Stack) -> None:
    regions = ("eu-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2")
    assert arns(stack, "us.amazon.nova-lite-v1:0") == {
        f"{PROFILE}/us.amazon.nova-lite-v1:0",
        *(model(region) for region in regions),
    }


def test_a_global_profile_needs_the_model_without_a_region_too(stack: cdk.Stack) -> None:
    assert arns(stack, "global.amazon.nova-lite-v1:0") == {
        f"{PROFILE}/global.amazon.nova-lite-v1:0",
        model("eu-west-1"),
        model(""),
    }


def test_a_plain_model_is_invoked_in_the_stacks_own_region(stack: cdk.Stack) -> None:
    assert arns(stack, "amazon.nova-lite-v1:0") == {model("eu-west-1")}
