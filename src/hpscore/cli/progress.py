"""How far a long run has come: a line on standard error, at a terminal only."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import Final

from hpscore.cli.language import tell

__all__ = ["Progress", "progress_for"]

_PATIENCE: Final = 0.5
"""Seconds before a run is taken for a long one."""
_PAUSE: Final = 0.1
"""Seconds between two changes of the line."""


class Progress:
    """A line that is written over; take it away before anything else is written."""

    def __init__(self, inputs: int) -> None:
        self._inputs = inputs
        self._done = 0
        self._results = 0
        self._next = time.monotonic() + _PATIENCE
        self._width = 0

    def done(self) -> None:
        """Count an input."""
        self._done += 1
        self._show()

    def scored(self) -> None:
        """Count an outcome."""
        self._results += 1
        self._show()

    def clear(self) -> None:
        """Take the line away, until it is time for the next."""
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _show(self) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        text = self._text()
        from rich.cells import cell_len

        width = cell_len(text)
        # nothing but spaces and a carriage return: every terminal knows those
        self._write("\r" + text + " " * max(0, self._width - width))
        self._width = max(width, self._width)

    def _text(self) -> str:
        if self._inputs > 1:
            text = tell("files: {done} of {count}", done=self._done, count=self._inputs)
            plain = f"{self._done}/{self._inputs}"
        else:
            text, plain = tell("rows: {count}", count=self._results), str(self._results)
        try:
            text.encode(sys.stderr.encoding)
        except UnicodeEncodeError:
            return plain
        return text

    def _write(self, text: str) -> None:
        with suppress(OSError):  # that it cannot be told changes nothing about the run
            sys.stderr.write(text)
            sys.stderr.flush()


def progress_for(inputs: int, *, streamed: bool) -> Progress | None:
    """Return what shows the progress of a run of several inputs, or of a table.

    None where a terminal shows results as they come: `streamed`.
    """
    return None if streamed and sys.stdout.isatty() else Progress(inputs)
