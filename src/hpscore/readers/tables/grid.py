"""What a table is read from: rows of cells, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hpscore.problem import Location, Problem
    from hpscore.source.finding import Finding

__all__ = ["Grid", "Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """A row of cells; in a text it may run over several lines where quotes hold line breaks."""

    line: int
    """The line on which it begins, from 1; in a sheet the number of its row."""
    start: int
    end: int
    """Where it stands in the whole text, its line break left out; 0 in a sheet."""
    cells: tuple[str, ...]
    """The cells without outer space."""
    faults: tuple[Finding, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing stands in any of its cells."""
        return not any(self.cells)


class Grid(Protocol):
    """Rows of cells in a text or in a sheet."""

    @property
    def file(self) -> str | None:
        """The file as messages name it."""
        ...

    @property
    def hidden(self) -> frozenset[int] | None:
        """Columns whose cells messages must not show; None: no cell below the headings."""
        ...

    def hiding(self, columns: frozenset[int] | None) -> Grid:
        """Return it with other columns hidden."""
        ...

    def cell(self, record: Record, column: int) -> Location:
        """Return where a cell of a record stands; the record's end where it has no such cell."""
        ...

    def whole(self, record: Record) -> Location:
        """Return where a record stands."""
        ...

    def faulty(self, record: Record) -> list[Problem]:
        """Return what is wrong with the record as such."""
        ...

    def source(self, record: Record) -> str:
        """Return how results name a record, and how a command line can."""
        ...
