"""Read the other sheets of a form: the papers handed in, and the registers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hpscore.readers.filled.binding import Binding
from hpscore.readers.filled.keys import Keys
from hpscore.readers.filled.pages import Page, Spread
from hpscore.readers.names import Names, unknown_name
from hpscore.readers.registers.headings import FIRST_ROWS
from hpscore.readers.workbooks.bad_cells import BadCell

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["read_papers", "read_registers"]


def read_papers(spread: Spread, rubric: Rubric, bound: Binding) -> None:
    """Read which files were handed in for each paper; they stand one a line."""
    page, columns = spread.page, spread.columns
    names: Names | None = None
    for number, cells in spread.below:

        def text(name: str, row: int = number, cells: object = cells) -> str:
            column = columns.get(name, -1)
            held = cells if isinstance(cells, list | tuple) else ()
            return page.text(row, column, held[column]) if 0 <= column < len(held) else ""

        files = [line.strip() for line in text("files").splitlines() if line.strip()]
        place = page.sheet, number, columns["files"]
        if isinstance(bad := text("files"), BadCell):
            bound.problem(bad.fault.code, bad.fault.message, place, bad.fault.help)
            continue
        key = text("number")
        if not files or (key and key == str(page.rows[spread.head][1][columns["number"]]).strip()):
            continue
        if key not in rubric.evidence:
            names = names or _names(rubric)
            found = names.find(text("title")) if not key else ()
            if len(found) != 1:
                if not key and not text("title"):
                    continue  # a remark below the table
                issue = unknown_name((), "evidence", key or text("title"), names, found)
                bound.problem(issue.code, issue.message, place, issue.help)
                continue
            key = found[0]
        bound.put("evidence", key, [*files], place)


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
    free = [name for name in keys.columns if name not in named.values()]
    for page in pages:
        register = named[page.sheet] or _renamed(page, free, keys)
        if register is None:
            continue
        columns = keys.columns[register]
        head = next((at for at, cells in _heads(page) if columns.are_headings(cells)), None)
        if head is None or len(page.rows) > head + 1:
            file = Path(bound.file).name
            first = page.rows[0 if head is None else head + 1][0] if page.rows else 1
            if page.rows:
                where = {"file": file, "sheet": page.sheet}
                bound.put("registers", register, {**where}, (page.sheet, first, 0))


def _renamed(page: Page, free: Sequence[str], keys: Keys) -> str | None:
    """Return the register whose columns a sheet has, all of them and no other.

    Of those that no sheet is called like: somebody gave it a name of their own.
    """
    found = {
        name
        for name in free
        for _, cells in _heads(page)
        if {*keys.columns[name].plan(cells)[0].values()} == {*keys.columns[name].register.columns}
        and sum(map(bool, cells)) == len(keys.columns[name].register.columns)
    }
    return found.pop() if len(found) == 1 else None


def _heads(page: Page) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that may be headings, with what is no text left out."""
    for at, (_, cells) in enumerate(page.rows[:FIRST_ROWS]):
        yield at, [cell if isinstance(cell, str) else "" for cell in cells]
