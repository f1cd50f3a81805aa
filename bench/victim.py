"""A worker that is going to be killed: it notes what really happened, apart from any recorder."""

import os
import random
import sys
import time

from bench.ways import make

ENDLESS = 100_000


def main() -> None:
    way = make(sys.argv[1])
    truth = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def work(number: int) -> None:
        os.write(truth, f"{number} {time.monotonic()}\n".encode())
        time.sleep(random.uniform(0.02, 0.04))  # noqa: S311

    print("ready", flush=True)
    way.run(f"victim-{os.getpid()}", ENDLESS, work)


if __name__ == "__main__":
    main()
