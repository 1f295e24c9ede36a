"""Lists that cells are chosen from, where they are too long to stand in a rule itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hpscore.reports.book import Book, Page

__all__ = ["Lists"]

_FIRST: Final = 10
"""The first of their columns on the hidden page."""


class Lists:
    """Writes each list once on a hidden page."""

    def __init__(self, book: Book, page: Page) -> None:
        self._book = book
        self._page = page
        self._names: dict[tuple[str, ...], str] = {}

    def at(self, options: Iterable[str]) -> str:
        """Return how rules on any page name a list."""
        listed = tuple(options)
        if listed not in self._names:
            number = len(self._names)
            column, name = _FIRST + number, f"hpscore_list_{number + 1}"
            for row, text in enumerate(listed):
                self._page.text(row, column, text)
            first = self._page.ref(0, column)
            last = self._page.ref(len(listed) - 1, column)
            self._book.define(name, f"{first}:{last.rpartition('!')[2]}")
            self._names[listed] = f"={name}"
        return self._names[listed]
