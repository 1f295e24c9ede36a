"""One run of the process: streams, language, exit codes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final, NoReturn

from hpscore.cli.guard import (
    UsageError,
    guarded,
    leave_quietly,
    leave_unspelt,
    leave_without_output,
)
from hpscore.cli.language import choose_language, tell
from hpscore.cli.request import Request, plain_request

__all__ = ["run"]

_NAME: Final = "hpscore"
"""What people type, also where it is run as a module."""
_ASKED: Final = "_HPSCORE_COMPLETE"
"""The variable by which a shell asks for completions."""


def _end_whole() -> None:
    """Have a half-written file taken away when the run is told to end, or its terminal closes."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has both
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            signal.signal(number, lambda number, _: sys.exit(128 + number))


def run() -> None:
    """Run the command line and leave with its exit code."""
    _steady_streams()
    _end_whole()
    choose_language(sys.argv[1:])
    try:
        _answer(sys.argv[1:])
    except BrokenPipeError:
        leave_quietly()
    except SystemExit as leaving:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            leave_quietly()
        except OSError as error:
            leave_without_output(error)
        raise leaving
    except OSError as error:
        leave_without_output(error)
    except UnicodeEncodeError as error:
        leave_unspelt(error)
    except Exception as error:
        if os.environ.get("HPSCORE_DEBUG"):
            raise
        print(
            tell(
                "hpscore: this is a bug in hpscore, not in your files: {kind}: {error}",
                kind=type(error).__name__,
                error=error,
            ),
            file=sys.stderr,
        )
        print(tell("set HPSCORE_DEBUG=1 to see where, and report it"), file=sys.stderr)
        sys.exit(70)


def _answer(arguments: Sequence[str]) -> NoReturn:
    """Do what the arguments ask for; a plain run of scoring is not made to wait for typer."""
    request = plain_request(arguments)
    if request is not None and _ASKED not in os.environ:
        guarded(_score)(request)
        sys.exit()
    from hpscore.cli.app import make_app

    if _ASKED in os.environ:
        from hpscore.cli.completion import answer_shell

        answer_shell(os.environ[_ASKED], lambda: make_app()(prog_name=_NAME))
    make_app()(prog_name=_NAME)
    sys.exit()


def _score(request: Request) -> None:
    from hpscore.cli.scoring import run as score

    gc.freeze()  # what was imported stays, and need not be looked through for garbage
    try:
        score(request)
    except UsageError as error:
        from hpscore.cli.complaint import complain

        complain(str(error), f"{_NAME} {request.command}")
        sys.exit(2)


def _steady_streams() -> None:
    """Let a character that the terminal cannot show become an escape, never a failure.

    A stream that was closed (`>&-`) becomes one that leads nowhere.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
