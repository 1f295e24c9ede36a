"""Signals that end a session: they are raised where nothing is half done, and held elsewhere."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

__all__ = ["Signals", "StoppedError"]

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""A system may lack some of them."""


class StoppedError(KeyboardInterrupt):
    """A signal asked the process to end; like an interrupt, event loops let it through."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


class Signals:
    """Turns signals into `StoppedError` while it is entered."""

    def __init__(self) -> None:
        self._held = False
        self._pending: int | None = None

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Catch the signals inside, and restore what was done about them before."""
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        before = {number: signal.signal(number, self._arrived) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let what is inside finish; a signal that arrives meanwhile is raised after it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._pending is not None:
            number, self._pending = self._pending, None
            raise StoppedError(number)

    def ignore(self) -> None:
        """Heed no more signals: the session is ending already."""
        self._held = True

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        del frame
        if self._held:
            self._pending = number
        else:
            raise StoppedError(number)
