"""What cells take: lists to choose from, bounds, and what people are told about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from hpscore.forms.options import option_texts, yes_no_texts
from hpscore.forms.workbook.contents import column_texts, fact_texts
from hpscore.message import Message, say
from hpscore.model.answer import Asked
from hpscore.model.asking import domain
from hpscore.model.faults import kind_in_words
from hpscore.model.number import INFINITY, Bound, divide, spell_bound
from hpscore.readers.filled.layout import EXCUSED
from hpscore.reports.names import Names

if TYPE_CHECKING:
    from hpscore.model.register import Column
    from hpscore.reports.book import Page

__all__ = [
    "Takes",
    "column_takes",
    "count_takes",
    "day_takes",
    "fact_takes",
    "list_takes",
    "note_takes",
    "number_takes",
    "question_takes",
]

_LONGEST_LIST: Final = 250
"""How long a list that stands in the rule itself may be; longer ones stand on a sheet."""
_LONGEST_MESSAGE: Final = 250
_FAR: Final = 10**15

Kind = Literal["any", "list", "integer", "decimal", "date"]
ListAt = Callable[[Iterable[str]], str]
"""Writes a list on the hidden sheet, and says how rules name it."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What a cell takes."""

    kind: Kind = "any"
    options: tuple[str, ...] = ()
    low: Bound = -INFINITY
    high: Bound = INFINITY
    said: str = ""
    """What is shown beside the cell while it is chosen, and when something else was typed."""
    num_format: str = "General"
    excused: str = ""
    """How *not applicable* is written, where it may be."""
    left: bool = False
    """Whether it is a text rather than a value."""
    strict: bool = True
    """Whether a list takes nothing else."""

    def validate(self, page: Page, rows: tuple[int, int], column: int, list_at: ListAt) -> None:
        """Put the rule on cells of a column, from one row to another."""
        rule = self._rule(list_at)
        if rule is None:
            return
        if self.said:
            rule |= {"input_message": self.said[:_LONGEST_MESSAGE],
                     "error_message": self.said[:_LONGEST_MESSAGE]}  # fmt: skip
        page.sheet.data_validation(rows[0], column, rows[1], column, rule)

    def _rule(self, list_at: ListAt) -> dict[str, Any] | None:
        if self.kind == "list":
            # a comma would part a list in the rule, and a quote would end it
            inline = not any("," in option or '"' in option for option in self.options)
            fits = len(",".join(self.options)) <= _LONGEST_LIST
            source = list(self.options) if inline and fits else list_at(self.options)
            error = "stop" if self.strict else "warning"
            return {"validate": "list", "source": source, "error_type": error}
        if self.kind == "any":
            return {"validate": "any"} if self.said else None
        if self.kind == "date":
            from datetime import date

            return {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1),
                    "error_type": "warning"}  # fmt: skip
        low = _bound(max(self.low, -_FAR))
        high = _bound(min(self.high, _FAR))
        return {"validate": self.kind, "criteria": "between", "minimum": low, "maximum": high,
                "error_type": "warning"}  # fmt: skip


_EXCUSED: Final = say("or not applicable, with the reason as the note")


def question_takes(asked: Asked, names: Names, *, alone: bool = False) -> Takes:
    """Return what the cell of a question takes; `alone`: it has no cell for a note beside it."""
    excused = EXCUSED[names.language] if asked.not_applicable else ""
    reason = names.labelled(excused, names.word(say("reason")))
    instead = say("or {na}", na=reason) if alone else _EXCUSED
    more = [names.word(instead)] if excused else []
    if asked.kind in ("yes_no", "choice"):
        choice = asked.kind == "choice"
        found = option_texts(asked, names).values() if choice else yes_no_texts(names)
        options = (*found, excused) if excused else tuple(found)
        return Takes("list", options, said=names.joined(more), excused=excused)
    kind, unsettled = kind_in_words(asked), say("not settled: 2 to 3")
    low, high, step = asked.low, asked.high, asked.step
    if asked.kind == "percent":
        said = [say("{percent}: 85 or 85 %", percent=kind)]
        low, high = _hundredth(low), _hundredth(high)
        unsettled = say("not settled: 70 to 80")
    elif asked.kind == "rating" and step:
        said = [say("{points} in steps of {step}", points=kind, step=spell_bound(step))]
    else:
        said = [kind]
    words = names.joined([*map(names.word, [*said, unsettled]), *more])
    whole = asked.kind == "count"
    shown = {"percent": "0.0#%", "count": "0"}.get(asked.kind, "General")
    return Takes("integer" if whole else "decimal", (), low, high, words, shown, excused)


def fact_takes(name: str, names: Names) -> Takes:
    """Return what the cell of a fact takes."""
    fact = names.rubric.facts.get(name)
    if fact is not None and fact.options:
        return list_takes(fact_texts(name, names).values())
    if fact is not None and fact.ask == "number":
        return number_takes(names, -INFINITY, INFINITY, say("a number"))
    if fact is not None and fact.ask == "date":
        return day_takes(names)
    return Takes(num_format="@", left=True)


def list_takes(options: Iterable[str], said: str = "") -> Takes:
    """Return that a cell takes one of these texts."""
    return Takes("list", tuple(options), said=said)


def note_takes(said: str = "") -> Takes:
    """Return that a cell takes any text."""
    return Takes(said=said, left=True)


def day_takes(names: Names, said: Message | None = None) -> Takes:
    """Return that a cell takes a day."""
    return Takes("date", said=names.word(said or say("a day, such as 2022-12-31")),
                 num_format="yyyy-mm-dd")  # fmt: skip


def count_takes(names: Names) -> Takes:
    """Return that a cell takes a part of a share."""
    return Takes("integer", (), 0, said=names.word(say("a whole number from {low}", low=0)),
                 num_format="0")  # fmt: skip


def number_takes(names: Names, low: Bound, high: Bound, said: Message) -> Takes:
    """Return that a cell takes a number."""
    return Takes("decimal", (), low, high, names.word(said))


def column_takes(column: Column, names: Names) -> Takes:
    """Return what the cells of a register's column take."""
    if column.ask == "text":
        return Takes(num_format="@", left=True)
    if column.ask == "date":
        return day_takes(names)
    if column.ask == "yes_no":
        return list_takes(yes_no_texts(names))
    if column.ask == "choice":
        return list_takes(column_texts(column, names).values())
    low, high = domain(column.ask, column, None)
    said = names.word(kind_in_words(Asked("", column.ask, low, high)))
    return Takes("integer" if column.ask == "count" else "decimal", (), low, high, said)


def _hundredth(bound: Bound) -> Bound:
    return bound if isinstance(bound, float) else divide(bound, 100)


def _bound(bound: Bound) -> float:
    """Return a bound as rules have it."""
    return int(bound) if bound == int(bound) else float(bound)
