"""Steps as a decorator: for functions that do not have the log at hand."""

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from execution_log.log import current_log

P = ParamSpec("P")
R = TypeVar("R")


def step(
    name: str, message: str = "", *, durable: bool = False, **metadata: Any
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Records each call of a function (``async`` too) as a step of the running execution.

    @step("pdf_generation", "Generating the PDF report")
    def generate_pdf(brief): ...

    Outside of an execution the function just runs.
    """

    def running() -> AbstractContextManager[object]:
        log = current_log()
        return log.step(name, message, durable=durable, **metadata) if log else nullcontext()

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if inspect.iscoroutinefunction(function):

            @wraps(function)
            async def coroutine(*args: P.args, **kwargs: P.kwargs) -> Any:
                with running():
                    return await function(*args, **kwargs)

            return cast(Callable[P, R], coroutine)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            with running():
                return function(*args, **kwargs)

        return call

    return decorate
