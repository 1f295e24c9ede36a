"""Sheets laid out as published whose column of points is not known: told, never passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.filled.points_columns import Heads, is_points, unscored_heads

if TYPE_CHECKING:
    from hpscore.message import Message
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.filled.pages import Page
    from hpscore.source import Document

__all__ = ["Unscored", "unscored_sheets"]

_MOST_NAMED: Final = 12
_LONGEST: Final = 20
_FILLED: Final = 0.5
"""Of how many of its rows a column has numbers at least that may be one of points."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """A sheet with items and what they can earn, and no column of points that is known."""

    file: str
    source: str
    page: Page
    heads: Heads

    @property
    def numbers(self) -> bool:
        """Whether a column beside what rows can earn has numbers too: points, it seems."""
        columns = self.heads.columns
        rows = [row for _, row in self.page.rows[self.heads.row + 1 :]]
        worth = [row for row in rows if columns.worth is not None and is_points(row, columns.worth)]
        others = self.heads.told.keys() - {columns.worth, columns.number}
        return any(
            sum(is_points(row, column) for row in worth) >= _FILLED * len(worth)
            for column in others
        )

    def naming(self) -> Document:
        """Raise `ProblemError`: nothing of it is read."""
        number, row = self.page.rows[self.heads.row]
        names = [" ".join(str(cell).split())[:_LONGEST] for cell in row if cell != ""]
        raise ProblemError([
            Problem(
                "no-score-column",
                say("the sheet has no column of points (得分) that is known; its headings are "
                    "{names}", names=names[:_MOST_NAMED]),
                Location(file=self.file, sheet=self.page.sheet, cell=f"A{number}"),
                say("head the column of points 得分"),
            )
        ])  # fmt: skip

    def recognised(self, catalogue: Catalogue) -> str | None:
        """Return nothing: its name was asked before."""
        del catalogue
        return None

    def read(self, reader: Reader) -> tuple[Document, Sequence[Problem]]:
        """Raise `ProblemError`, as `naming` does."""
        del reader
        return self.naming(), ()

    def remarks(self) -> Sequence[Message]:
        """Return nothing: it is a problem of its own."""
        return ()


def unscored_sheets(pages: Sequence[Page], file: str) -> list[Unscored]:
    """Return the sheets with items and what they can earn, and no points."""
    return [
        Unscored(file, f"{file}#{page.sheet.replace('/', '／')}", page, heads)
        for page in pages
        if (heads := unscored_heads(page)) is not None
    ]
