"""Which sheet of a workbook is which register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hpscore.message import Sayable, say
from hpscore.model.sheet import Issue
from hpscore.readers.names import Names
from hpscore.readers.workbooks.opening import Workbook
from hpscore.source import DataPath

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["register_names", "sheet_for", "sheet_named"]


def register_names(rubric: Rubric) -> Names:
    """Collect the names of a rubric's registers, which may also name sheets."""
    registers = rubric.registers
    entries = (
        (text, name)
        for name, register in registers.items()
        for text in (*register.title.both(), *register.aliases)
    )
    return Names(entries, registers, {name: r.title for name, r in registers.items()})


def sheet_named(book: Workbook, sheet: str, path: DataPath) -> str | Issue:
    """Return the sheet that goes by this name, width, case and spaces apart; or an issue."""
    known = Names((), book.sheets)
    found = known.find(sheet)
    if len(found) == 1:
        return found[0]
    return Issue(
        path,
        "no-sheet",
        say("the workbook has no sheet '{sheet}'", sheet=sheet),
        known.meant(sheet) or say("its sheets are {names}", names=list(book.sheets)),
    )


def sheet_for(
    book: Workbook, register: str, title: Sayable, names: Names, path: DataPath
) -> str | Issue:
    """Return the sheet that is named like a register, or the only one shown; or an issue."""
    found = [sheet for sheet in book.sheets if names.find(sheet) == (register,)]
    if len(found) == 1:
        return found[0]
    if not found and len(book.shown) == 1:
        return book.shown[0]
    return Issue(
        path,
        "no-sheet",
        say("which sheet is '{register}'? the workbook has {names}",
            register=title, names=list(book.sheets)),
        say("write {{file: FILE, sheet: SHEET}}, or name the sheet like the register"),
    )  # fmt: skip
