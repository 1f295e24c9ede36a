"""What every command does about problems: print them and leave with 3."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

__all__ = ["BAD_INPUT", "NO", "guarded"]

NO = 1
"""The answer is no: a case failed, a score lies under the wanted one."""
BAD_INPUT = 3
"""An input could not be used."""
_P = ParamSpec("_P")


def guarded(command: Callable[_P, None]) -> Callable[_P, None]:
    """Turn problems that reach the end of a command into messages and exit code 3."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        from hpscore.problem import ProblemError

        try:
            command(*args, **kwargs)
        except ProblemError as error:
            from hpscore.cli.output import print_problems

            print_problems(error.problems)
            raise typer.Exit(BAD_INPUT) from None

    return run
