"""What is still missing in a form: by formulas that no program is too old for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.forms.workbook.looks import Looks, height_of, titled
from hpscore.message import say
from hpscore.reports.names import Names

if TYPE_CHECKING:
    from hpscore.forms.workbook.entries import Entry
    from hpscore.reports.book import Page

__all__ = ["Flag", "Missing"]

_HELPERS: Final = 3
"""The first column of the helpers on the hidden page; those before it have the sums."""
_FLAG, _COUNT, _TITLE, _POINTS, _SECTION = range(_HELPERS, _HELPERS + 5)
_FIRST: Final = 2
_WIDTHS: Final = (5.0, 30.0, 7.0, 18.0)


@dataclass(frozen=True, slots=True)
class Flag:
    """What is 1 while a question is missing, or a cell is not counted, else 0."""

    ref: str
    """A cell, or what a formula says after its equals sign."""
    on: bool
    """Whether it is missing now."""


class Missing:
    """The list of what is missing, and the helpers on the hidden page that it is read from."""

    def __init__(
        self,
        page: Page,
        sums: Page,
        entries: Sequence[Entry],
        flags: Mapping[int, Flag],
        names: Names,
    ) -> None:
        self.page = page
        self._names = names
        self._sums = sums
        self._rows = [(entries[place], flag) for place, flag in sorted(flags.items())]

    @property
    def total(self) -> str:
        """The cell that counts what is missing."""
        return self._sums.ref(0, _COUNT)

    @property
    def now(self) -> int:
        """How many are missing now."""
        return sum(flag.on for _, flag in self._rows)

    def write(self, looks: Looks) -> None:
        """Write the helpers and the list."""
        self._write_helpers()
        names, page, now, total = self._names, self.page, self.now, self.total
        for column, width in enumerate(_WIDTHS):
            page.sheet.set_column(column, column, width)
        said = names.word(say("still to answer, as far as it can change the result"))
        page.merge(0, 0, 3, titled(said), looks.standing)
        page.sheet.set_row(0, 26)
        headings = (say("no."), say("question"), say("points"), say("dimension"))
        for column, heading in enumerate(headings):
            page.text(1, column, titled(names.word(heading)), looks.heading)
        page.sheet.set_row(1, 22)
        titles = [(self._title(entry), _WIDTHS[1]) for entry, _ in self._rows]
        height = min(height_of(titles), 52)
        missing = [entry for entry, flag in self._rows if flag.on]
        for place in range(len(self._rows)):
            row, entry = _FIRST + place, missing[place] if place < now else None
            number = f'IF({place + 1}<={total},{place + 1},"")'
            page.formula(row, 0, f"={number}", looks.list(), place + 1 if entry else "")
            for column, helper in ((1, _TITLE), (2, _POINTS), (3, _SECTION)):
                value = self._shown(entry, helper)
                style = looks.list(center=column == 2)
                page.formula(row, column, self._found(row, helper), style, value)
            page.sheet.set_row(row, height)
        if self._rows:
            last = _FIRST + len(self._rows) - 1
            rule = {"type": "formula", "criteria": f'=$A{_FIRST + 1}<>""',
                    "format": page.book.format(looks.listed)}  # fmt: skip
            page.sheet.conditional_format(_FIRST, 0, last, 3, rule)
        page.sheet.freeze_panes(_FIRST, 0)

    def _found(self, row: int, helper: int) -> str:
        """Return the formula of a cell: of the first row whose count reaches its number."""
        cell = f"$A{row + 1}"
        wanted, counts = self._range(helper), self._range(_COUNT)
        return f'=IF({cell}="","",INDEX({wanted},MATCH({cell},{counts},0)))'

    def _range(self, column: int) -> str:
        first, last = self._sums.ref(1, column), self._sums.ref(len(self._rows), column)
        return f"{first}:{last.rpartition('!')[2]}"

    def _shown(self, entry: Entry | None, helper: int) -> str | float:
        if entry is None:
            return ""
        if helper == _POINTS:
            return "" if entry.points is None else float(entry.points)
        return self._title(entry) if helper == _TITLE else entry.section

    def _title(self, entry: Entry) -> str:
        """Return the title of a question, with that of its line before that of a part."""
        return self._names.labelled(entry.within, entry.title) if entry.within else entry.title

    def _write_helpers(self) -> None:
        sums, count = self._sums, 0
        for place, (entry, flag) in enumerate(self._rows):
            row = 1 + place
            count += flag.on
            sums.formula(row, _FLAG, f"={flag.ref}", value=int(flag.on))
            before = sums.ref(row - 1, _COUNT) if place else "0"
            sums.formula(row, _COUNT, f"={before}+{sums.ref(row, _FLAG)}", value=count)
            sums.text(row, _TITLE, self._title(entry))
            # a blank cell would be found as 0
            if entry.points is None:
                sums.formula(row, _POINTS, '=""', value="")
            else:
                sums.number(row, _POINTS, entry.points)
            sums.text(row, _SECTION, entry.section or " ")
        last = sums.ref(len(self._rows), _COUNT) if self._rows else "0"
        sums.formula(0, _COUNT, f"={last}", value=count)
