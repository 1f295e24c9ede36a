"""What was filled in, before it is known what its keys mean: that depends on the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hpscore.problem import Problem
    from hpscore.readers.assessments import Reader
    from hpscore.source import Document

__all__ = ["Filled"]


class Filled(Protocol):
    """One assessment in a file that is not a document itself, such as a form in a workbook."""

    @property
    def source(self) -> str:
        """How results name it: the file; with `#` and the sheet where a file has several."""
        ...

    def naming(self) -> Document:
        """Return no more than what decides which rubric it answers: `rubric` and `period`."""
        ...

    def read(self, reader: Reader) -> tuple[Document, Sequence[Problem]]:
        """Return it as a document by the ids of a rubric, and what is wrong with it beforehand.

        The document's `locate` gives the sheet and the cell of each value.
        """
        ...
