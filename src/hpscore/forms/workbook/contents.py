"""What stands in the cells of a form that is written with answers already in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hpscore.forms.options import option_texts, unlike, yes_no_texts
from hpscore.model.answer import Answer, Asked
from hpscore.model.asking import ways_to_write
from hpscore.model.number import Bound, Number, divide, spell
from hpscore.readers.filled.layout import BETWEEN, EXCUSED, UP_TO
from hpscore.reports.names import Names

if TYPE_CHECKING:
    from hpscore.model.assessment import FactValue
    from hpscore.model.register import Column
    from hpscore.model.rows import CellValue
    from hpscore.reports.book import Page, Style

__all__ = [
    "Content",
    "answer_content",
    "column_texts",
    "day_content",
    "fact_content",
    "fact_texts",
    "register_content",
    "write",
]

Content = Number | str | date | None
"""What a cell holds; nothing where it is blank."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, programs do not agree on what a day is as a number."""
_EXACT: Final = 1_000_000_000_000_000


def answer_content(asked: Asked, answer: Answer | None, names: Names) -> Content:
    """Return what stands in the cell of an answer; nothing for a share given by its parts."""
    if answer is None or answer.state == "derived" or answer.count is not None:
        return None
    if answer.state == "not_applicable":
        return EXCUSED[names.language]
    value = answer.value
    if value is None:
        return _interval(asked, answer.low, answer.high, names)
    if isinstance(value, bool):
        return yes_no_texts(names)[0 if value else 1]
    if isinstance(value, str):
        return option_texts(asked, names)[value]
    if asked.kind != "percent":
        return fitting(value)
    share = divide(value, 100)
    return share if _fits(share) else decimals(value)


def fact_texts(name: str, names: Names) -> dict[str, str]:
    """Return the options of a fact, each with the text that stands for it."""
    options = names.rubric.facts[name].options or {}
    titled = {option: names.case(name, option) for option in options}
    return unlike(titled, options, ways_to_write(options))


def fact_content(name: str, value: FactValue | None, names: Names) -> Content:
    """Return what stands in the cell of a fact."""
    fact = names.rubric.facts.get(name)
    if fact is None or value is None:
        return value if value is None or isinstance(value, str) else spell(value)
    if not isinstance(value, str):
        return fitting(value)
    if fact.options:
        return fact_texts(name, names).get(value, value)
    return day_content(value) if fact.ask == "date" else value


def day_content(text: str) -> Content:
    """Return a day that cells can hold as one; else its text."""
    day = date.fromisoformat(text)
    return day if day >= _FIRST_DAY else text


def column_texts(column: Column, names: Names) -> dict[str, str]:
    """Return the options of a register's column, each with the text that stands for it."""
    options = column.options or {}
    titled = {option: names.text(title) for option, title in options.items()}
    return unlike(titled, options, ways_to_write(options))


def register_content(column: Column, value: CellValue | None, names: Names) -> Content:
    """Return what stands in a cell of a register; nothing for what is open."""
    if isinstance(value, bool):
        return yes_no_texts(names)[0 if value else 1]
    if isinstance(value, str):
        return column_texts(column, names).get(value, value)
    if isinstance(value, date):
        return day_content(value.isoformat())
    if isinstance(value, int | Fraction):
        if column.ask == "percent" and 0 < value <= 1:
            return decimals(value)  # as a number it might be a share
        return fitting(value)
    return None


def fitting(value: Number) -> Content:
    """Return a number that cells can hold exactly; else its text."""
    return value if _fits(value) else decimals(value)


def decimals(value: Number) -> str:
    """Write a number out with all its decimals; `n/d` where there is no end to them."""
    fraction = Fraction(value)
    rest, places = fraction.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return spell(value)
    scaled = fraction * 10**places
    sign, digits = ("-" if scaled < 0 else ""), str(abs(scaled.numerator)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def write(page: Page, row: int, column: int, content: Content, style: Style) -> None:
    """Write what a cell holds."""
    if content is None:
        page.blank(row, column, style)
    elif isinstance(content, str):
        page.text(row, column, content, style)
    elif isinstance(content, date):
        page.day(row, column, content, {**style, "num_format": "yyyy-mm-dd"})
    else:
        page.number(row, column, content, style)


def _interval(asked: Asked, low: Bound, high: Bound, names: Names) -> str | None:
    # without a sign, 0.5 to 0.8 per cent might be shares of 1
    small = asked.kind == "percent" and any(0 < end <= 1 for end in (low, high))
    sign = "%" if small else ""
    if isinstance(low, float):
        return None if isinstance(high, float) else UP_TO["high"].format(high=decimals(high) + sign)
    if isinstance(high, float):
        return UP_TO["low"].format(low=decimals(low) + sign)
    return BETWEEN[names.language].format(low=decimals(low) + sign, high=decimals(high) + sign)


def _fits(value: Number) -> bool:
    """Say whether a cell, which keeps 15 digits, gives a number back as it was."""
    return -_EXACT < value < _EXACT and Fraction(Decimal(f"{float(value):.15g}")) == value
