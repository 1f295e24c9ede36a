"""Sheets of a workbook as a reader of forms sees them: rows of cells, and below which headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from hpscore.message import Language
from hpscore.model.scalars import fold
from hpscore.readers.filled.layout import COLUMNS, PAGES, PAPERS
from hpscore.readers.workbooks.bad_cells import BadCell

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell, Workbook

__all__ = [
    "FIRST_ROWS",
    "LONGEST",
    "MANY",
    "Page",
    "Spread",
    "heading_name",
    "known_heading",
    "pages_of",
    "plain",
]

FIRST_ROWS: Final = 15
"""Within so many rows the headings stand."""

LONGEST: Final = 60
"""How long a heading or a label is at most."""
Row = tuple[int, "Sequence[SheetCell]"]


def _meanings(words: Mapping[str, Mapping[Language, str]]) -> dict[str, str]:
    return {plain(text): name for name, texts in words.items() for text in texts.values()}


@lru_cache(maxsize=4096)  # the words of a form are those of the next one
def plain(text: str) -> str:
    """Return a heading or a label as they are compared: a line break and a colon apart."""
    return _SPACED.sub("", fold("".join(text.split("\n")))).rstrip(": ")


_SPACED: Final = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""A space inside a Chinese word, as in `答 案`."""
_HINT: Final = re.compile(r"\s*\([^()]*\)$")
"""What a heading explains behind itself; a folded text has no full-width brackets."""
_QUESTIONS: Final = _meanings(COLUMNS)
_PAPERS: Final = _meanings(PAPERS)
_PAPERS_PAGES: Final = frozenset(plain(text) for text in PAGES["papers"].values())
_FEW: Final = 2
MANY: Final = 6
"""A sheet with so many headings of a form was one."""
_COMPUTED: Final = frozenset(text for name in ("missing", "sums") for text in PAGES[name].values())
"""Sheets that only formulas fill."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook, read."""

    book: Workbook = field(repr=False)
    sheet: str
    rows: tuple[Row, ...] = field(repr=False)
    """Its rows that are not blank, with their numbers."""

    def text(self, row: int, column: int, value: SheetCell, *, percent: bool = False) -> str:
        """Return a cell as text; with `percent`, what is shown as 85 % is 85."""
        if isinstance(value, str):
            return value if isinstance(value, BadCell) else value.strip()
        from hpscore.readers.tables.sheet_text import cell_text

        # a whole number of an .xls file comes as an int
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return cell_text(value, percent and number and self.percent(row, column))

    def percent(self, row: int, column: int) -> bool:
        """Say whether a cell shows its number as per cent."""
        return self.book.shows_percent(self.sheet, row, column)


@dataclass(frozen=True, slots=True)
class Spread:
    """A page with the row of its headings, and what the columns hold."""

    page: Page
    head: int
    """Which of its rows has the headings."""
    columns: Mapping[str, int]

    @property
    def below(self) -> Sequence[Row]:
        """The rows below the headings."""
        return self.page.rows[self.head + 1 :]

    @classmethod
    def questions(cls, page: Page) -> Spread | None:
        """Return a sheet of questions; None for a sheet without their headings."""
        found = [*_spread(page, _QUESTIONS)]
        answered = (
            each for each in found
            if "answer" in each.columns and each.columns.keys() & {"key", "title"}
        )  # fmt: skip
        # without its column of answers it is still told from a table
        changed = (each for each in found if "key" in each.columns and len(each.columns) >= MANY)
        return next(answered, None) or next(changed, None)

    @classmethod
    def papers(cls, page: Page) -> Spread | None:
        """Return a sheet of papers; None for a sheet without their headings."""
        named = plain(page.sheet) in _PAPERS_PAGES
        for each in _spread(page, _PAPERS):
            known = each.columns.keys()
            if {"number", "files"} <= known or len(known) > _FEW or (named and len(known) > 1):
                return each
        return None


def known_heading(text: str) -> bool:
    """Say whether a heading is one of those that a sheet of questions has."""
    return heading_name(text) is not None or plain(text) in map(plain, _COMPUTED)


def heading_name(text: str) -> str | None:
    """Return what the column of a sheet of questions holds below a heading; None for others."""
    return _named(text, _QUESTIONS) if 0 < len(text) <= LONGEST else None


def _named(text: str, meanings: Mapping[str, str]) -> str | None:
    return meanings.get(plain(text)) or meanings.get(_HINT.sub("", plain(text)))


def _spread(page: Page, meanings: Mapping[str, str]) -> Iterator[Spread]:
    for at, (_, cells) in enumerate(page.rows[:FIRST_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and 0 < len(cell) <= LONGEST:
                name = _named(cell, meanings)
                if name is not None:
                    columns.setdefault(name, column)
        if len(columns) > 1:
            yield Spread(page, at, columns)


def pages_of(book: Workbook) -> Iterator[Page]:
    """Yield the sheets of a workbook, but for those of a form that formulas fill.

    Raises RefusedError for one that is too long or damaged.
    """
    for sheet in book.sheets:
        if sheet not in _COMPUTED:
            yield Page(book, sheet, tuple(book.rows(sheet)))
