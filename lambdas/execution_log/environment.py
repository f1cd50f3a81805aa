"""Reads a function's settings from its environment variables."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, TypeVar, get_type_hints

from execution_log.errors import InvalidSettings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    T = TypeVar("T", bound=DataclassInstance)
else:
    T = TypeVar("T")


def from_environment(settings: type[T], environ: Mapping[str, str]) -> T:
    """Builds a settings dataclass from variables named like its fields, in capitals.

    Raises InvalidSettings that names every missing or malformed variable at once.
    """
    kinds = get_type_hints(settings)
    values: dict[str, object] = {}
    problems: list[str] = []
    for field in fields(settings):
        variable = field.name.upper()
        text = environ.get(variable)
        if text is not None:
            try:
                values[field.name] = kinds[field.name](text)
            except ValueError:
                problems.append(f"{variable} must be {kinds[field.name].__name__}, not {text!r}")
        elif field.default is MISSING:
            problems.append(f"{variable} is missing")
    if problems:
        raise InvalidSettings("; ".join(problems))
    return settings(**values)
