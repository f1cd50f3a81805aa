"""How two workers share a run (``pytest -n 2``): by whole files, slow ones first.

Not for browsers: one of them keeps two processors busy."""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

LOCAL_AWS = "tests/end_to_end/"
"""These share one deployment, so one worker takes them all. They begin first: they take longest."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LOCAL_AWS))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    config.option.loadscopereorder = False
    return TwoWorkers(config, log)


class TwoWorkers(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return "local AWS" if nodeid.startswith(LOCAL_AWS) else super()._split_scope(nodeid)
