"""Numbers of several rounds as a table, and as JSON for those who compare runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Rounds = Sequence[float]
"""One number per round."""


@dataclass(frozen=True)
class Table:
    """What one part measured: for each way, its rounds per column."""

    title: str
    columns: Sequence[str]
    rows: Mapping[str, Mapping[str, Rounds]]
    note: str = ""

    def show(self) -> None:
        """Medians, with least and most in brackets where the rounds differ."""
        print(f"\n{self.title}")
        width = max(len(name) for name in self.rows) + 2
        print(" " * width + "".join(f"{column:>28}" for column in self.columns))
        for name, cells in self.rows.items():
            shown = (cell(cells.get(column, ())) for column in self.columns)
            print(f"{name:<{width}}" + "".join(f"{text:>28}" for text in shown))
        if self.note:
            print(self.note)

    def data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "rows": {
                name: {
                    column: {"median": median(rounds), "rounds": list(rounds)}
                    for column, rounds in cells.items()
                }
                for name, cells in self.rows.items()
            },
            "note": self.note,
        }


def cell(rounds: Rounds) -> str:
    if not rounds:
        return "-"
    middle, least, most = (number(value) for value in (median(rounds), min(rounds), max(rounds)))
    return middle if least == most else f"{middle} ({least} to {most})"


def number(value: float) -> str:
    """Three digits say what such measurements know."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
