"""Put together what was filled in: the values of an assessment, with the cell of each."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hpscore.message import Message, say
from hpscore.model.number import Number
from hpscore.model.scalars import read_number
from hpscore.problem import Location, Problem
from hpscore.readers.carrying import renamed_for, version_named
from hpscore.readers.filled.filled import FilledDocument, Place, filled_document
from hpscore.readers.locating import problems_of
from hpscore.readers.tables.cells import Cells
from hpscore.readers.workbooks.bad_cells import BadCell
from hpscore.readers.workbooks.opening import cell_name
from hpscore.scoring.plan import plan_of
from hpscore.source import DataPath, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hpscore.model.rubric import Rubric
    from hpscore.readers.assessments import Reader
    from hpscore.readers.filled.pages import Page

__all__ = ["Binding"]

_ROUNDED: Final = Fraction(1, 10)
"""How far a share of one or two decimals may be from its parts."""


class Binding:
    """Collects the values of one assessment by the ids of a rubric."""

    def __init__(self, file: str, reader: Reader, named: object) -> None:
        self.reader = reader
        self.rubric: Rubric = reader.rubric
        self.digest: str = plan_of(reader.rubric).digest
        self.other_version = version_named(named)[1] not in ("", reader.rubric.version)
        """Whether it was made for another version, which this rubric carries."""
        self.renamed = renamed_for(reader.rubric, named)
        self.problems: list[Problem] = []
        self.file = file
        self._cells = Cells()
        self._places: dict[DataPath, Place] = {}
        self._texts: dict[DataPath, str] = {}
        self._awarded: dict[str, dict[str, Value]] = {}
        self._others: dict[str, dict[str, Value]] = {}

    @property
    def rubric_has_points(self) -> bool:
        """Whether some line can be given points directly."""
        lines = self.reader.sheet.lines.values()
        return any(line.node.points is not None for line in lines)

    def add(self, path: DataPath, text: str, place: Place) -> None:
        """Add a value; a problem where another one stands elsewhere."""
        if isinstance(text, BadCell):
            self.problem(text.fault.code, text.fault.message, place, text.fault.help)
            return
        known = self._texts.get(path)
        if known is None:
            self._texts[path] = text
            self.place(path, place)
            self._cells.add(path, text)
        elif known != text:
            self.twice(path, place)

    def twice(self, path: DataPath, place: Place) -> None:
        """Tell that something is given in two places."""
        name = str(path[-1]) if path[0] != "answers" else ":".join(map(str, path[1:]))
        first = self._places.get(path)
        self.problem(
            "two-answers",
            say("'{key}' is given twice, first in {cell}", key=name, cell=_cell(first, place)),
            place,
            say("keep one of them"),
        )

    def award(self, line: str, text: str, note: str, place: Place) -> None:
        """Add points that were awarded directly."""
        path: DataPath = ("points", line)
        known = self._awarded.get(line)
        if known is not None:
            if known["points"] != text or (note and known.get("note", note) != note):
                self.twice(path, place)
            elif note:
                known["note"] = note
            return
        self._awarded[line] = {"points": text, **({"note": note} if note else {})}
        self.place(path, place)

    def put(self, section: str, key: str, value: Value, place: Place) -> None:
        """Add an entry of a section whose values are no texts."""
        entries = self._others.setdefault(section, {})
        if key in entries:
            if entries[key] != value:
                self.twice((section, key), place)
        else:
            entries[key] = value
            self.place((section, key), place)

    def place(self, path: DataPath, place: Place) -> None:
        """Say where a value stands; what contains it stands where its first one does."""
        for length in range(len(path), 0, -1):
            self._places.setdefault(path[:length], place)

    def problem(
        self, code: str, message: Message, place: Place, help_: Message | None = None
    ) -> None:
        """Tell what is wrong in a cell."""
        sheet, row, column = place
        location = Location(file=self.file, sheet=sheet, cell=cell_name(row, column))
        self.problems.append(Problem(code, message, location, help_))

    def done(self, source: str, page: Page) -> tuple[FilledDocument, Sequence[Problem]]:
        """Return the assessment, and what is wrong with it so far."""
        value = {**self._cells.value(), **self._others}
        if self._awarded:
            value["points"] = {**self._awarded}
        answers = value["answers"]
        assert isinstance(answers, dict)
        for question, answer in answers.items():
            if isinstance(answer, dict):
                answers[question] = _settled(answer)
        document = filled_document(value, source, self.file, page.sheet, self._places, page.book)
        return document, [*self.problems, *problems_of(self._cells.issues, document)]


def _settled(answer: dict[str, Value]) -> dict[str, Value]:
    """Return an answer with its reason from the note, and a share by its parts alone."""
    if answer.get("na") == "" and answer.get("note"):
        return {"na": answer["note"]}
    if {"value", "count", "of"} <= answer.keys():
        shown, count, of = (
            read_number(answer[key], percent=True) for key in ("value", "count", "of")
        )
        if shown is not None and count is not None and of and _same(shown, count, of):
            return {key: inner for key, inner in answer.items() if key != "value"}
    return answer


def _same(shown: Number, count: Number, of: Number) -> bool:
    """Say whether a share is what its parts give, rounded as sheets show it."""
    return bool(abs(shown - Fraction(100) * count / of) < _ROUNDED)


def _cell(first: Place | None, second: Place) -> str:
    if first is None:
        return "?"
    sheet, row, column = first
    cell = cell_name(row, column)
    return cell if sheet == second[0] else f"{sheet}!{cell}"
