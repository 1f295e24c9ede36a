"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO, cast, overload

from hpscore.cli.guard import UsageError
from hpscore.cli.language import language, tell

if TYPE_CHECKING:
    from rich.console import Console

    from hpscore.problem import Problem

__all__ = ["console_for", "held", "print_problems", "results_to", "standard_error"]

_FILE_WIDTH = 110
_LEAST_WIDTH = 40
"""Narrower, columns would vanish."""


@overload
def results_to(path: Path | None, *, bom: bool = False) -> AbstractContextManager[TextIO]: ...
@overload
def results_to(path: Path | None, *, binary: Literal[True]) -> AbstractContextManager[BinaryIO]: ...
def results_to(
    path: Path | None, *, bom: bool = False, binary: bool = False
) -> AbstractContextManager[TextIO] | AbstractContextManager[BinaryIO]:
    """Yield the stream for results; a file is written beside its place and then moved there.

    `bom` begins a file, but no pipe, with the mark by which spreadsheets know UTF-8. A `binary`
    stream can be sought in, also where it leads to standard output.
    """
    return _bytes_to(path) if binary else _text_to(path, bom)


@contextmanager
def _text_to(path: Path | None, bom: bool) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    path = path.resolve()  # what a link leads to is written, the link stays
    if _is_special(path):
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    encoding = "utf-8-sig" if bom else "utf-8"
    with _beside(path) as handle, os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
        yield stream


@contextmanager
def _bytes_to(path: Path | None) -> Iterator[BinaryIO]:
    path = None if path is None else path.resolve()
    if path is not None and not _is_special(path):
        with _beside(path) as handle, os.fdopen(handle, "w+b") as file:
            yield file
        return
    with tempfile.TemporaryFile() as kept:
        yield cast(BinaryIO, kept)
        kept.seek(0)
        if path is None:
            shutil.copyfileobj(kept, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            with path.open("wb") as stream:
                shutil.copyfileobj(kept, stream)


@contextmanager
def held(stream: TextIO) -> Iterator[TextIO]:
    """Yield a stream whose text goes on to another one only once all of it is there."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as kept:
        yield cast(TextIO, kept)
        kept.seek(0)
        shutil.copyfileobj(kept, stream)


@contextmanager
def _beside(path: Path) -> Iterator[int]:
    """Yield the handle of a new file beside a place, which takes that place if all goes well."""
    try:
        handle, temporary = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part"
        )
    except OSError as error:
        raise UsageError(
            tell("cannot write to '{path}': {reason}", path=path, reason=error.strerror or error)
        ) from None
    try:
        yield handle
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _is_special(path: Path) -> bool:
    """Say whether a path is a device or a pipe, which nothing may take the place of."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def _mode(path: Path) -> int:
    """Return the mode of the file that is replaced, or the one that a new file would have."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


class _Unpadded:
    """Writes on to a stream without the spaces that fill lines up, which only a terminal needs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        return self._stream.write("\n".join(line.rstrip(" ") for line in text.split("\n")))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return False


def console_for(stream: TextIO) -> Console:
    """Return a Rich console on a stream; plain, and of fixed width, where it is a file."""
    from rich.console import Console

    ours = stream if stream.isatty() else cast(TextIO, _Unpadded(stream))
    if stream is sys.stdout:
        found = Console(file=ours, highlight=False, soft_wrap=False, emoji=False, markup=False)
        if found.width < _LEAST_WIDTH:
            found.width = _LEAST_WIDTH
        return found
    return Console(
        file=ours,
        width=_FILE_WIDTH,
        no_color=True,
        highlight=False,
        emoji=False,
        markup=False,
        force_terminal=False,
    )


def standard_error(text: str) -> None:
    """Write a line to standard error."""
    with suppress(OSError):  # that it cannot be told changes nothing about the run
        print(text, file=sys.stderr, flush=True)


def print_problems(problems: tuple[Problem, ...]) -> None:
    """Write problems to standard error."""
    from hpscore.reports.problems import render_problem

    for problem in problems:
        standard_error(render_problem(problem, language()))
