"""A form that is opened and typed into follows at once, though its values were taken as saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.rubric import Rubric
from hpscore.reports.names import names_for
from tests.forms.blanks import rubrics
from tests.office.forms import Cells, Made, alike, cells_of, write
from tests.office.libreoffice import Edit, Office
from tests.properties.assessments import exact

Pair = tuple[Made, Made]
"""A form with some answers, and one with others."""


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    folder = tmp_path_factory.mktemp("typing")
    found: list[Pair] = []
    for name, rubric in rubrics().items():
        first, second = _answered(rubric, 0), _answered(rubric, 1)
        before = write(folder / f"{name}.xlsx", rubric, "zh", first)
        after = write(folder / f"{name}-typed.xlsx", rubric, "zh", second)
        found.append((before, after))
    return found


def _answered(rubric: Rubric, turn: int) -> Assessment:
    """Answer two questions of three, each turn otherwise."""
    answers: dict[str, Answer] = {}
    for place, (name, asked) in enumerate(names_for(rubric, "zh").sheet.questions.items()):
        if place % 3 == 2 or asked.kind == "rate":
            continue
        if asked.kind == "yes_no":
            answers[name] = exact((place + turn) % 2 == 0)
        elif asked.kind == "choice":
            answers[name] = Answer(asked.options[turn % len(asked.options)])
        elif asked.kind == "percent":
            answers[name] = exact((30, 95)[turn])
        else:
            answers[name] = exact((1, 2)[turn])
    return Assessment(answers=answers)


def test_totals_follow_what_is_typed(office: Office, pairs: list[Pair]) -> None:
    edits = [(before.path, list(_edits(before.path, after.path))) for before, after in pairs]
    assert all(found for _, found in edits)
    typed = office.type_into(edits)
    wrong = [
        (after.path.stem, place, value, cells.get(place))
        for before, after in pairs
        for cells in [cells_of(typed[before.path.stem])]
        for place, value in cells_of(after.path).items()
        if not alike(value, cells.get(place, ""))
    ]
    assert wrong[:5] == []


def test_nothing_moves_while_nothing_is_typed(office: Office, pairs: list[Pair]) -> None:
    saved = office.convert([before.path for before, _ in pairs], "xlsx")
    for before, _ in pairs:
        assert _differing(cells_of(before.path), cells_of(saved[before.path.stem])) == []


def _differing(ours: Cells, theirs: Cells) -> list[tuple[str, int, int]]:
    return [place for place, value in ours.items() if not alike(value, theirs.get(place, ""))]


def _edits(before: Path, after: Path) -> Iterator[Edit]:
    """Yield the cells without formulas in which two forms differ."""
    book = load_workbook(before)
    ours, theirs = cells_of(before), cells_of(after)
    for place, value in theirs.items():
        sheet, row, column = place
        cell = book[sheet].cell(row + 1, column + 1)
        if ours.get(place) != value and cell.data_type != "f":
            assert isinstance(value, float | str)
            yield Edit(sheet, row, column, value)
