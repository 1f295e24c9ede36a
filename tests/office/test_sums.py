"""LibreOffice computes what the engine says: totals, dimensions, tiers, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hpscore.model.result import Points
from hpscore.readers.filled.layout import PAGES
from hpscore.scoring.engine import score
from tests.forms.formulas.agreeing import verdict_text
from tests.office.forms import Cells, Made, alike, cells_of, emptied
from tests.office.libreoffice import Office

Forms = list[tuple[Made, Cells]]


@pytest.fixture(scope="module")
def computed(
    office: Office,
    made: list[Made],
    wild: list[Made],
    tmp_path_factory: pytest.TempPathFactory,
) -> Forms:
    """Return every form with what LibreOffice computes: no value of ours is left in it."""
    folder = tmp_path_factory.mktemp("emptied")
    found = [*made, *wild]
    saved = office.convert([emptied(m.path, folder) for m in found], "xlsx", recompute=True)
    return [(m, cells_of(saved[m.path.stem])) for m in found]


def test_every_formula_comes_to_the_value_that_was_written_beside_it(computed: Forms) -> None:
    found = [
        (made.path.stem, place, value, cells.get(place))
        for made, cells in computed
        for place, value in cells_of(made.path).items()
        if not alike(value, cells.get(place, ""))
    ]
    assert found[:5] == []


def test_formulas_come_to_what_the_engine_says(computed: Forms) -> None:
    found = [
        f"{made.path.stem}: {difference}"
        for made, cells in computed
        if not made.given.registers
        for difference in _differences(made, _labelled(made, cells))
    ]
    assert found[:5] == []


def _labelled(made: Made, cells: Cells) -> dict[str, object]:
    """Return what the page of sums says, by its labels."""
    sheet = PAGES["sums"][made.language]
    return {
        label: cells.get((sheet, row, 1), "")
        for (page, row, column), text in cells.items()
        if page == sheet and column == 0
        for label in str(text).split(" = ")
    }


def _differences(made: Made, sums: dict[str, object]) -> Iterator[str]:
    result = score(made.rubric, made.given)
    wanted: dict[str, Points] = {}
    if result.points is not None:
        wanted["points"] = result.points
    if result.total is not None:
        wanted["total"] = result.total
    for dimension in result.dimensions:
        if dimension.points is not None:
            wanted[f"dimension:{dimension.id}"] = dimension.points
    for name, points in wanted.items():
        for end, value in (("earned", points.earned), ("reachable", points.reachable)):
            if not alike(sums.get(f"{name} {end}"), float(value)):
                yield f"{name} {end} {sums.get(f'{name} {end}')}, engine {value}"
    if made.rubric.tiers and not _day_told(made):
        text = verdict_text(made.rubric, result, made.language)
        if sums.get("tier") != text:
            yield f"tier {sums.get('tier')}, engine {text}"


def _day_told(made: Made) -> bool:
    """Say whether it is judged on a day, which formulas leave open."""
    return made.rubric.as_of is not None and made.rubric.as_of in made.given.subject
