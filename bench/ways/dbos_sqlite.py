"""DBOS: a workflow of steps, each committed to SQLite."""

import tempfile

from dbos import DBOS, DBOSConfig

from bench.ways import Work, message


class DbosSqlite:
    """Durable per step, in a file on this machine: no network in between."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{self._folder.name}/dbos.sqlite"
        DBOS(config=DBOSConfig(name="bench", system_database_url=url, log_level="ERROR"))
        self._work: Work = lambda _: None

        def rendered(number: int) -> str:
            self._work(number)
            return message(number)

        def job(steps: int) -> None:
            for number in range(steps):
                page(number)

        page = DBOS.step()(rendered)
        self._job = DBOS.workflow()(job)
        DBOS.launch()

    def run(self, job: str, steps: int, work: Work) -> None:  # noqa: ARG002
        self._work = work
        self._job(steps)
