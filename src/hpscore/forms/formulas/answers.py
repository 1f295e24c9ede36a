"""Cells read inside formulas: what an answer, a fact or a veto is, or may still be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import BIG, Expr
from hpscore.forms.formulas.places import Places
from hpscore.forms.formulas.states import State
from hpscore.message import Language
from hpscore.model.answer import Asked
from hpscore.model.number import INFINITY, Bound

if TYPE_CHECKING:
    from hpscore.model.rubric import Fact

__all__ = ["NO", "YES", "FactCell", "Reading", "assumed", "read_fact", "read_question", "read_veto"]

YES: Final = ("是", "yes", "√", "有", "✓", "对", "y", "true", "1")
"""What counts as yes in a cell."""
NO: Final = ("否", "no", "×", "无", "✗", "错", "n", "x", "false", "0")
"""What counts as no."""
_NOT_APPLICABLE: Final = ("不适用", "n/a")
_BETWEEN: Final[Mapping[Language, str]] = {"zh": "至", "en": "to"}
"""What stands between the ends of an answer that is not settled."""
_LONGEST_TEXT: Final = 255
"""A formula can name no longer text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer, as formulas see it: truths and numbers over its cells."""

    present: Expr
    """Whether it was answered, be it as not applicable."""
    excused: Expr
    """Whether it was answered as not applicable."""
    exact: Expr
    """Whether it has one value, given or by default."""
    low: Expr
    """The least that it may be: a number, or 1 for yes and 0 for no."""
    high: Expr
    options: Mapping[str, Expr]
    """By option (yes and no are options): whether it is the answer."""
    unread: Expr
    """Whether there is something in the cell that is no answer."""


@dataclass(frozen=True, slots=True)
class FactCell:
    """A fact of the subject, as formulas see it."""

    known: Expr
    low: Expr
    high: Expr
    options: Mapping[str, Expr]


class _Cell:
    """A cell that an answer is typed into, and what its text may be."""

    def __init__(self, algebra: Algebra, ref: str | None, *, excusable: bool) -> None:
        self.algebra = algebra
        self.raw = None if ref is None else algebra.cell(ref)
        self.text = algebra.text("") if self.raw is None else algebra.trimmed(self.raw)
        self.blank = self.is_one_of(("",)) if self.raw is not None else algebra.true
        starts = (algebra.starts(self.text, word) for word in _NOT_APPLICABLE)
        self.excused = algebra.either(starts) if excusable and self.raw else algebra.false

    def is_one_of(self, words: Iterable[str]) -> Expr:
        fit = [word for word in words if len(word) <= _LONGEST_TEXT]
        return self.algebra.among(self.text, fit) if self.raw is not None else self.algebra.false

    def unread(self, understood: Iterable[Expr]) -> Expr:
        return self.algebra.negated(self.algebra.either((self.blank, *understood)))


def read_question(
    algebra: Algebra, name: str, asked: Asked | None, places: Places, language: Language
) -> Reading:
    """Read the answer to a question; `asked` is none where it can only be not applicable."""
    excusable = asked is None or asked.not_applicable
    cell = _Cell(algebra, places.answers.get(name), excusable=excusable)
    if asked is None or asked.kind == "rate":
        return _bare(algebra, cell)
    if asked.kind == "yes_no":
        words = {"yes": cell.is_one_of(YES), "no": cell.is_one_of(NO)}
        return _chosen(algebra, asked, cell, words)
    if asked.kind == "choice":
        return _chosen(
            algebra, asked, cell, {o: cell.is_one_of(_names(asked, o)) for o in asked.options}
        )
    return _measured(algebra, asked, cell, _Parts(places, name, _BETWEEN[language]))


def _names(asked: Asked, option: str) -> list[str]:
    title = (asked.titles or {}).get(option)
    texts = [] if title is None else [" ".join(title.say(lang).split()) for lang in ("zh", "en")]
    spelled = [text for text, other in (asked.spellings or {}).items() if other == option]
    return [option, *texts, *spelled]


def _bare(algebra: Algebra, cell: _Cell) -> Reading:
    no, nought = algebra.false, algebra.nought
    return Reading(cell.excused, cell.excused, no, nought, nought, {}, no)


def _chosen(algebra: Algebra, asked: Asked, cell: _Cell, words: Mapping[str, Expr]) -> Reading:
    """Read yes or no, or the option of a choice."""
    given = algebra.either(words.values())
    present = algebra.either((given, cell.excused))
    default = None if asked.default is None else asked.default.value
    chosen = ("yes" if default else "no") if isinstance(default, bool) else default
    options = {
        name: algebra.either((word, algebra.negated(present))) if name == chosen else word
        for name, word in words.items()
    }
    exact = algebra.either(options.values())
    low = high = algebra.nought
    if asked.kind == "yes_no":
        low = algebra.when(options["yes"], algebra.number(1), algebra.nought)
        may = algebra.negated(algebra.either((options["no"], cell.excused)))
        high = algebra.when(may, algebra.number(1), algebra.nought)
    unread = cell.unread((present,))
    return Reading(present, cell.excused, exact, low, high, options, unread)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where a number stands besides its own cell."""

    places: Places
    name: str
    between: str


def _measured(algebra: Algebra, asked: Asked, cell: _Cell, parts: _Parts) -> Reading:
    """Read a number: in its cell, by its parts, or as two ends in a text."""
    nothing = algebra.false, algebra.nought
    given, value = _plain(algebra, asked, cell)
    shared, share = _share(algebra, asked, parts) if asked.kind == "percent" else nothing
    ranged, (start, end) = _interval(algebra, asked, cell, parts.between)
    present = algebra.either((given, shared, ranged, cell.excused))
    exact = algebra.either((given, shared))
    ends: tuple[Bound, Bound] = asked.low, asked.high
    if asked.default is not None:
        ends = asked.default.low, asked.default.high
        exact = algebra.either((exact, algebra.negated(present)))
    low, high = (
        algebra.when(
            given,
            value,
            algebra.when(
                shared,
                share,
                algebra.when(
                    ranged,
                    found,
                    algebra.when(cell.excused, algebra.nought, algebra.number(other)),
                ),
            ),
        )
        for found, other in zip((start, end), ends, strict=True)
    )
    unread = cell.unread((given, ranged, cell.excused))
    return Reading(present, cell.excused, exact, low, high, {}, unread)


def _plain(algebra: Algebra, asked: Asked, cell: _Cell) -> tuple[Expr, Expr]:
    if cell.raw is None:
        return algebra.false, algebra.nought
    value = algebra.value(cell.raw)
    if asked.kind == "percent":
        value = algebra.rounded(algebra.times(value, 100))
    given = algebra.both((algebra.is_number(cell.raw), _fits(algebra, asked, value)))
    if asked.kind != "rating" or asked.high == INFINITY:
        return given, value
    full, none = cell.is_one_of(YES[:-1]), cell.is_one_of(NO[:-1])
    told = algebra.when(full, algebra.number(asked.high), algebra.when(none, algebra.nought, value))
    return algebra.either((given, full, none)), told


def _fits(algebra: Algebra, asked: Asked, value: Expr) -> Expr:
    """Say whether a number is one of those that a question takes."""
    tests = [] if asked.low == -INFINITY else [algebra.at_least(value, algebra.number(asked.low))]
    if asked.high != INFINITY:
        tests.append(algebra.at_least(algebra.number(asked.high), value))
    step = 1 if asked.kind == "count" else asked.step
    if step is not None:
        steps = algebra.ratio(value, algebra.number(step))
        tests.append(algebra.at_least(algebra.floor(steps), steps))
    return algebra.both(tests)


def _share(algebra: Algebra, asked: Asked, parts: _Parts) -> tuple[Expr, Expr]:
    """Read a share by its parts."""
    refs = parts.places.counts.get(parts.name), parts.places.wholes.get(parts.name)
    if refs[0] is None or refs[1] is None:
        return algebra.false, algebra.nought
    cells = [algebra.cell(ref) for ref in refs if ref is not None]
    count, whole = (algebra.value(cell) for cell in cells)
    share = algebra.ratio(algebra.times(count, 100), whole)
    given = algebra.both(
        (
            *(algebra.is_number(cell) for cell in cells),
            *(algebra.at_least(algebra.floor(n), n) for n in (count, whole)),
            algebra.at_least(count, algebra.nought),
            algebra.above(whole, algebra.nought),
            algebra.at_least(whole, count),
            algebra.at_least(share, algebra.number(asked.low)),
            algebra.at_least(algebra.number(asked.high), share),
        )
    )
    return given, share


def _interval(
    algebra: Algebra, asked: Asked, cell: _Cell, word: str
) -> tuple[Expr, tuple[Expr, Expr]]:
    """Read the two ends of an answer that is not settled."""
    if cell.raw is None:
        return algebra.false, (algebra.nought, algebra.nought)
    texts = algebra.before(cell.text, word), algebra.after(cell.text, word)
    start, end = (algebra.value(text) for text in texts)
    ranged = algebra.both(
        (
            *(algebra.is_number(text) for text in texts),
            algebra.at_least(end, start),
            _fits(algebra, asked, start),
            _fits(algebra, asked, end),
        )
    )
    return ranged, (start, end)


def assumed(algebra: Algebra, asked: Asked, option: str | None) -> Reading:
    """Return a question's answer as taken for known; None is not applicable."""
    excused = algebra.truth(option is None)
    value = algebra.number(1 if option == "yes" else 0)
    words = ("yes", "no") if asked.kind == "yes_no" else asked.options
    options = {word: algebra.truth(word == option) for word in words}
    exact = algebra.truth(option is not None)
    return Reading(algebra.true, excused, exact, value, value, options, algebra.false)


def read_fact(algebra: Algebra, name: str, fact: Fact | None, places: Places) -> FactCell:
    """Read a fact of the subject."""
    cell = _Cell(algebra, places.facts.get(name), excusable=False)
    if fact is not None and fact.options:
        options = {
            option: cell.is_one_of((option, *(" ".join(t.split()) for t in title.both())))
            for option, title in fact.options.items()
        }
        known, number = algebra.either(options.values()), algebra.nought
        return FactCell(known, number, number, options)
    if cell.raw is None or fact is None or fact.ask != "number":
        ends = algebra.number(-BIG), algebra.number(BIG)
        return FactCell(algebra.negated(cell.blank), *ends, {})
    known, value = algebra.is_number(cell.raw), algebra.value(cell.raw)
    low, high = (algebra.when(known, value, algebra.number(end)) for end in (-BIG, BIG))
    return FactCell(known, low, high, {})


def read_veto(algebra: Algebra, name: str, places: Places) -> tuple[Expr, State]:
    """Read whether a veto happened: whether that is answered, and its state."""
    cell = _Cell(algebra, places.vetoes.get(name), excusable=False)
    yes, no = cell.is_one_of(YES), cell.is_one_of(NO)
    return algebra.either((yes, no)), State(yes, algebra.negated(no))
