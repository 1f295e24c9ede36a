"""What a workbook holds: forms that were filled in, published sheets, or tables of subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.message import say
from hpscore.problem import Location, Problem, ProblemError
from hpscore.readers.filled.filled import Filled
from hpscore.readers.filled.form import Form, is_cover
from hpscore.readers.filled.pages import Page, Spread, pages_of
from hpscore.readers.filled.shape import FILLED
from hpscore.readers.workbooks.opening import Workbook, open_workbook
from hpscore.source import Limits
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, problems_of

if TYPE_CHECKING:
    from hpscore.readers.tables.table import Table

__all__ = ["ENDINGS", "LIMITS", "NOTHING", "contents", "contents_of"]

NOTHING: Final = "nothing-known"
"""The code of the problem that a workbook holds nothing that is read."""
ENDINGS: Final = (".xlsx", ".xls", ".et", ".ods", ".xlsm")
"""How the names of workbooks end; one with macros is told to be one."""
LIMITS: Final = Limits(bytes=20 * 1024 * 1024)
_MOST_NAMED: Final = 10


def contents(path: Path | str) -> Sequence[Filled | Table]:
    """Return what a workbook holds, at least one of its kinds.

    `ProblemError` for one that cannot be read, or that holds nothing known.
    """
    file = str(path)
    try:
        data = read_bytes(Path(path), LIMITS)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    return contents_of(data, file)


def contents_of(data: bytes, file: str) -> Sequence[Filled | Table]:
    """Return what a workbook holds, as `contents` does, by its bytes."""
    try:
        book = open_workbook(data)
        found = _contents(book, file)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    if not found:
        raise ProblemError([_nothing(book, file)])
    return found


def _contents(book: Workbook, file: str) -> Sequence[Filled | Table]:
    pages = tuple(pages_of(book))
    spreads = {page.sheet: spread for page in pages if (spread := Spread.questions(page))}
    if spreads:
        return _forms(pages, spreads, file)
    return _published(book, [page for page in pages if page.sheet in book.shown], file)


def _published(book: Workbook, pages: Sequence[Page], file: str) -> Sequence[Filled | Table]:
    """Return the sheets with points, else the tables of subjects; nothing is passed over."""
    from hpscore.readers.filled.published import published_sheets
    from hpscore.readers.filled.unscored import unscored_sheets
    from hpscore.readers.tables.layout import names_subjects
    from hpscore.readers.tables.sheets import sheet_tables

    published = published_sheets(pages, file)
    read = {each.page.sheet for each in published}
    unscored = unscored_sheets([page for page in pages if page.sheet not in read], file)
    if published:
        tables = sheet_tables(book, file, [s for s in book.shown if s not in read])
        beside = [t for t in tables if names_subjects(t.headings) and not t.is_roster]
        names = tuple(t.source(t.header).rpartition("#")[2].rpartition(":")[0] for t in beside)
        first = replace(published[0], beside=names)
        return [first, *published[1:], *(each for each in unscored if each.numbers)]
    tables = sheet_tables(book, file)
    if unscored and not any(names_subjects(table.headings) for table in tables):
        return unscored if len(unscored) > 1 else [replace(unscored[0], source=file)]
    return tables


def _forms(pages: Sequence[Page], spreads: Mapping[str, Spread], file: str) -> Sequence[Form]:
    """Return the forms of a workbook: each begins with its cover, where there are several."""
    if len(spreads) > 1:
        written = {sheet: each for sheet, each in spreads.items() if _is_written(each)}
        blank = spreads.keys() - written.keys()
        if written and blank:
            pages = [page for page in pages if page.sheet not in blank]
            spreads = written
    groups = [pages] if len(spreads) == 1 else _groups(pages, spreads)
    forms = []
    for group in groups:
        own = [page for page in group if page.sheet in spreads]
        if len(own) != 1:
            raise ProblemError([_several(spreads, file)])
        source = file if len(groups) == 1 else f"{file}#{group[0].sheet.replace('/', '／')}"
        forms.append(_form(group, spreads[own[0].sheet], file, source))
    return forms


def _form(group: Sequence[Page], questions: Spread, file: str, source: str) -> Form:
    found = {page.sheet: spread for page in group if (spread := Spread.papers(page))}
    rest = [p for p in group if p is not questions.page and p.sheet not in found]
    covers = tuple(page for page in rest if is_cover(page))
    if is_cover(questions.page, questions.head):
        covers = (questions.page, *covers)
    others = tuple(page for page in rest if page not in covers)
    return Form(file, source, questions, covers, tuple(found.values()), others)


def _groups(pages: Sequence[Page], spreads: Mapping[str, Spread]) -> list[list[Page]]:
    """Cut the sheets before every cover; what stands before the first one is its own too."""
    groups: list[list[Page]] = [[]]
    for page in pages:
        spread = spreads.get(page.sheet)
        begins = is_cover(page, *([spread.head] if spread else []))
        if begins and any(is_cover(each) for each in groups[-1]):
            groups.append([])
        groups[-1].append(page)
    return groups


def _is_written(spread: Spread) -> bool:
    """Say whether something was filled in below the headings."""
    columns = [spread.columns[name] for name in FILLED if name in spread.columns]
    return any(
        column < len(cells) and cells[column] != ""
        for _, cells in spread.below
        for column in columns
    )


def _several(spreads: Mapping[str, Spread], file: str) -> Problem:
    return Problem(
        "several-sheets",
        say("the sheets {names} all hold answers, and it is not clear to which cover each belongs",
            names=[*spreads][:_MOST_NAMED]),
        Location(file=file),
        say("keep one of them, or put each behind a cover of its own"),
    )  # fmt: skip


def _nothing(book: Workbook, file: str) -> Problem:
    return Problem(
        NOTHING,
        say("the workbook holds no form, no sheet with a column of points, and no table with a "
            "row a subject; its sheets are {names}", names=[*book.sheets][:_MOST_NAMED]),
        Location(file=file),
        say("hpscore form RUBRIC -o form.xlsx makes a form; hpscore map {file} maps a table",
            file=file),
    )  # fmt: skip
