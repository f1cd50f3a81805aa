"""The ways of answering that are measured answer at all."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from bench.processes import environment, started
from bench.reader import WAYS


@pytest.mark.parametrize("way", WAYS)
def test_each_way_answers_a_request_for_a_log(way: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        env = environment("", tmp_path / "lines")
        reader = stack.enter_context(started("bench.reader", way, "10", env=env))
        assert reader.answer().strip() == "200"
        reader.ask("2")
        assert len(reader.answer().split(",")) == 2
