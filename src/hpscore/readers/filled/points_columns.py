"""Where on a published sheet the headings stand, and which of its columns hold the points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.model.scalars import read_number
from hpscore.readers.filled.pages import FIRST_ROWS, LONGEST, Page
from hpscore.readers.filled.published_words import (
    ASIDE,
    NAMING,
    NOTES,
    NUMBERS,
    WORTHS,
    bare,
    giver,
    is_item,
    is_subject,
    sum_word,
)

if TYPE_CHECKING:
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["Columns", "Heads", "heads_of", "is_points", "kind_of_sum", "unscored_heads"]

_NONE: Final = -1
_SUMMED: Final = 3
"""Within so many texts of a row stands that it is a sum."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a sheet hold what."""

    score: int
    note: int | None = None
    number: int | None = None
    """The number of a row: in its dimension, or in the whole table."""
    worth: int | None = None
    """What a row can earn."""
    aside: frozenset[int] = frozenset()
    """Columns of remarks, whose texts do not say what a row is."""
    naming: frozenset[int] = frozenset()
    """Columns of items: what they say comes before what a criterion mentions."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a published sheet."""

    row: int
    """Which of its rows has them, the lower of two."""
    told: Mapping[int, str]
    """The heading of each column, bare."""
    scores: tuple[int, ...]
    """The columns whose points count: more than one where that is not clear."""
    others: tuple[int, ...] = ()
    """Columns of points that do not count, such as those of the place itself."""

    @property
    def columns(self) -> Columns:
        """Return which columns hold what."""
        note, number, worth = (
            next((c for c, text in self.told.items() if text in words), None)
            for words in (NOTES, NUMBERS, WORTHS)
        )
        aside = frozenset(c for c, text in self.told.items() if ASIDE.search(text))
        naming = frozenset(c for c, text in self.told.items() if NAMING.search(text)) - aside
        return Columns((*self.scores, _NONE)[0], note, number, worth, aside, naming)


def heads_of(page: Page) -> Heads | None:
    """Return the headings of a sheet with items and points; None for any other."""
    for at, told in _candidates(page):
        found = _two_rows(page, at, told) or _heads(page, at, told)
        if found is not None:
            return found
    return None


def unscored_heads(page: Page) -> Heads | None:
    """Return the headings of a sheet with items and what they can earn, but no points."""
    for at, told in _candidates(page):
        worth = next((c for c, text in told.items() if text in WORTHS), None)
        if worth is not None and any(is_points(row, worth) for _, row in page.rows[at + 1 :]):
            return Heads(at, told, ())
    return None


def is_points(row: Sequence[SheetCell], column: int) -> bool:
    """Say whether a cell holds a number, perhaps as `2分`."""
    if column >= len(row) or isinstance(row[column], bool):
        return False
    cell = row[column]
    if isinstance(cell, str):
        return read_number(cell.strip().removesuffix("分")) is not None
    return isinstance(cell, int | float)


def kind_of_sum(texts: Sequence[str]) -> str | None:
    """Say by its texts whether a row adds up: `part` or `all`; None where it does not."""
    return next((kind for cell in texts[:_SUMMED] if (kind := sum_word(cell))), None)


def _candidates(page: Page) -> list[tuple[int, dict[int, str]]]:
    found = []
    for at, (_, row) in enumerate(page.rows[:FIRST_ROWS]):
        told = _texts(row)
        if any(map(is_item, told.values())) and not any(map(is_subject, told.values())):
            found.append((at, told))
    return found


def _texts(row: Sequence[SheetCell]) -> dict[int, str]:
    return {
        column: bare(cell)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and 0 < len(cell) <= LONGEST
    }


def _two_rows(page: Page, at: int, top: Mapping[int, str]) -> Heads | None:
    """Return headings of two rows: points, and below them by whom."""
    if at + 1 >= len(page.rows):
        return None
    row = page.rows[at + 1][1]
    lower = _texts(row)
    if any(is_points(row, column) for column in range(len(row))):
        return None
    spans = [_span(top, column) for column in top if giver(top[column]) is not None]
    # a blank heading with one below it goes on with the heading on its left
    split = next((s for s in spans if any(c not in top and c in lower for c in s)), None)
    by = {c: lower[c] for c in lower if (split and c in split) or giver(lower[c]) is not None}
    if not by:
        return None
    kept = {c: text for c, text in top.items() if giver(text) is None}
    return _heads(page, at + 1, {**lower, **kept, **by}, frozenset(split or ()))


def _span(top: Mapping[int, str], column: int) -> range:
    following = min((c for c in top if c > column), default=column + len(top) + 1)
    return range(column, following)


def _heads(
    page: Page, at: int, told: Mapping[int, str], split: frozenset[int] = frozenset()
) -> Heads | None:
    """Choose the columns that count: of others before one's own, what is filled in.

    Columns of `split` stand below a heading of points, whatever they are called.
    """
    rows = [row for _, row in page.rows[at + 1 :] if kind_of_sum(_row_texts(row)) is None]
    by = {c: giver(text, below=c in split) for c, text in told.items()}
    filled = [c for c, who in by.items() if who and any(is_points(row, c) for row in rows)]
    for wanted in ("judged", "some", "own"):
        scores = tuple(c for c in filled if by[c] == wanted)
        if scores:
            return Heads(at, told, scores, tuple(c for c in filled if c not in scores))
    blank = [c for wanted in ("judged", "some", "own") for c, who in by.items() if who == wanted]
    return Heads(at, told, tuple(blank[:1])) if blank else None


def _row_texts(row: Sequence[SheetCell]) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and cell.strip()]
