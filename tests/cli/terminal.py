"""A person at a terminal: hpscore runs on a pseudo-terminal of its own, and is watched there."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Final

from hpscore.readers.shelf import FOLDER

__all__ = ["CTRL_C", "CTRL_D", "Terminal"]

CTRL_C: Final = "\x03"
CTRL_D: Final = "\x04"
_PATIENCE: Final = 60
"""Seconds until a run that says nothing more is taken for hung."""
_CODES: Final = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])|\r")
_OWN_TERMINAL: Final = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'hpscore', *sys.argv[1:]])"
)


class Terminal:
    """One run of hpscore on a terminal of 100 columns."""

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path,
        term: str = "xterm",
        lang: str = "en_GB.UTF-8",
        stdout: int | None = None,
    ) -> None:
        self._own, self.line = pty.openpty()
        fcntl.ioctl(self.line, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        modes = termios.tcgetattr(self.line)
        modes[0] |= getattr(termios, "IUTF8", 0o40000)  # as terminals do; it lets them erase 李
        termios.tcsetattr(self.line, termios.TCSANOW, modes)
        self.modes = termios.tcgetattr(self.line)
        kept = ("LC_", "LANG", "HPSCORE", "PYTHONI", "COLUMNS", "LINES", "TERM")
        environment = {k: v for k, v in os.environ.items() if k == FOLDER or not k.startswith(kept)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _OWN_TERMINAL, *map(str, arguments)],
            stdin=self.line,
            stdout=self.line if stdout is None else stdout,
            stderr=self.line,
            cwd=cwd,
            env={**environment, "LANG": lang, "TERM": term, "NO_COLOR": "1"},
            start_new_session=True,
        )
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._seen = ""
        self._from = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for end in (self._own, self.line):
            if end >= 0:
                os.close(end)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def expect(self, text: str) -> str:
        """Read until a text is shown after what was expected before; return all up to it."""
        until = time.monotonic() + _PATIENCE
        while (at := self._seen.find(text, self._from)) < 0:
            if not self._read(until):
                raise AssertionError(f"{text!r} was not shown after:\n{self._seen[self._from :]}")
        shown = self._seen[self._from : at + len(text)]
        self._from = at + len(text)
        return shown

    def at(self, text: str) -> Terminal:
        """Wait until a text is shown, and then the prompt."""
        self.expect(text)
        self.expect("\n>")
        return self

    def type(self, line: str, end: str = "\r") -> Terminal:
        """Type a line."""
        os.write(self._own, (line + end).encode())
        return self

    def close(self) -> None:
        """Close the window: the process loses its terminal."""
        os.close(self.line)
        os.close(self._own)
        self._own = self.line = -1

    def ends(self) -> int:
        """Wait for the end; return the exit code."""
        until = time.monotonic() + _PATIENCE
        while self._own >= 0 and self._process.poll() is None:
            self._read(min(until, time.monotonic() + 0.1))
            assert time.monotonic() < until, f"it did not end after:\n{self._seen}"
        code = self._process.wait(_PATIENCE)
        while self._own >= 0 and self._read(time.monotonic()):
            pass
        return code

    def rest(self) -> str:
        """Return what was shown after what was expected last."""
        return self._seen[self._from :]

    def _read(self, until: float) -> bool:
        left = max(0.0, until - time.monotonic())
        ready, _, _ = select.select([self._own], [], [], left)
        if not ready:
            return False
        data = os.read(self._own, 65536)
        self._seen = _CODES.sub("", self._seen + self._decoder.decode(data))
        return True
