"""How this machine talks to the local AWS: its address, region and made-up credentials."""

import os

import boto3

REGION = "us-east-1"
ACCOUNT = "000000000000"
ACCESS_KEY = "test"  # the emulator's own name for the account's root user


def endpoint(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def session() -> boto3.Session:
    return boto3.Session(
        aws_access_key_id=ACCESS_KEY, aws_secret_access_key=ACCESS_KEY, region_name=REGION
    )


def environment(port: int) -> dict[str, str]:
    """The environment of a program that must reach the local AWS and never a real one."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return inherited | {
        "AWS_ENDPOINT_URL": endpoint(port),
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
