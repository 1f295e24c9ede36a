"""What the parser of workbooks does not tell of cells, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from hpscore.readers.workbooks.bad_cells import BadCell

__all__ = ["Area", "Details", "Place"]

Place = tuple[int, int]
"""A cell by its row from 1 and its column from 0."""
Area = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a range, rows and columns from 0."""


class Details(Protocol):
    """What is looked up only where somebody asks; sheets count from 0, in the file's order."""

    unread: frozenset[int]
    """The sheets that are blank in what the parser was given."""

    def packed(self) -> bytes:
        """Return what the parser is given."""
        ...

    def read_all(self) -> None:
        """Put the sheets that were left out into what the parser is given."""
        ...

    def percents(self, sheet: int) -> frozenset[Place]:
        """Return the cells that show their number as per cent."""
        ...

    def bad_cells(self, sheet: int) -> Mapping[Place, BadCell]:
        """Return the cells whose value cannot be trusted."""
        ...

    def merged(self, sheet: int) -> Sequence[Area]:
        """Return the merged ranges that the parser does not tell itself."""
        ...
