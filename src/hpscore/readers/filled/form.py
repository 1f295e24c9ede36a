"""Read a form in a workbook, filled in, as an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hpscore.message import say
from hpscore.model.scalars import fold, read_day
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.filled import Place, filled_document
from hpscore.readers.filled.keys import DECIDING, Keys, fixed_label
from hpscore.readers.filled.pages import Page, Spread
from hpscore.readers.filled.rows import read_rows
from hpscore.readers.filled.sections import read_papers, read_registers
from hpscore.source import DataPath, Document, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from hpscore.message import Message
    from hpscore.problem import Problem
    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue

__all__ = ["Form", "is_cover"]

_MOST_LABELS = 200
"""Within so many rows of a cover its labels stand."""
_SHORTEST_DIGEST = 8
_FEW = 5
"""So many cells are more than two labels with their values."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form in a workbook."""

    file: str
    source: str
    questions: Spread
    covers: tuple[Page, ...]
    """The sheets with labels and their values."""
    papers: tuple[Spread, ...]
    others: tuple[Page, ...]
    """The sheets that may be registers."""

    def naming(self) -> Document:
        """Return the rubric and the period that the cover names."""
        value: dict[str, Value] = {}
        period: dict[str, Value] = {}
        places: dict[DataPath, Place] = {}
        for path, text, place in self._labelled(fixed_label):
            if path not in DECIDING or path in places:
                continue
            places[path] = place
            if path == ("rubric",):
                value["rubric"] = text
            else:
                places.setdefault(("period",), place)
                period[str(path[1])] = _day(text)
        if period and not str(period.get("from", "")) > str(period.get("to", "9")):
            value["period"] = period  # the wrong way round it decides nothing, and is told later
        return filled_document(value, self.source, self.file, self._first, places)

    def recognised(self, catalogue: Catalogue) -> str | None:
        """Return nothing: a form names its rubric, or it is not known."""
        return None

    def read(self, reader: Reader) -> tuple[Document, Sequence[Problem]]:
        """Return the form as an assessment by the ids of a rubric."""
        keys, named = reader.keys, self.naming().value
        assert isinstance(named, dict)
        bound = Binding(self.file, reader, named.get("rubric"))
        self._cover(keys, bound)
        read_rows(self.questions, keys, bound)
        read_papers(self.papers, reader.rubric, bound)
        read_registers(self.others, keys, bound)
        return bound.done(self.source, self.questions.page)

    def remarks(self) -> Sequence[Message]:
        """Return nothing: what a form holds is read, or is a problem."""
        return ()

    @property
    def _first(self) -> str:
        return self.covers[0].sheet if self.covers else self.questions.page.sheet

    def _cover(self, keys: Keys, bound: Binding) -> None:
        for path, text, place in self._labelled(keys.label):
            if path == ("digest",):
                self._digest(text, place, bound)
            elif path[0] == "period":
                bound.add(path, _day(text), place)
            else:
                bound.add(path, text, place)
        self._second_values(keys, bound)

    def _second_values(self, keys: Keys, bound: Binding) -> None:
        """Tell of a second option beside a fact: one of two was to be crossed out."""
        for page in self.covers:
            top = self.questions.head if page is self.questions.page else _MOST_LABELS
            for number, cells in page.rows[:top]:
                for path, told in _pairs(cells, keys.label):
                    options = keys.options(path)
                    first, second = (_filled(cells, column) for column in (told, told + 1))
                    if options and fold(first) in options and fold(second) in options:
                        bound.problem(
                            "two-values",
                            say("'{key}' is '{first}' and '{second}'",
                                key=str(path[-1]), first=first, second=second),
                            (page.sheet, number, told + 1),
                            say("keep one of them"),
                        )  # fmt: skip

    def _digest(self, text: str, place: Place, bound: Binding) -> None:
        """Tell that a form was made for other rules than those of its version now."""
        own, rubric = bound.digest, bound.rubric
        told = "".join(text.split()).lower().removeprefix("sha256:")
        if bound.other_version or len(told) < _SHORTEST_DIGEST:
            return
        if not own.removeprefix("sha256:").startswith(told):
            name = f"{rubric.rubric}@{rubric.version}"
            bound.problem(
                "other-digest",
                say("the form was made for other rules: {told} on the form, {name} is {own} now",
                    told=told[:16], name=name, own=own.removeprefix("sha256:")[:16]),
                place,
                say("make the form anew and carry the answers over; or clear this cell where "
                    "they mean the same"),
            )  # fmt: skip

    def _labelled(
        self, meaning: Callable[[str], DataPath | None]
    ) -> Iterator[tuple[DataPath, str, Place]]:
        for page in self.covers:
            rows = page.rows[:_MOST_LABELS]
            if page is self.questions.page:
                rows = page.rows[: self.questions.head]
            for number, cells in rows:
                for path, told in _pairs(cells, meaning):
                    text = page.text(number, told, cells[told])
                    if text:
                        yield path, text, (page.sheet, number, told)


def is_cover(page: Page, rows: int = _MOST_LABELS) -> bool:
    """Say whether a sheet has labels of a cover: which rubric, whom by, over which days.

    They stand in several rows; one is enough that begins with the label of the rubric. A table
    may have such words among its headings, which all stand in one row.
    """
    found = 0
    for _, cells in page.rows[:rows]:
        texts = [cell for cell in cells if cell != ""]
        labels = [isinstance(cell, str) and fixed_label(cell) is not None for cell in texts[:-1]]
        if labels and labels[0] and fixed_label(str(texts[0])) == ("rubric",) and len(texts) < _FEW:
            return True
        found += any(labels)
    return found > 1


def _pairs(
    cells: Sequence[object], meaning: Callable[[str], DataPath | None]
) -> Iterator[tuple[DataPath, int]]:
    """Yield what a label means, and the column of its value; blank cells may lie between."""
    filled = [
        (column, meaning(cell) if isinstance(cell, str) else None)
        for column, cell in enumerate(cells)
        if cell != "" and not (isinstance(cell, str) and cell.isspace())
    ]
    last = -1
    for (column, path), (following, other) in pairwise(filled):
        if path is None or column == last:
            continue
        if following == column + 1 or other is None:
            last = following
            yield path, following


def _filled(cells: Sequence[object], column: int) -> str:
    return str(cells[column]).strip() if column < len(cells) else ""


def _day(text: str) -> str:
    day = read_day(text)
    return text if day is None else day.isoformat()
