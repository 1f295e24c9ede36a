"""Which line of a rubric, or which part of one, a cell of a published sheet names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from hpscore.readers.tables.bare import bare_forms, item_before

if TYPE_CHECKING:
    from hpscore.readers.assessments import Reader

__all__ = ["LineNames"]

_ENDS: Final = re.compile(r"[:：(（,，。;；\n]")
"""What ends the short name with which a long text begins."""
_ORDINAL: Final = re.compile(r"\s*([一二三四五六七八九十])\s*[、.．]")
_LEAST: Final = 2
_LONGEST: Final = 500


class LineNames:
    """Finds lines and their parts by one rubric."""

    def __init__(self, reader: Reader) -> None:
        self._names = reader.names
        self.owner: dict[str, str] = {}
        """The line of every part and question; a line is its own."""
        self.dimensions = {dimension.id for dimension in reader.rubric.dimensions}
        self._dimensions = [dimension.id for dimension in reader.rubric.dimensions]
        sheet = reader.sheet
        for line in sheet.lines.values():
            self.owner[line.id] = line.id
        for line in sheet.lines.values():
            for node in line.node.walk():
                self.owner.setdefault(node.id, line.id)
            for question in line.node.questions():
                self.owner.setdefault(question, line.id)

    def targets(self, cell: str) -> tuple[str, ...]:
        """Return the lines, parts and dimensions that a cell may name."""
        for form in _forms(cell):
            found = self._names.find(form)
            known = tuple(t for t in found if t in self.owner or t in self.dimensions)
            if known:
                return self._inner(known)
        return ()

    def lines(self, cell: str) -> frozenset[str]:
        """Return the line that a cell names, by itself or by a part; none of several."""
        found = {self.owner[t] for t in self.targets(cell) if t in self.owner}
        return frozenset(found) if len(found) == 1 else frozenset()

    def dimension(self, cell: str) -> str | None:
        """Return the dimension that a cell names by its title, or by its place: 二、…"""
        found = [t for t in self.targets(cell) if t in self.dimensions]
        if len(found) == 1:
            return found[0]
        ordinal = _ORDINAL.match(cell)
        place = -1 if ordinal is None else "一二三四五六七八九十".find(ordinal[1])
        return self._dimensions[place] if 0 <= place < len(self._dimensions) else None

    def item(self, dimension: str, number: str) -> str | None:
        """Return the line that has a number in its dimension: 4 in the first is 一-4."""
        found = self._names.find(f"{self._dimensions.index(dimension) + 1}-{number}")
        lines = [target for target in found if self.owner.get(target) == target]
        return lines[0] if len(lines) == 1 else None

    def _inner(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """Prefer a line to what only it contains: both may have its title."""
        inside = {t for t in known if self.owner.get(t, t) in known and self.owner.get(t, t) != t}
        return tuple(target for target in known if target not in inside)


def _forms(cell: str) -> Iterator[str]:
    """Yield the ways in which a cell may name something, the whole of it first."""
    cell = cell[:_LONGEST]
    text = " ".join(cell.split())
    yield text
    yield from bare_forms(text, {})
    item = item_before(text)
    if item is not None:
        yield item
    short = _ENDS.split(cell.strip(), maxsplit=1)[0].strip()
    if _LEAST <= len(short) < len(cell.strip()):
        yield short
        yield from bare_forms(short, {})
