"""`hpscore map`: a map for a foreign table, drafted."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpscore.cli.completing import complete_file
from hpscore.cli.guard import UsageError, guarded, with_help
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Lang, RubricOption, file_path
from hpscore.cli.output import console_for, results_to, standard_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hpscore.readers.assessments import Reader
    from hpscore.readers.catalogue import Catalogue
    from hpscore.readers.tables.drafting import Draft
    from hpscore.readers.tables.table import Table
    from hpscore.readers.workbooks.opening import Workbook

__all__ = ["map_table"]

_SURE = 3
"""So many headings that are names of a rubric show that the table is meant for it."""

TableFile = Annotated[
    Path,
    typer.Argument(
        metavar="TABLE",
        parser=file_path,
        help=tell("A table with a row a subject: CSV, or a workbook."),
        show_default=False,
    ),
]
SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help=tell("The sheet of the workbook.")),
]
MapFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=file_path,
        autocompletion=complete_file,
        help=tell("Write the map to this file."),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=tell("Overwrite a file that is there."))]


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A draft, of which table it is, and by which rubric."""

    draft: Draft
    reader: Reader
    table: Table
    sheet: str | None


@guarded
def map_table(
    table: TableFile,
    rubric: RubricOption = None,
    sheet: SheetName = None,
    output: MapFile = None,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """Draft a map."""
    del lang
    from hpscore.forms.map_yaml import map_yaml
    from hpscore.readers.catalogue import Catalogue

    if output is not None and output.exists() and not force:
        raise UsageError(
            tell("'{path}' exists: name another file, or overwrite it with --force", path=output)
        )
    tables = _tables(table, sheet)
    found = _best(tables, rubric, Catalogue())
    named = found.sheet if len(tables) > 1 or sheet is not None else None
    with results_to(output) as stream:
        stream.write(map_yaml(found.draft, found.reader, language(), table.name, named))
    _tell(found, rubric is None, [name for _, name in tables if name != found.sheet])


map_table.__doc__ = described(
    tell("Draft a map: which column of a foreign table is which question, what codes mean."),
    "hpscore map 外来表/社区核查表.xlsx -o map.yaml",
    "hpscore map 外来表/社区核查表.csv --rubric community",
    "hpscore score 外来表/社区核查表.csv --map 外来表/对照.yaml",
)


def _tables(path: Path, sheet: str | None) -> Sequence[tuple[Table, str | None]]:
    """Return the tables of a file, each with its sheet, if any."""
    from hpscore.problem import ProblemError
    from hpscore.readers.filled.contents import ENDINGS
    from hpscore.readers.tables.reading import parse_table
    from hpscore.readers.workbooks.opening import is_workbook, open_workbook
    from hpscore.readers.workbooks.refusals import no_workbook
    from hpscore.source import Limits
    from hpscore.source.file import read_bytes
    from hpscore.source.finding import RefusedError, problems_of

    try:
        data = read_bytes(path, Limits(bytes=20 * 1024 * 1024))
        if is_workbook(data):
            if sheet is None:
                _check_needed(data, path)
            return _of_book(open_workbook(data), path, sheet)
        if path.suffix.lower() in ENDINGS:
            no_workbook(data)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", str(path))) from None
    if sheet is not None:
        raise UsageError(tell("--sheet is for workbooks: '{path}' is none", path=path))
    return [(parse_table(data, file=str(path)), None)]


def _check_needed(data: bytes, path: Path) -> None:
    """Refuse a workbook that is read without a map: a form, or a sheet as published."""
    from hpscore.problem import ProblemError
    from hpscore.readers.filled.contents import contents_of
    from hpscore.readers.filled.form import Form
    from hpscore.readers.tables.table import Table

    try:
        found = contents_of(data, str(path))
    except ProblemError:
        return  # what is wrong is told when its tables are looked for
    filled = next((each for each in found if not isinstance(each, Table)), None)
    if filled is None:
        return
    filled.naming()  # a sheet whose points are not found says so
    raise UsageError(
        tell("'{path}' is a form, and needs no map: hpscore score {path}", path=path)
        if isinstance(filled, Form)
        else tell("'{path}' has a row an indicator, as published, and needs no map: "
                  "hpscore score {path}", path=path)
    )  # fmt: skip


def _of_book(book: Workbook, path: Path, sheet: str | None) -> Sequence[tuple[Table, str | None]]:
    from hpscore.message import say
    from hpscore.problem import Location, Problem, ProblemError
    from hpscore.readers.names import Names
    from hpscore.readers.tables.sheets import rows_of_sheet, table_of_rows

    names = Names((), book.sheets)
    wanted = book.shown if sheet is None else names.find(sheet)
    if not wanted:
        near = names.meant(sheet or "") or say("its sheets are {names}", names=[*book.sheets])
        said = tell("the workbook has no sheet '{sheet}'", sheet=sheet)
        raise UsageError(with_help(said, near))
    found = ((table_of_rows(rows_of_sheet(book, n, str(path)), str(path), n), n) for n in wanted)
    tables = [(table, name) for table, name in found if table is not None]
    if not tables:
        problem = Problem(
            "no-table",
            say("no sheet has headings with rows below them; the sheets are {names}",
                names=[*book.sheets]),
            Location(file=str(path)),
            say("write a row of headings, and below it a row a subject"),
        )  # fmt: skip
        raise ProblemError([problem])
    return tables


def _best(
    tables: Sequence[tuple[Table, str | None]], rubric: str | None, catalogue: Catalogue
) -> _Drafted:
    """Return the draft with the most columns placed, of all sheets by all rubrics in question."""
    from hpscore.readers.assessments import Reader
    from hpscore.readers.tables.drafting import draft
    from hpscore.readers.tables.headings import Headings

    best: tuple[float, _Drafted] | None = None
    for table, sheet in tables:
        given = None if rubric is None else Reader(catalogue.given(rubric))
        readers = _likely(table, catalogue) if given is None else [given]
        for reader in readers:
            made = draft(table, Headings(reader))
            exact, near = made.fit
            if best is None or exact + near / 2 > best[0]:
                best = exact + near / 2, _Drafted(made, reader, table, sheet)
    assert best is not None  # there is a table, and a rubric
    if rubric is None and not best[0]:
        raise UsageError(tell("the headings fit no rubric by their names: add --rubric"))
    return best[1]


def _likely(table: Table, catalogue: Catalogue) -> Sequence[Reader]:
    """Return the rubrics that a table may answer: by its headings, if they say so by themselves."""
    from hpscore.model.sheet import Issue
    from hpscore.readers.assessments import Reader
    from hpscore.readers.tables.headings import Headings

    readers = [Reader(catalogue.get(name)) for name in catalogue.ids()]
    counts = []
    for reader in readers:
        paths = map(Headings(reader).find, filter(None, table.headings))
        counts.append(sum(not isinstance(p, Issue) and p[0] == "answers" for p in paths))
    most = max(counts)
    if most < _SURE:
        return readers
    return [reader for reader, count in zip(readers, counts, strict=True) if 2 * count >= most]


def _tell(found: _Drafted, chosen: bool, others: Sequence[str | None]) -> None:
    """Say on standard error what was placed, and what was not."""
    from hpscore.forms.map_yaml import called
    from hpscore.reports.layout import cell, lines, table
    from hpscore.source.finding import brief

    draft, rubric = found.draft, found.reader.rubric
    if chosen:
        standard_error(
            tell("the names of '{rubric}' ({id}) fit the headings best; another: --rubric",
                 rubric=rubric.title, id=rubric.rubric)
        )  # fmt: skip
    if others:
        standard_error(
            tell("it is for the sheet '{sheet}'; for {others}: --sheet",
                 sheet=found.sheet, others=[*others])
        )  # fmt: skip
    near = sum(column.near for column in draft.placed)
    standard_error(
        tell("{placed} columns have their place, {near} of them by near names, please check; "
             "{open} have none",
             placed=len(draft.placed), near=near, open=len(draft.unplaced))
    )  # fmt: skip
    if not draft.unplaced:
        return
    view = table([(tell("without a place"), "left"), (tell("near"), "left")])
    for column in draft.unplaced:
        names = [called(to, found.reader, language()) for to in column.candidates]
        view.add_row(cell(brief(column.heading)), lines(names or ["–"]))
    console_for(sys.stderr).print(view)
    standard_error(tell("place them below columns, or take away the sign # below ignore"))
