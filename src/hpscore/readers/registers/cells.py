"""Read the cells of registers: what a column holds, or why a cell holds no such thing."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from hpscore.message import Message, say
from hpscore.model.answer import Answer, Asked, Fault
from hpscore.model.asking import domain, ways_to_write
from hpscore.model.faults import kind_in_words, quoted
from hpscore.model.number import Number
from hpscore.model.reading import read_answer
from hpscore.model.rows import CellValue
from hpscore.model.scalars import read_day, read_text
from hpscore.readers.tables.mangled import unfit
from hpscore.readers.workbooks.bad_cells import BadCell

if TYPE_CHECKING:
    from hpscore.model.register import Column

__all__ = ["ColumnReader", "column_reader"]

_TIME: Final = re.compile(
    r"[ T]\s*(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9](?:\.[0-9]+)?)?Z?\s*$"
)
"""What programs write behind a day."""
_EXACT: Final = 10**15
"""From here on a spreadsheet has lost the last digits of a number."""
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Reads the cells of one column, as it is headed in one table."""

    heading: str
    kind: str
    personal: bool
    asked: Asked | None
    """Its values as answers; none for texts and days."""

    def read(self, raw: object, *, sheet: bool = False) -> CellValue | Fault | None:
        """Return the value of a cell, None for a blank one, or why it holds none.

        `sheet`: it comes from a workbook, where 0.85 may be meant as 85 %.
        """
        if isinstance(raw, BadCell):
            return self._masked(raw.fault)
        value = _plain(raw)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, dict | list):
            return self._fault("not-a-cell", say("one value"), value)
        if self.kind == "date":
            return self._day(value)
        if self.asked is None:
            return self._text(value, raw)
        if sheet and self.kind == "percent" and isinstance(raw, float) and 0 < raw <= 1:
            return Fault(
                "share-or-percent",
                say("'{question}' may be a share or per cent, got {got}",
                    question=self.heading, got=self._got(raw)),
                say("write it as 85, or as 85 % in a cell with the percentage format"),
            )  # fmt: skip
        found = read_answer(self.asked, value.isoformat() if isinstance(value, date) else value)
        if isinstance(found, Answer):
            return cast("bool | Number | str", found.value)
        if not found:
            return None
        (fault,) = found
        return self._masked(fault)

    def _day(self, value: object) -> date | Fault:
        text = _TIME.sub("", value) if isinstance(value, str) else value
        day = read_day(text)
        if day is not None:
            return day
        return self._fault("not-a-date", say("a date"), value, say("write it as 2022-12-31"))

    def _text(self, value: object, raw: object) -> str | Fault | None:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, bool):
            return "yes" if value else "no"
        text = read_text(value)
        lost = isinstance(raw, float) and abs(raw) >= _EXACT
        for issue in unfit((self.heading,), f"{raw:E}" if lost else text or ""):
            return self._masked(Fault(issue.code, issue.message, issue.help))
        return text

    def _masked(self, fault: Fault) -> Fault:
        if not self.personal:
            return fault
        kind = say("a text") if self.asked is None else kind_in_words(self.asked)
        return Fault(fault.code, self._takes(kind), fault.help if self.asked is None else None)

    def _fault(
        self, code: str, kind: Message, value: object, help_: Message | None = None
    ) -> Fault:
        return Fault(code, self._takes(kind, self._got(value)), help_)

    def _takes(self, kind: Message, got: Message | str | None = None) -> Message:
        if got is None or self.personal:
            return say("'{question}' takes {kind}", question=self.heading, kind=kind)
        return say("'{question}' takes {kind}, got {got}",
                   question=self.heading, kind=kind, got=got)  # fmt: skip

    def _got(self, value: object) -> Message | str:
        if self.personal:
            return "…"
        if isinstance(value, dict | list):
            return say("a list") if isinstance(value, list) else say("a mapping")
        text = str(value)
        short = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "…"
        return quoted(short) if isinstance(value, str) else short


def column_reader(column: Column, heading: str) -> ColumnReader:
    """Return what reads a column below a heading."""
    heading = " ".join(heading.split())
    asked: Asked | None = None
    if column.ask not in ("text", "date"):
        options: Mapping[str, object] = column.options or {}
        low, high = domain(column.ask, column, None)
        asked = Asked(
            heading,
            column.ask,
            low,
            high,
            tuple(options),
            ways_to_write(column.options) if column.options else None,
            titles=column.options,
        )
    return ColumnReader(heading, column.ask, column.personal, asked)


def _plain(raw: object) -> object:
    """Return a value of a workbook as a document has it: exact, and without the time of day."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, float):
        if not math.isfinite(raw):
            return str(raw)
        return int(raw) if raw.is_integer() else Decimal(f"{raw:.15g}")
    if raw is None or isinstance(raw, str | int | Decimal | date | dict | list):
        return raw
    return str(raw)  # a time of day, or a span of time
