"""Workbooks as they are written (.xlsx): texts stay texts, and Chinese fits its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, BinaryIO, Final, Literal

from rich.cells import cell_len

from hpscore.model.number import Number
from hpscore.reports.plain import may_run, plain

__all__ = [
    "LONGEST",
    "LONGEST_TITLE",
    "Book",
    "Page",
    "Style",
    "fit_title",
    "in_footer",
    "width_of",
]

Style = Mapping[str, object]
"""How cells look: properties of a format by name, such as bold, bg_color, num_format."""

LONGEST: Final = 32_767
"""How many characters fit into a cell."""
_CREATED: Final = datetime(2000, 1, 1)
"""When every workbook says it was made, so that the same contents are the same bytes."""
LONGEST_TITLE: Final = 31
"""How long the title of a sheet may be."""
_UNFIT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_ESCAPE: Final = re.compile(r"(_x[0-9a-fA-F]{4}_)")
"""What programs take for the code of a character in the value of a formula."""
_NO_TEXT: Final[Style] = {}


class Book:
    """A workbook that is written to a stream; `close` finishes it.

    `in_order`: rows come from the top of each page down, one page after the other, and only the
    current row is kept in memory; the others wait in files, in `folder` if one is given.
    """

    def __init__(
        self, stream: BinaryIO, *, in_order: bool = False, folder: str | None = None
    ) -> None:
        from xlsxwriter import Workbook  # loaded only where a workbook is written

        options: dict[str, object] = {
            "constant_memory": in_order,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": False,
        }
        if not in_order:
            options["in_memory"] = True
        if folder is not None:
            options["tmpdir"] = folder
        self._book: Any = Workbook(stream, options)
        self.describe()
        self._formats: dict[frozenset[tuple[str, object]], Any] = {}
        self._titles: set[str] = set()

    def page(self, title: str, *, hidden: bool = False) -> Page:
        """Add a sheet; its title is cut and made unique as spreadsheets ask for."""
        fit = fit_title(title)
        name, number = fit, 1
        while name.casefold() in self._titles or name.casefold() == "history":
            number += 1
            tail = f" {number}"
            name = fit[: LONGEST_TITLE - len(tail)] + tail
        self._titles.add(name.casefold())
        sheet = self._book.add_worksheet(name, _sheet_class())
        if hidden:
            sheet.hide()
        return Page(self, sheet, name)

    def chart(self, kind: str, **options: object) -> Any:
        """Return a native chart of a kind (`bar`, `column` …), to put on a page."""
        return self._book.add_chart({"type": kind, **options})

    def define(self, name: str, refers: str) -> None:
        """Give cells a name that formulas and lists on every page can use."""
        self._book.define_name(name, f"={refers}")

    def describe(self, **properties: str) -> None:
        """Set what the file says of itself: title, subject, comments."""
        said = {name: plain(text) for name, text in properties.items()}
        self._book.set_properties({"created": _CREATED, **said})

    def format(self, style: Style) -> Any:
        """Return the format of a style, made once."""
        key = frozenset(style.items())
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(style))
        return self._formats[key]

    def close(self) -> None:
        """Finish the workbook; nothing can be written to it any more."""
        self._book.close()


class Page:
    """One sheet of a workbook; rows and columns count from 0."""

    def __init__(self, book: Book, sheet: Any, title: str) -> None:
        self.book = book
        self.sheet = sheet
        """The sheet itself, for what has no method here."""
        self.title = title
        self.growing: set[int] = sheet.growing
        """The rows whose height follows what is in them."""

    def text(self, row: int, column: int, text: str, style: Style = _NO_TEXT) -> None:
        """Write a text; it is never a formula, and is cut where no cell could hold it."""
        if not text:
            self.blank(row, column, style)
            return
        if may_run(text):
            style = {**style, "quote_prefix": True}
        fit = "\n".join(map(plain, text.split("\n")))[:LONGEST]
        self.sheet.write_string(row, column, fit, self.book.format(style))

    def number(self, row: int, column: int, number: Number, style: Style = _NO_TEXT) -> None:
        """Write a number with the 15 digits that cells have; it is shown, never computed with."""
        self.sheet.write_number(row, column, float(number), self.book.format(style))

    def day(self, row: int, column: int, day: date, style: Style = _NO_TEXT) -> None:
        """Write a day."""
        shown = {"num_format": "yyyy-mm-dd", **style}
        self.sheet.write_datetime(row, column, day, self.book.format(shown))

    def formula(
        self, row: int, column: int, formula: str, style: Style = _NO_TEXT, value: object = ""
    ) -> None:
        """Write a formula of ours, with the value that it has by now."""
        if isinstance(value, str):
            value = _ESCAPE.sub(r"_x005F\1", "\n".join(map(plain, value.split("\n"))))
        self.sheet.write_formula(row, column, formula, self.book.format(style), value)

    def blank(self, row: int, column: int, style: Style = _NO_TEXT) -> None:
        """Write a blank cell, for its looks."""
        self.sheet.write_blank(row, column, None, self.book.format(style))

    def row(self, row: int, cells: Iterable[str | Number | None], style: Style = _NO_TEXT) -> None:
        """Write a row of texts and numbers from the first column on; None is a blank cell."""
        for column, cell in enumerate(cells):
            if cell is None:
                self.blank(row, column, style)
            elif isinstance(cell, str):
                self.text(row, column, cell, style)
            else:
                self.number(row, column, cell, style)

    def merge(self, row: int, first: int, last: int, text: str, style: Style = _NO_TEXT) -> None:
        """Write a text over several columns of a row."""
        if first == last:
            self.text(row, first, text, style)
            return
        self.sheet.merge_range(row, first, row, last, "", self.book.format(style))
        self.text(row, first, text, style)

    def widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the first columns, in characters of the plain font."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def high(self, row: int, height: float) -> None:
        """Set how high a row is until something is written into it; then it grows by itself."""
        self.growing.add(row)
        self.sheet.set_row(row, height)

    def ref(self, row: int, column: int) -> str:
        """Return how a formula on any page names a cell."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        title = self.title.replace("'", "''")
        cell: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return f"'{title}'!{cell}"

    def near(self, row: int, column: int) -> str:
        """Return how a rule over cells of this page names one that moves along with them."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell: str = xl_rowcol_to_cell(row, column)
        return cell

    def printed(
        self,
        *,
        wide: bool = False,
        repeated: int | tuple[int, int] | None = None,
        footer: str = "&C&P / &N",
    ) -> None:
        """Lay the page out for A4, as wide as the paper.

        `repeated` is the row of the headings, or the first and the last row of what begins pages.
        """
        self.sheet.set_paper(9)
        if wide:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.set_footer(footer)
        if repeated is not None:
            rows = (repeated, repeated) if isinstance(repeated, int) else repeated
            self.sheet.repeat_rows(*rows)


@cache
def _sheet_class() -> Any:
    """Return sheets that can have rows that are not of a fixed height; made where one is."""
    from xlsxwriter.worksheet import Worksheet

    class Sheet(Worksheet):
        """A sheet; what is not fixed is fitted anew by the program that changes it."""

        def __init__(self) -> None:
            super().__init__()
            self.growing: set[int] = set()

        def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
            if self.growing and tag == "row" and attributes[0][1] - 1 in self.growing:
                attributes = [each for each in attributes if each[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return Sheet


def in_footer(text: str) -> str:
    """Return a text for a footer, where `&C` would be an order, and digits might end one."""
    return " " + plain(text).replace("&", "&&")


def fit_title(title: str) -> str:
    """Return the title of a sheet, without what no sheet may be called, and not too long."""
    return _UNFIT_IN_TITLES.sub(" ", plain(title)).strip(" '")[:LONGEST_TITLE].rstrip(" '") or "-"


def width_of(
    texts: Iterable[str], *, least: float = 6, most: float = 40, bold: Literal[0, 1] = 0
) -> float:
    """Return the width that a column wants for these texts; a Chinese character takes two."""
    longest = max((cell_len(line) for text in texts for line in text.split("\n")), default=0)
    return min(most, max(least, longest * (1.05 + 0.05 * bold) + 2))
