"""The programs of docs/examples/producers, run as by a producer: allowed to send, no more."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError

from local import aws
from local.paths import EMULATOR_PYTHON, ROOT
from local.stack import LocalStack
from tests.end_to_end.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

EXAMPLES = ROOT / "docs" / "examples" / "producers"


@pytest.fixture(scope="module")
def credentials(stack: LocalStack) -> dict[str, str]:
    """A user who may do on the queue what policy.json says."""
    iam = aws.session().client("iam", endpoint_url=stack.endpoints.aws_endpoint_url)
    iam.create_user(UserName="producer")
    iam.put_user_policy(
        UserName="producer", PolicyName="send", PolicyDocument=json.dumps(policy(stack))
    )
    key = iam.create_access_key(UserName="producer")["AccessKey"]
    return {
        "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
    }


def policy(stack: LocalStack) -> dict[str, object]:
    sqs = aws.session().client("sqs", endpoint_url=stack.endpoints.aws_endpoint_url)
    queue = sqs.get_queue_attributes(
        QueueUrl=stack.endpoints.queue_url, AttributeNames=["QueueArn"]
    )
    told = json.loads((EXAMPLES / "policy.json").read_text())
    (statement,) = told["Statement"]
    assert statement["Action"] == "sqs:SendMessage"
    here = {**statement, "Resource": queue["Attributes"]["QueueArn"]}
    # AWS lets who may send also send batches; the emulator asks for a permission of that name:
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api.html
    batch = {**here, "Action": "sqs:SendMessageBatch"}
    return {**told, "Statement": [here, batch]}


@pytest.fixture(scope="module")
def environment(
    stack: LocalStack, credentials: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What the guide says a producer sets; version 1 of the AWS CLI is told the address."""
    tools = tmp_path_factory.mktemp("tools")
    (cli := tools / "aws").write_text(
        f'#!/bin/sh\nexec "{EMULATOR_PYTHON.parent}/aws" --endpoint-url "$AWS_ENDPOINT_URL" "$@"\n'
    )
    cli.chmod(0o755)
    return {
        **aws.environment(stack.emulator.port),
        **credentials,
        "QUEUE_URL": stack.endpoints.queue_url,
        "PYTHONPATH": str(ROOT / "lambdas"),
        "PATH": os.pathsep.join([str(tools), os.environ["PATH"]]),
    }


def run(command: Sequence[str | Path], environment: dict[str, str]) -> list[str]:
    """The lines that the program prints."""
    ran = subprocess.run(  # noqa: S603
        command, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("command", "tracking_ids"),
    [
        (["sh", EXAMPLES / "send.sh", EXAMPLES / "profile.json"], ["FROM-AWS-CLI"]),
        (["node", EXAMPLES / "send.mjs"], ["FROM-JAVASCRIPT"]),
        ([sys.executable, EXAMPLES / "send.py"], ["FROM-PYTHON-1", "FROM-PYTHON-2"]),
    ],
    ids=["AWS CLI", "JavaScript", "Python"],
)
def test_what_an_example_sends_becomes_a_completed_log(
    environment: dict[str, str],
    reader: Reader,
    command: Sequence[str | Path],
    tracking_ids: Sequence[str],
) -> None:
    message_ids = run(command, environment)

    assert len(set(message_ids)) == len(tracking_ids)
    logs = [reader.finished_log(tracking_id) for tracking_id in tracking_ids]
    assert {log["final_status"] for log in logs} == {"completed"}
    assert (logs[0]["company"], logs[0]["tier"]) == ("Süd & Söhne", "comprehensive")


def test_a_producer_can_do_nothing_but_send(stack: LocalStack, credentials: dict[str, str]) -> None:
    sqs: SQSClient = boto3.client(
        "sqs",
        endpoint_url=stack.endpoints.aws_endpoint_url,
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
    )

    for refused in (
        lambda: sqs.receive_message(QueueUrl=stack.endpoints.queue_url),
        lambda: sqs.purge_queue(QueueUrl=stack.endpoints.queue_url),
        lambda: sqs.send_message(QueueUrl=stack.endpoints.dead_letter_queue_url, MessageBody="{}"),
    ):
        with pytest.raises(ClientError, match="AccessDenied"):
            refused()
