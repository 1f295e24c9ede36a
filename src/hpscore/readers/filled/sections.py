"""Read the other sheets of a form: the papers handed in, and the registers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hpscore.message import Message, say
from hpscore.model.sheet import Issue
from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.keys import Keys
from hpscore.readers.filled.layout import PAPERS, Words
from hpscore.readers.filled.pages import Page, Spread, plain
from hpscore.readers.names import Names, unknown_name
from hpscore.readers.registers.headings import FIRST_ROWS, Columns
from hpscore.readers.workbooks.bad_cells import BadCell

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.readers.workbooks.opening import SheetCell

__all__ = ["read_papers", "read_registers"]

_FILE: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\s*$", re.MULTILINE)
"""The end of the name of a file."""
_EXACT: Final = 1_000
"""What a sheet that has all headings and no other is ahead of one that has them all."""


def read_papers(spreads: Sequence[Spread], rubric: Rubric, bound: Binding) -> None:
    """Read which files were handed in for each paper; they stand one a line."""
    names: Names | None = None
    for spread in spreads:
        _check_papers(spread, bound)
        if "files" not in spread.columns:
            continue
        heading = spread.page.rows[spread.head][1][spread.columns["files"]]
        for number, cells in spread.below:
            place = spread.page.sheet, number, spread.columns["files"]
            told = _told(spread, number, cells, "files")
            if isinstance(told, BadCell):
                bound.problem(told.fault.code, told.fault.message, place, told.fault.help)
                continue
            files = [line.strip() for line in told.splitlines() if line.strip()]
            if not files or plain(told) == plain(str(heading)):
                continue
            key, title = (_told(spread, number, cells, name) for name in ("number", "title"))
            if key not in rubric.evidence:
                names = names or _names(rubric)
                found = names.find(title) if not key else ()
                if len(found) != 1:
                    issue = unknown_name((), "evidence", key or title, names, found)
                    bound.problem(*_nameless(issue, key or title), place, issue.help)
                    continue
                key = found[0]
            bound.put("evidence", key, [*files], place)


def _told(spread: Spread, number: int, cells: Sequence[SheetCell], name: str) -> str:
    column = spread.columns.get(name, -1)
    return spread.page.text(number, column, cells[column]) if 0 <= column < len(cells) else ""


def _nameless(issue: Issue, key: str) -> tuple[str, Message]:
    if key:
        return issue.code, issue.message
    return "row-without-key", say("the row has files, and neither a number nor a title")


def _check_papers(spread: Spread, bound: Binding) -> None:
    """Tell of what stands beside papers and is not read: files below a heading that was changed.

    Columns with headings of their own are welcome while that of the files is not missing.
    """
    columns, (head_number, head) = spread.columns, spread.page.rows[spread.head]
    heads = {column: str(cell).strip() for column, cell in enumerate(head) if str(cell).strip()}
    told: set[int] = set()
    for number, cells in spread.below:
        for column in range(len(cells)):
            cell = cells[column]
            known = column == columns.get("files") or column in told
            if known or not isinstance(cell, str) or not cell.strip():
                continue
            if column in columns.values():
                stray = column != columns.get("title") and _FILE.search(cell) is not None
            else:
                stray = column not in heads or "files" not in columns
            if stray:
                named = column in heads and column not in columns.values()
                told |= {column} if named else set()
                bound.problem(
                    "unknown-column",
                    say("the column '{key}' is none of the form's", key=heads[column])
                    if named
                    else say("files stand in the column '{name}', here something else",
                             name=Words(PAPERS["files"])),
                    (spread.page.sheet, head_number if named else number, column),
                    say("give it back its heading, one of {names}; or clear it",
                        names=[Words(PAPERS["files"])]),
                )  # fmt: skip


def _names(rubric: Rubric) -> Names:
    entries = (
        (text, number)
        for number, paper in rubric.evidence.items()
        for text in (*paper.title.both(), *paper.aliases)
    )
    return Names(entries, rubric.evidence, {n: p.title for n, p in rubric.evidence.items()})


def read_registers(pages: Sequence[Page], keys: Keys, bound: Binding) -> None:
    """Say which sheets are registers in which something was written."""
    named = {page.sheet: keys.register(page.sheet) for page in pages}
    first = {
        page.sheet: number
        for page in pages
        if (register := named[page.sheet]) is not None
        and (number := _first_row(page, keys.columns[register])) is not None
    }
    written = {named[sheet] for sheet in first}
    for page in pages:
        register = named[page.sheet]
        if register is None:
            register = _renamed(page, written, keys, bound)
            number = None if register is None else _first_row(page, keys.columns[register])
        else:
            number = first.get(page.sheet)
        if register is not None and number is not None:
            where = {"file": Path(bound.file).name, "sheet": page.sheet}
            bound.put("registers", register, {**where}, (page.sheet, number, 0))


def _first_row(page: Page, columns: Columns) -> int | None:
    """Return the first row below the headings, or of all where there are none."""
    head = next((at for at, cells in _heads(page) if columns.are_headings(cells)), -1)
    below = page.rows[head + 1 :]
    return below[0][0] if below else None


def _renamed(page: Page, written: Collection[str | None], keys: Keys, bound: Binding) -> str | None:
    """Return the register whose headings a sheet has that is called like none.

    A problem where several have them, or another sheet is that register already.
    """
    fits = {name: _fit(page, columns) for name, columns in keys.columns.items()}
    best = max(fits.values(), default=0)
    found = [name for name, fit in fits.items() if fit == best > 0]
    if not found or _first_row(page, keys.columns[found[0]]) is None:
        return None
    if len(found) == 1 and found[0] not in written:
        return found[0]
    titles = [keys.columns[name].register.title for name in found]
    bound.problem(
        "which-register",
        say("the sheet '{sheet}' has the headings of {registers}, and is not called like it",
            sheet=page.sheet, registers=titles),
        (page.sheet, page.rows[0][0], 0),
        say("name the sheet like its register, or take it out of the workbook"),
    )  # fmt: skip
    return None


def _fit(page: Page, columns: Columns) -> int:
    """Return how many headings of a register a sheet has; 0 for fewer than half of them.

    There have to be two; without the column of days it takes three quarters. One that has them
    all and no other fits best.
    """
    register, best = columns.register, 0
    for _, cells in _heads(page):
        if not columns.are_headings(cells):
            continue
        known = {*columns.plan(cells)[0].values()}
        dated = register.dated is None or register.dated in known
        share = Fraction(1, 2) if dated else Fraction(3, 4)
        if len(known) > 1 and len(known) >= share * len(register.columns):
            exact = len(known) == len(register.columns) == sum(map(bool, cells))
            best = max(best, len(known) + (_EXACT if exact else 0))
    return best


def _heads(page: Page) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that may be headings, with what is no text left out."""
    for at, (_, cells) in enumerate(page.rows[:FIRST_ROWS]):
        yield at, [cell if isinstance(cell, str) else "" for cell in cells]
