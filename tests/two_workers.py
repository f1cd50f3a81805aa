"""How two workers share a run (``pytest -n 2``): by whole files, slow ones first."""

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/end_to_end/", "tests/infra/")
"""Each folder's files share what takes long to make, a deployment or the templates, so one worker
takes them all. They begin first: they take longest."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    config.option.loadscopereorder = False
    return TwoWorkers(config, log)


class TwoWorkers(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        folders = [folder for folder in TOGETHER if nodeid.startswith(folder)]
        return folders[0] if folders else super()._split_scope(nodeid)
