"""What the emulator gets wrong, put right: one function for one gap, each to be deleted with it.

The other gaps: local/shims (the AWS CLI's place in a function), local/model/converse.py (Bedrock's
permission and errors) and the stage `local` in infra/stages.py.
"""

from typing import Any

from local import aws

BOOTSTRAP_BUCKET = f"cdk-hnb659fds-assets-{aws.ACCOUNT}-{aws.REGION}"


def let_assets_be_published(port: int) -> None:
    """The bootstrap bucket's policy refuses everything but TLS, and the emulator speaks HTTP."""
    aws.session().client("s3", endpoint_url=aws.endpoint(port)).delete_bucket_policy(
        Bucket=BOOTSTRAP_BUCKET
    )


def switch_time_to_live_on(port: int, stack: str, template: dict[str, Any]) -> None:
    """The emulator's CloudFormation drops every table's TimeToLiveSpecification."""
    cloudformation = aws.session().client("cloudformation", endpoint_url=aws.endpoint(port))
    dynamodb = aws.session().client("dynamodb", endpoint_url=aws.endpoint(port))
    for logical_id, resource in template["Resources"].items():
        if wanted := resource.get("Properties", {}).get("TimeToLiveSpecification"):
            found = cloudformation.describe_stack_resource(
                StackName=stack, LogicalResourceId=logical_id
            )
            table = found["StackResourceDetail"]["PhysicalResourceId"]
            dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)
