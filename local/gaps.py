"""What the emulator gets wrong, put right: one function for one gap, each to be deleted with it.

The other gaps: local/shims (the AWS CLI's place in a function), local/model/converse.py (Bedrock's
permission and errors) and the stage `local` in infra/stages.py.
"""

from local import aws

BOOTSTRAP_BUCKET = f"cdk-hnb659fds-assets-{aws.ACCOUNT}-{aws.REGION}"


def let_assets_be_published(port: int) -> None:
    """The bootstrap bucket's policy refuses everything but TLS, and the emulator speaks HTTP."""
    aws.session().client("s3", endpoint_url=aws.endpoint(port)).delete_bucket_policy(
        Bucket=BOOTSTRAP_BUCKET
    )


def switch_time_to_live_on(port: int, table: str, attribute: str) -> None:
    """The emulator's CloudFormation drops a table's TimeToLiveSpecification."""
    aws.session().client("dynamodb", endpoint_url=aws.endpoint(port)).update_time_to_live(
        TableName=table,
        TimeToLiveSpecification={"Enabled": True, "AttributeName": attribute},
    )
