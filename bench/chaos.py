"""``python -m bench.chaos``: a bad day on the local AWS, and what came of its 1,000 messages."""

import argparse
import random
import socket
import tempfile
from pathlib import Path

from local.aws import endpoint
from local.emulator import running_emulator
from tests.end_to_end.chaos import Chaos, Result


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))  # noqa: S311
    options = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        with running_emulator(port, Path(folder), model_url="http://127.0.0.1:9"):
            result = Chaos(endpoint(port), "chaos", options.seed).run(options.messages)
    _show(result, options.seed)


def _show(result: Result, seed: int) -> None:
    print(
        f"{result.sent:,} messages in {result.seconds:.0f} s (seed {seed}), "
        f"{result.kills} workers killed, {result.attempts:,} attempts"
    )
    for reason, number in result.reasons.most_common():
        print(f"  {number:6,} {reason}")
    for name in ("lost", "double", "in_progress", "unexplained"):
        found = getattr(result, name)
        print(f"  {len(found):6,} {name.replace('_', ' ')} {found[:5] or ''}")


if __name__ == "__main__":
    main()
