"""The texts that the cells of an old workbook (.xls) share: how long they are together.

A short file can name one long text in a million cells, and the parser copies it for each.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

from hpscore.readers.workbooks.refusals import Extent

__all__ = ["SHARING", "measure_texts"]

SHARING: Final = 0x00FD
"""A cell that names a shared text."""
_WIDE, _EXTENDED, _RICH = 1, 4, 8


def measure_texts(parts: Sequence[bytes], cells: Sequence[bytes], extent: Extent) -> None:
    """Count the texts of the cells that share them.

    `parts`: the bodies of the record of all texts and of those that continue it; `cells`: the
    bodies of the cells. Raises RefusedError; IndexError and `struct.error` for what is damaged.
    """
    if len(cells) * sum(map(len, parts)) <= extent.room:  # no text is longer than all of them
        return
    lengths = _lengths(parts)
    extent.write(sum(lengths[struct.unpack_from("<I", cell, 6)[0]] for cell in cells))


def _lengths(parts: Sequence[bytes]) -> list[int]:
    """Return how many characters each text has."""
    (count,) = struct.unpack_from("<I", parts[0], 4)
    texts = _Texts(parts)
    texts.skip(8)
    return [texts.length() for _ in range(count)]


class _Texts:
    """Goes through texts that run on from one record into the next."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = parts
        self._part = self._at = 0

    def length(self) -> int:
        """Pass one text, and return how many characters it has."""
        characters = self._number(2)
        flags = self._number(1)
        runs = self._number(2) if flags & _RICH else 0
        more = self._number(4) if flags & _EXTENDED else 0
        left = characters
        while True:
            width = 2 if flags & _WIDE else 1
            room = (len(self._parts[self._part]) - self._at) // width
            passed = min(left, room)
            self._at += passed * width
            left -= passed
            if not left:
                break
            self._part += 1  # where characters go on, it is said anew how wide they are
            self._at = 0
            flags = self._number(1)
        self.skip(runs * 4 + more)
        return characters

    def skip(self, count: int) -> None:
        """Pass so many bytes."""
        while count:
            if self._at >= len(self._parts[self._part]):
                self._part += 1
                self._at = 0
            passed = min(count, len(self._parts[self._part]) - self._at)
            self._at += passed
            count -= passed

    def _number(self, size: int) -> int:
        if self._at >= len(self._parts[self._part]):
            self._part += 1
            self._at = 0
        raw = self._parts[self._part][self._at : self._at + size]
        if len(raw) < size:
            raise IndexError
        self._at += size
        return int.from_bytes(raw, "little")
