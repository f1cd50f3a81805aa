"""What a worker is told: by environment variables, as a Lambda function is."""

import os
from typing import TextIO

TABLE = "benchmark"


def store_url() -> str:
    """Where DynamoDB and the OTLP backend answer."""
    return os.environ["BENCH_STORE"]


def open_lines() -> TextIO:
    """The file that stands for stdout, which Lambda gives a function as a pipe, line by line."""
    return open(os.environ["BENCH_LINES"], "a", encoding="utf-8")
