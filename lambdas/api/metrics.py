"""Metrics as fields of a line in the function's log: CloudWatch counts them from there.

Form: Amazon CloudWatch User Guide, "Embedded metric format specification".
"""

NAMESPACE = "ExecutionLog"


def metric(name: str, count: int, now_ms: int) -> dict[str, object]:
    """The fields that count something."""
    definition = {"Namespace": NAMESPACE, "Dimensions": [[]], "Metrics": [{"Name": name}]}
    return {"_aws": {"Timestamp": now_ms, "CloudWatchMetrics": [definition]}, name: count}
