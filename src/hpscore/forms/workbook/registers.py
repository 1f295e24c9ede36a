"""The sheets of registers in a form: headings, and rows to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from hpscore.forms.blank_registers import headings_of
from hpscore.forms.workbook.contents import register_content, write
from hpscore.forms.workbook.looks import Looks, height_of
from hpscore.forms.workbook.validation import ListAt, column_takes
from hpscore.readers.filled.layout import PAGES
from hpscore.readers.registers.sheets import register_names
from hpscore.reports.book import LONGEST_TITLE, fit_title, width_of
from hpscore.reports.names import Names

if TYPE_CHECKING:
    from hpscore.forms.workbook.cover import Shown
    from hpscore.model.register import Register
    from hpscore.model.rows import Row
    from hpscore.reports.book import Page

__all__ = ["filled_range", "sheet_title", "write_register"]

_FIRST: Final = 2
"""The first row below whom it is about and the headings."""
_ROWS: Final = 200
"""So many rows are made ready."""
_COUNTED: Final = 2000
"""Within so many rows a register is looked for entries."""
_PRINTED: Final = 40
"""So many rows at least are printed."""
_SPARE: Final = 50
"""So many at least are left blank below those that are filled in."""


def sheet_title(name: str, names: Names) -> str:
    """Return how the sheet of a register is called: by its title, or what else leads to it."""
    register, known = names.rubric.registers[name], register_names(names.rubric)
    taken = {title for page in PAGES.values() for title in page.values()}
    for title in (names.text(register.title), *register.title.both(), *register.aliases):
        fits = len(title) <= LONGEST_TITLE and fit_title(title) == title
        if fits and title not in taken and known.find(title) == (name,):
            return title
    return name


def filled_range(page: Page, register: Register) -> str:
    """Return the cells of a register that people write into, as formulas name them."""
    last = page.ref(_FIRST + _COUNTED - 1, len(register.columns) - 1)
    return f"{page.ref(_FIRST, 0)}:{last.rpartition('!')[2]}"


def write_register(
    page: Page,
    register: Register,
    rows: Sequence[Row],
    names: Names,
    looks: Looks,
    list_at: ListAt,
    running: Shown,
) -> None:
    """Write whom a register is about, its headings, the rows that there are, and blank ones."""
    headings = headings_of(register, names)
    ready = max(_ROWS, len(rows) + _SPARE)
    widths = []
    for place, (name, column) in enumerate(register.columns.items()):
        takes = column_takes(column, names)
        style = looks.input(takes.num_format, left=takes.left)
        contents = [register_content(column, row.cells.get(name), names) for row in rows]
        shown = [str(content) for content in contents if content is not None]
        options = takes.options if takes.kind == "list" else ()
        width = width_of((headings[place], *shown, *options), least=11, most=32, bold=1)
        widths.append(width)
        page.sheet.set_column(place, place, width)
        page.text(1, place, headings[place], looks.heading)
        for number in range(ready):
            content = contents[number] if number < len(rows) else None
            write(page, _FIRST + number, place, content, style)
        takes.validate(page, (_FIRST, _FIRST + ready - 1), place, list_at)
    title = f"{page.title}　" if names.language == "zh" else f"{page.title}   "
    formula = '="' + title.replace('"', '""') + '"&' + running.formula[1:]
    page.merge(0, 0, len(headings) - 1, "", looks.running)
    page.formula(0, 0, formula, looks.running, f"{title}{running.value}")
    page.sheet.set_row(0, height_of([(f"{title}{running.value}", sum(widths) - 4)], least=24))
    page.sheet.set_row(1, max(24, height_of(zip(headings, widths, strict=True))))
    page.sheet.freeze_panes(_FIRST, 0)
    page.sheet.print_area(0, 0, _FIRST - 1 + max(_PRINTED, len(rows)), len(headings) - 1)
