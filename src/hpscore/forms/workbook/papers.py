"""The sheet of papers of a form: what is wanted, and which files were handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hpscore.forms.workbook.contents import write
from hpscore.forms.workbook.looks import Looks, height_of, titled
from hpscore.message import say
from hpscore.readers.filled.layout import PAPERS
from hpscore.reports.names import Names

if TYPE_CHECKING:
    from hpscore.forms.workbook.cover import Shown
    from hpscore.reports.book import Page

__all__ = ["write_papers"]

_FIRST: Final = 2
"""The first row below who is assessed and the headings."""
_WIDTHS: Final = (6.0, 30.0, 30.0, 26.0, 6.0)


def write_papers(
    page: Page,
    names: Names,
    looks: Looks,
    files: Mapping[str, Sequence[str]],
    running: Shown,
) -> None:
    """Write a row for each paper; only the cells of the files are filled in."""
    language = names.language
    headings = [words[language] for words in PAPERS.values()]
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        page.sheet.set_column(column, column, width)
        page.text(1, column, titled(heading), looks.heading)
    page.merge(0, 0, len(_WIDTHS) - 1, "", looks.running)
    page.formula(0, 0, running.formula, looks.running, running.value)
    page.sheet.set_row(1, 32)
    for row, (number, paper) in enumerate(names.rubric.evidence.items(), _FIRST):
        title, parts = names.text(paper.title), names.listed(map(names.text, paper.parts))
        handed = "\n".join(files.get(number, ()))
        whole = number.isdecimal() and str(int(number)) == number
        write(page, row, 0, int(number) if whole else number, looks.number())
        page.text(row, 1, title, looks.text())
        page.text(row, 2, handed, looks.input("@", left=True))
        page.text(row, 3, parts, looks.text())
        page.number(row, 4, paper.sets, looks.number())
        texts = ((title, _WIDTHS[1]), (handed, _WIDTHS[2]), (parts, _WIDTHS[3]))
        page.high(row, height_of(texts))
    page.sheet.freeze_panes(_FIRST, 0)
    said = names.word(say("a file a line, by its path below the folder of this form"))
    rule = {"validate": "any", "input_message": said}
    last = _FIRST - 1 + max(1, len(names.rubric.evidence))
    page.sheet.data_validation(_FIRST, 2, last, 2, rule)
