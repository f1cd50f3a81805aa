"""``python -m bench.list_page``: a page of the list through the HTTP API of the local AWS, as the
table grows.

The emulator looks at every entry of an index partition for each query, which DynamoDB does not, so
it slows down with its table. That is shown by the same eight queries straight to it. Our own part
is what remains with a store that answers as fast at any size: the same function is then pointed at
one whose rows are a formula (``bench.rows``).
"""

import argparse
import random
import socket
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.caller import Caller
from bench.empty_route import add_empty_route
from bench.faked_dynamodb import STORE_DELAY_S, FakedDynamoDB, faked_dynamodb
from bench.faked_table import Answers, FakedTable
from bench.report import Table
from bench.rows import execution
from execution_log import DynamoStore
from execution_log.items import header_item
from local import aws
from local.stack import LocalStack, local_stack
from tests.end_to_end.resources import Resources
from tests.end_to_end.sign_in import sign_in

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE = "/api/execution-logs?limit=25"
PAGE_OF_25 = "page of 25"
COMPANY_PAGE = f"{PAGE}&company=bolt"
COMPANYS_25 = "of a company, 1 in 5"
REFUSED = "/api/execution-logs?limit=0"
BATCH = 25
FAKED = (1_000, 100_000, 10_000_000)

Ask = Callable[[], object]
Rows = dict[str, dict[str, list[float]]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.list_page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--stored", type=int, nargs="+", default=[1_000, 3_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with local_stack(_free_port(), Path(folder)) as stack:
            token = sign_in(stack.endpoints.site_url, stack.admin).access
            bench = Bench(stack, Caller(stack.endpoints.api_url, token), options.rounds)
            bench.stored(options.stored).show()
            bench.faked().show()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Bench:
    def __init__(self, stack: LocalStack, caller: Caller, rounds: int) -> None:
        self._stack = stack
        self._caller = caller
        self._rounds = rounds
        empty = add_empty_route(stack, Resources(stack).function("Api"))
        self._page: Ask = partial(caller.get, PAGE, 200)
        self._floors: dict[str, Ask] = {
            "refused": partial(caller.get, REFUSED, 400),
            "empty handler": partial(caller.get, empty, 200),
        }

    def stored(self, counts: list[int]) -> Table:
        """Of rows that the emulator stores."""
        client: DynamoDBClient = self._client("dynamodb")
        table = self._stack.endpoints.log_table
        bare = partial(DynamoStore(table, client).recent, status=None, limit=25)
        ways: dict[str, Ask] = {PAGE_OF_25: self._page, **self._floors, "8 bare queries": bare}
        rows: Rows = {name: {} for name in ways}
        have = 0
        for count in counts:
            _store(client, table, have, count)
            have = count
            for name, times in self._measured(ways).items():
                rows[name][f"{count:,} stored"] = times
        return Table(
            "A page of the list through the HTTP API, ms",
            [f"{count:,} stored" for count in counts],
            rows,
            "The function makes the same eight queries: what they grow by is the emulator's.",
        )

    def faked(self) -> Table:
        """Of a store that answers as fast however many rows it has."""
        with faked_dynamodb() as server:
            self._point_at(server.url)
            pages = {
                f"{name}, {count:,} rows": self._page_of(server, path, count)
                for name, path in ((PAGE_OF_25, PAGE), (COMPANYS_25, COMPANY_PAGE))
                for count in FAKED
            }
            times = self._measured({**pages, **self._floors})
        few, many = (median(times[name]) for name in list(pages)[:2])
        return Table(
            f"The same with a store that always answers after {STORE_DELAY_S * 1000:.0f} ms",
            ["ms"],
            {name: {"ms": rounds} for name, rounds in times.items()},
            f"From {FAKED[0]:,} to {FAKED[1]:,} rows the median grows {many / few:.2f} times.",
        )

    def _page_of(self, server: FakedDynamoDB, path: str, count: int) -> Ask:
        answers = Answers(FakedTable(count))

        def ask() -> None:
            server.answers = answers
            self._caller.get(path, 200)

        return ask

    def _point_at(self, url: str) -> None:
        """Tells the API's function where DynamoDB is."""
        client = self._client("lambda")
        name = Resources(self._stack).function("Api")
        variables = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        client.update_function_configuration(
            FunctionName=name,
            Environment={"Variables": {**variables, "AWS_ENDPOINT_URL_DYNAMODB": url}},
        )

    def _client(self, service: Any) -> Any:
        endpoint = self._stack.endpoints.aws_endpoint_url
        return aws.session().client(service, endpoint_url=endpoint)

    def _measured(self, ways: Mapping[str, Ask]) -> dict[str, list[float]]:
        times: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(self._rounds + 3):
            # What comes right after what must not always be the same.
            for name, ask in random.sample(list(ways.items()), len(ways)):
                began = time.perf_counter()
                ask()
                if number >= 3:  # the first ones warm up
                    times[name].append((time.perf_counter() - began) * 1000)
        return times


def _store(client: "DynamoDBClient", table: str, first: int, count: int) -> None:
    for start in range(first, count, BATCH):
        headers = [header_item(execution(n)) for n in range(start, min(start + BATCH, count))]
        client.batch_write_item(
            RequestItems={table: [{"PutRequest": {"Item": header}} for header in headers]}
        )


if __name__ == "__main__":
    main()
