"""Which ARNs a function must be allowed to invoke for a Bedrock model id."""

import aws_cdk as cdk

REGIONS_OF_GEOGRAPHY = {
    "us-gov": ("us-gov-east-1", "us-gov-west-1"),
    "us": ("us-east-1", "us-east-2", "us-west-1", "us-west-2"),
    "eu": ("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"),
    "apac": (
        *("ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
        *("ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2"),
        *("ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7", "me-central-1"),
    ),
    "jp": ("ap-northeast-1", "ap-northeast-3"),
    "au": ("ap-southeast-2", "ap-southeast-4"),
    "global": ("",),
}
"""Where a cross-region inference profile may send a request; the empty region is the global one.
https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html"""


def invocable_arns(stack: cdk.Stack, model_id: str) -> list[str]:
    """The profile and the model in each of its regions, or the model in the stack's own region."""
    geography, _, model = model_id.partition(".")
    if geography not in REGIONS_OF_GEOGRAPHY:
        return [_foundation_model(stack, stack.region, model_id)]
    profile = f"arn:{stack.partition}:bedrock:{stack.region}:{stack.account}:inference-profile"
    regions = (stack.region, *REGIONS_OF_GEOGRAPHY[geography])
    return [
        f"{profile}/{model_id}",
        *(_foundation_model(stack, region, model) for region in regions),
    ]


def _foundation_model(stack: cdk.Stack, region: str, model: str) -> str:
    return f"arn:{stack.partition}:bedrock:{region}::foundation-model/{model}"
