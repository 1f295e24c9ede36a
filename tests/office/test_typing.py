"""A form that is opened and typed into follows at once, though its values were taken as saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.rubric import Rubric
from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Scorer
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


TEXTS = {
    "例会": "３",
    "健康讲座次数": " 4 ",
    "健康咨询次数": "2至3",
    "卫生厕所普及率": "85 ％",
    "书面承诺": "有 ",
    "动员单位与住户": "√",
    "健康制度项数": "1-2",
    "宣传栏": "2022-12-31",
    "五十人以上活动": "1,000",
}
"""Answers as texts, by the title of their row; the last two are none."""


def test_texts_count_in_the_form_as_hpscore_counts_them(office: Office, tmp_path: Path) -> None:
    made = write(tmp_path / "texts.xlsx", rubrics()["healthy-community"], "zh", Assessment())
    sheet = load_workbook(made.path)["评分"]
    rows = {str(cell.value).split(" ")[-1].split("· ")[-1]: cell.row for cell in sheet["A"]}
    note = "开头，" + "这是一条很长的备注，写了许多字。" * 8 + "结尾"
    edits = [Edit("评分", rows[title] - 1, 2, text) for title, text in TEXTS.items()]
    column = next(cell.column for cell in sheet[2] if cell.value == "备注") - 1
    edits.append(Edit("评分", rows["例会"] - 1, column, note))
    awarded = next(cell.column for cell in sheet[2] if cell.value == "直接给分") - 1
    edits.append(Edit("评分", rows["书面承诺"] + 2, awarded, "２"))
    typed = office.type_into([(made.path, edits)])["texts"]
    before, after = (load_workbook(path)["评分"] for path in (made.path, typed))
    grown = rows["例会"]
    assert after.row_dimensions[grown].height > 2 * before.row_dimensions[grown].height
    cells = cells_of(typed)
    wrong = {rows["宣传栏"] - 1, rows["五十人以上活动"] - 1}
    helper = next(cell.column for cell in sheet[2] if cell.value == "计算")
    told = {row for row in range(2, sheet.max_row) if cells.get(("评分", row, helper)) == 1}
    assert {row: cells[("评分", row, 0)] for row in told if row not in wrong} == {}
    assert told == wrong
    (outcome,) = Scorer(Catalogue()).score_found(contents(typed))
    assert {p.location.cell for p in outcome.problems} == {f"C{row + 1}" for row in wrong}
    book = load_workbook(typed)
    for row in wrong:
        book["评分"].cell(row + 1, 3).value = None
    book.save(tmp_path / "mended.xlsx")
    (outcome,) = Scorer(Catalogue()).score_found(contents(tmp_path / "mended.xlsx"))
    assert outcome.result is not None
    assert outcome.result.total is not None
    found = {cells.get(("封面", row, 0)): cells.get(("封面", row, 1)) for row in range(60)}
    total = outcome.result.total
    assert (found["已得"], found["可得"]) == (float(total.earned), float(total.reachable))
