"""Forms and published sheets in workbooks, filled in by people, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from hpscore.readers.catalogue import Catalogue
from hpscore.readers.filled.contents import contents
from hpscore.readers.outcome import Outcome, Scorer

__all__ = ["COVER", "HEADINGS", "filled_form", "places", "scored", "written"]

Rows = Sequence[Sequence[object]]
COVER: Rows = (
    ("健康社区现场评估",),
    ("评分标准", "healthy-community@2022.1"),
    ("名称", "幸福里社区"),
    ("城乡", "城市"),
    ("评审起日", "2022-01-01"),
    ("评审止日", "2022-12-31"),
)
HEADINGS = ("评审内容", "分值", "答案", "其中", "总数", "备注", "直接给分", "题号")


def written(
    path: Path,
    formats: Mapping[str, str] | None = None,
    sheets: Mapping[str, Rows] | None = None,
    **others: Rows,
) -> Path:
    """Write a workbook with these sheets; `formats` are number formats by cell, `Sheet!C5`."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in {**(sheets or {}), **others}.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([*row])
    for name, code in (formats or {}).items():
        title, _, cell = name.partition("!")
        book[title][cell].number_format = code
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def filled_form(
    path: Path,
    *rows: Sequence[object],
    cover: Rows = COVER,
    headings: Sequence[object] = HEADINGS,
    formats: Mapping[str, str] | None = None,
    **others: Rows,
) -> Path:
    """Write a form with these rows below its headings, which are the first row of 评分."""
    sheets: dict[str, Rows] = {"封面": cover, "评分": [headings, *rows], **others}
    return written(path, formats, sheets)


def scored(path: Path, scorer: Scorer | None = None) -> Outcome:
    """Score the only thing that a workbook holds."""
    (found,) = (scorer or Scorer(Catalogue())).score_found(contents(path))
    return found


def places(outcome: Outcome) -> list[tuple[str, str]]:
    """Return the code and the cell of every problem."""
    return [
        (p.code, "!".join(part for part in (p.location.sheet, p.location.cell) if part))
        for p in outcome.problems
    ]
