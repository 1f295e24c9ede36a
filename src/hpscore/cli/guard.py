"""What every command does about problems: print them and leave with 3."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, NoReturn, ParamSpec

if TYPE_CHECKING:
    from hpscore.message import Message

__all__ = [
    "BAD_INPUT",
    "NO",
    "UsageError",
    "guarded",
    "leave_quietly",
    "leave_unspelt",
    "leave_without_output",
    "with_help",
]

NO = 1
"""The answer is no: a case failed, a score lies under the wanted one."""
BAD_INPUT = 3
"""An input could not be used."""
_P = ParamSpec("_P")


class UsageError(Exception):
    """The command was wrong: what it says is told with how the command is used, and exit code 2."""


def guarded(command: Callable[_P, None]) -> Callable[_P, None]:
    """Turn problems that reach the end of a command into messages and exit code 3."""

    @wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        from hpscore.problem import CommandError, ProblemError

        try:
            command(*args, **kwargs)
        except BrokenPipeError:
            leave_quietly()
        except ProblemError as error:
            from hpscore.cli.output import print_problems

            print_problems(error.problems)
            sys.exit(BAD_INPUT)
        except CommandError as error:
            import typer

            raise typer.BadParameter(with_help(error.message, error.help)) from None
        except UsageError as error:
            import typer

            raise typer.BadParameter(str(error)) from None
        except OSError as error:
            # inputs that cannot be read are problems, told above: this is the output
            leave_without_output(error)

    return run


def with_help(wrong: Message | str, help_: Message | str | None) -> str:
    """Return on one line what is wrong and, where it is known, how to mend it."""
    from hpscore.cli.language import language, tell

    if help_ is None:
        return wrong if isinstance(wrong, str) else wrong.text(language())
    return tell("{problem}; {help}", problem=wrong, help=help_)


def leave_quietly() -> NoReturn:
    """End without complaint when the reader of our output has gone (`| head`)."""
    _forget_output()
    sys.exit(0)


def leave_without_output(error: OSError) -> NoReturn:
    """End because results cannot be written: no space, or a stream that was closed."""
    from hpscore.cli.language import tell
    from hpscore.cli.output import standard_error

    reason = error.strerror or str(error)
    standard_error(tell("cannot write the results: {reason}", reason=reason))
    _forget_output()
    sys.exit(BAD_INPUT)


def leave_unspelt(error: UnicodeEncodeError) -> NoReturn:
    """End because this system's encoding cannot spell a name, such as 张家 where all is ASCII."""
    from hpscore.cli.language import tell
    from hpscore.cli.output import standard_error

    text = str(error.object)[error.start : error.end]
    standard_error(
        tell("the encoding of this system cannot spell '{text}': set PYTHONUTF8=1", text=text)
    )
    sys.exit(BAD_INPUT)


def _forget_output() -> None:
    """Let what is still in the buffer of standard output go nowhere, without complaint."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
            continue
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
