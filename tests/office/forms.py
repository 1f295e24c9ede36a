"""Forms with random assessments in them, and their cells as any program reads them."""

from __future__ import annotations

import math
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from hpscore.forms.blank import blank_for
from hpscore.forms.workbook.form import write_form
from hpscore.message import Language
from hpscore.model.assessment import Assessment
from hpscore.model.checks import check_rubric
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from tests.forms.blanks import rubrics
from tests.forms.filling import filled
from tests.properties.assessments import assessment
from tests.properties.choices import Seeded
from tests.properties.rubrics import document

__all__ = ["Cells", "Made", "alike", "cells_of", "emptied", "forms", "wild_forms", "write"]

Cells = dict[tuple[str, int, int], object]
"""What cells hold, by sheet, row and column from 0; empty ones are left out."""


@dataclass(frozen=True, slots=True)
class Made:
    """A form, and what was filled in."""

    path: Path
    rubric: Rubric
    language: Language
    given: Assessment


def forms(folder: Path, seeds: range) -> list[Made]:
    """Write forms of the packaged rubrics, and of one with every kind of rule."""
    made: list[Made] = []
    for name, rubric in rubrics().items():
        reader = Reader(rubric)
        for seed in seeds:
            language: Language = "en" if seed % 2 else "zh"
            given = filled(reader, Seeded(random.Random(f"{name} {seed}")))
            path = folder / f"{name}-{seed}.xlsx"
            made.append(write(path, rubric, language, given))
    return made


def wild_forms(folder: Path, count: int) -> list[Made]:
    """Write forms of random rubrics."""
    made: list[Made] = []
    for seed in range(count):
        choices = Seeded(random.Random(seed))
        rubric = Rubric.model_validate(document(choices))
        if not check_rubric(rubric):
            sheet = Reader(rubric).sheet
            given = assessment(sheet, choices, choices.pick((0, 30, 60)))
            made.append(write(folder / f"wild-{seed}.xlsx", rubric, "zh", given))
    return made


def write(path: Path, rubric: Rubric, language: Language, given: Assessment) -> Made:
    """Write a form with an assessment in it."""
    with path.open("wb") as stream:
        write_form(blank_for(Reader(rubric), language), stream, given)
    return Made(path, rubric, language, given)


def emptied(file: Path, folder: Path) -> Path:
    """Copy a form without the values of its formulas, so that none can be taken over."""
    path = folder / file.name
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = data.decode()
                data = re.sub(r"(</f>)<v>[^<]*</v>", r"\1<v>0</v>", text).encode()
            new.writestr(name, data)
    return path


def cells_of(file: Path) -> Cells:
    """Read all cells of a workbook, formulas as what was computed last."""
    book = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes()))
    return {
        (sheet, row, column): value
        for sheet in book.sheet_names
        for row, column, value in _values(book, sheet)
        if value != ""
    }


def alike(value: object, other: object) -> bool:
    """Say whether two cells hold the same, as far as 15 digits tell."""
    if isinstance(value, float) and isinstance(other, float):
        return math.isclose(value, other, rel_tol=1e-12, abs_tol=1e-9)
    return value == other or (isinstance(value, str) and value.strip() == str(other).strip())


def _values(book: CalamineWorkbook, sheet: str) -> Iterator[tuple[int, int, object]]:
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            yield row, column, value
