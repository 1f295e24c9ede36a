"""What was filled in, before it is known what its keys mean: that depends on the rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from hpscore.problem import Location
from hpscore.readers.workbooks.opening import cell_name
from hpscore.source import DataPath, Document, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hpscore.message import Message
    from hpscore.problem import Problem
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.workbooks.opening import Workbook

__all__ = ["Filled", "FilledDocument", "Place", "filled_document"]

Place = tuple[str, int, int]
"""A sheet, a row from 1 and a column from 0."""


class Filled(Protocol):
    """One assessment in a file that is not a document itself, such as a form in a workbook."""

    @property
    def file(self) -> str:
        """The file that it stands in."""
        ...

    @property
    def source(self) -> str:
        """How results name it: the file; with `#` and the sheet where a file has several."""
        ...

    def naming(self) -> Document:
        """Return no more than what decides which rubric it answers: `rubric` and `period`."""
        ...

    def recognised(self, catalogue: Catalogue) -> str | None:
        """Return the rubric that it names in other words than its id, where it says any.

        `ProblemError` where it says none, with what it is most like.
        """
        ...

    def read(self, reader: Reader) -> tuple[Document, Sequence[Problem]]:
        """Return it as a document by the ids of a rubric, and what is wrong with it beforehand.

        The document's `locate` gives the sheet and the cell of each value.
        """
        ...

    def remarks(self) -> Sequence[Message]:
        """Return what is to be said of it whatever its rubric: what in it is passed over."""
        ...


@dataclass(frozen=True, slots=True)
class FilledDocument(Document):
    """What was filled in as an assessment; its places are cells."""

    workbook: str = field(kw_only=True)
    """The file as messages name it; `file` may name the sheet too."""
    sheet: str = field(kw_only=True)
    """Where what is missing is looked for."""
    places: Mapping[DataPath, Place] = field(kw_only=True, repr=False)
    book: Workbook | None = field(kw_only=True, default=None, repr=False, compare=False)
    """The workbook itself, for registers on other sheets of it."""

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        """Return the cell that a value came from; the sheet where none did."""
        for length in range(len(path), 0, -1):
            place = self.places.get(path[:length])
            if place is not None:
                return self.at(place)
        return Location(file=self.workbook, sheet=self.sheet)

    def at(self, place: Place) -> Location:
        """Return a place as messages name it."""
        sheet, row, column = place
        return Location(file=self.workbook, sheet=sheet, cell=cell_name(row, column))


def filled_document(
    value: dict[str, Value],
    source: str,
    workbook: str,
    sheet: str,
    places: Mapping[DataPath, Place],
    book: Workbook | None = None,
) -> FilledDocument:
    """Return what was filled in as a document."""
    return FilledDocument(
        value, "", source, "yaml", workbook=workbook, sheet=sheet, places=places, book=book
    )
