"""What the emulator gets wrong, put right: one function for one gap, each to be deleted with it.

The other gaps: local/shims (the AWS CLI's place in a function), local/model/converse.py (Bedrock's
permission and errors) and the stage `local` in infra/stages.py.
"""

import json
from collections.abc import Iterator
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


def let_functions_administer_queues(port: int) -> None:
    """The emulator wants a permission of the batch's own, which IAM does not know, and does not see
    which queue StartMessageMoveTask is about, so it wants that for all:
    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
    """
    iam = aws.session().client("iam", endpoint_url=aws.endpoint(port))
    for role in iam.list_roles()["Roles"]:
        name = role["RoleName"]
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            document: Any = iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
            if more := list(_wanted_besides(document["Statement"])):
                document["Statement"] += more
                iam.put_role_policy(
                    RoleName=name, PolicyName=policy, PolicyDocument=json.dumps(document)
                )


def _wanted_besides(statements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for statement in statements:
        if "sqs:ChangeMessageVisibility" in statement["Action"]:
            yield statement | {"Action": "sqs:ChangeMessageVisibilityBatch"}
        if "sqs:StartMessageMoveTask" in statement["Action"]:
            yield statement | {"Action": "sqs:StartMessageMoveTask", "Resource": "*"}
