"""Cells read inside formulas: what an answer, a fact or a veto is, or may still be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.expressions import BETWEEN, BIG, Expr
from hpscore.forms.formulas.places import Places
from hpscore.forms.formulas.states import State
from hpscore.model.answer import Asked
from hpscore.model.number import INFINITY, Bound, Number

if TYPE_CHECKING:
    from hpscore.model.rubric import Fact

__all__ = [
    "NO",
    "YES",
    "FactCell",
    "Reading",
    "assumed",
    "read_award",
    "read_fact",
    "read_question",
    "read_share",
    "read_veto",
]

YES: Final = ("是", "yes", "√", "有", "✓", "对", "y", "true", "1")
"""What counts as yes in a cell."""
NO: Final = ("否", "no", "×", "无", "✗", "错", "n", "x", "false", "0")
"""What counts as no."""
_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_NOT_APPLICABLE: Final = ("不适用", "n/a")
_SURELY_PER_CENT: Final = 2
"""A number above it in a cell of per cent is one that lost its format: 85 is 85 %."""
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

    @property
    def narrow(self) -> Expr:
        """The text with numbers in half width."""
        return self.algebra.narrow(self.text)

    def amount(self, *, percent: bool) -> tuple[Expr, Expr]:
        """Return the number in the cell, be it as a text, and whether there is one."""
        algebra, raw = self.algebra, self.raw
        if raw is None:
            return algebra.nought, algebra.false
        number, text = algebra.is_number(raw), self.narrow
        told, sure = _told(algebra, text, percent=percent)
        value = algebra.value(raw)
        if percent:
            shown = algebra.above(value, algebra.number(_SURELY_PER_CENT))
            value = algebra.when(shown, value, algebra.rounded(algebra.times(value, 100)))
        found = algebra.when(number, value, algebra.value(told))
        return found, algebra.either((number, sure))

    def is_one_of(self, words: Iterable[str]) -> Expr:
        fit = [word for word in words if len(word) <= _LONGEST_TEXT]
        return self.algebra.among(self.text, fit) if self.raw is not None else self.algebra.false

    def is_among(self, words: Sequence[str]) -> Expr:
        """Say whether the text is one of some words, be it in full width."""
        wide = [word.translate(_FULL_WIDTH) for word in words if word.isascii()]
        return self.is_one_of((*words, *wide))

    def unread(self, understood: Iterable[Expr]) -> Expr:
        return self.algebra.negated(self.algebra.either((self.blank, *understood)))


def _told(algebra: Algebra, text: Expr, *, percent: bool) -> tuple[Expr, Expr]:
    """Return the number that a text is, and whether it is one; 0.85 may be 85 % or less than 1."""
    if not percent:
        number = algebra.numeral(text)
        return number, algebra.is_number(number)
    bare = algebra.unpercent(text)
    number, one = algebra.numeral(bare), algebra.number(1)
    value, signed = algebra.value(number), algebra.negated(algebra.same(text, bare))
    sure = algebra.either(
        (signed, algebra.above(value, one), algebra.at_least(algebra.nought, value))
    )
    return number, algebra.both((algebra.is_number(number), sure))


def read_question(algebra: Algebra, name: str, asked: Asked | None, places: Places) -> Reading:
    """Read the answer to a question; `asked` is none where it can only be not applicable."""
    excusable = asked is None or asked.not_applicable
    cell = _Cell(algebra, places.answers.get(name), excusable=excusable)
    if asked is None or asked.kind == "rate":
        return _bare(algebra, cell)
    if asked.kind == "yes_no":
        words = {"yes": cell.is_among(YES), "no": cell.is_among(NO)}
        return _chosen(algebra, asked, cell, words)
    if asked.kind == "choice":
        return _chosen(
            algebra, asked, cell, {o: cell.is_one_of(_names(asked, o)) for o in asked.options}
        )
    shared, share = algebra.false, algebra.nought
    if asked.kind == "percent":
        shared, share, _ = read_share(algebra, name, asked, places)
    return _measured(algebra, asked, cell, shared, share)


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


def _measured(algebra: Algebra, asked: Asked, cell: _Cell, shared: Expr, share: Expr) -> Reading:
    """Read a number: in its cell, by its parts, or as two ends in a text."""
    given, value = _plain(algebra, asked, cell)
    ranged, (start, end) = _interval(algebra, asked, cell)
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
    value, is_number = cell.amount(percent=asked.kind == "percent")
    given = algebra.both((is_number, _fits(algebra, asked, value)))
    if asked.kind != "rating" or asked.high == INFINITY:
        return given, value
    full, none = cell.is_among(YES[:-1]), cell.is_among(NO[:-1])
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


def read_share(
    algebra: Algebra, name: str, asked: Asked, places: Places
) -> tuple[Expr, Expr, Mapping[str, Expr]]:
    """Read a share by its parts: whether it is one, which, and by cell what is wrong in it."""
    refs = places.counts.get(name), places.wholes.get(name)
    if refs[0] is None or refs[1] is None:
        return algebra.false, algebra.nought, {}
    cells = [_Cell(algebra, ref, excusable=False) for ref in refs]
    (count, counted), (whole, told) = (cell.amount(percent=False) for cell in cells)
    fit = (
        algebra.both((counted, *_whole(algebra, count, algebra.at_least(count, algebra.nought)))),
        algebra.both((told, *_whole(algebra, whole, algebra.above(whole, algebra.nought)))),
    )
    share = algebra.ratio(algebra.times(count, 100), whole)
    agree = algebra.both(
        (
            algebra.at_least(whole, count),
            algebra.at_least(share, algebra.number(asked.low)),
            algebra.at_least(algebra.number(asked.high), share),
        )
    )
    given = algebra.both((*fit, agree))
    apart = algebra.both((*fit, algebra.negated(agree)))
    wrong = {
        str(ref): algebra.either((cell.unread((fits,)), apart))
        for ref, cell, fits in zip(refs, cells, fit, strict=True)
    }
    return given, share, wrong


def _whole(algebra: Algebra, number: Expr, enough: Expr) -> tuple[Expr, Expr]:
    return algebra.at_least(algebra.floor(number), number), enough


def _interval(algebra: Algebra, asked: Asked, cell: _Cell) -> tuple[Expr, tuple[Expr, Expr]]:
    """Read the two ends of an answer that is not settled; one of them may be left out."""
    nothing = algebra.false, (algebra.nought, algebra.nought)
    if cell.raw is None:
        return nothing
    text = algebra.ranged(cell.narrow)
    blanks: list[Expr] = []
    tests: list[Expr] = []
    ends: list[Expr] = []
    for part, bound in (
        (algebra.before(text, BETWEEN), asked.low),
        (algebra.after(text, BETWEEN), asked.high),
    ):
        number, sure = _told(algebra, part, percent=asked.kind == "percent")
        blank, value = algebra.among(part, ("",)), algebra.value(number)
        fits = algebra.both((sure, _fits(algebra, asked, value)))
        blanks.append(blank)
        tests.append(algebra.either((blank, fits)))
        ends.append(algebra.when(blank, algebra.number(bound), value))
    some = algebra.negated(algebra.both(blanks))
    start, end = ends
    return algebra.both((some, *tests, algebra.at_least(end, start))), (start, end)


def read_award(
    algebra: Algebra, ref: str, points: Number, attainable: Iterable[Number] | None
) -> tuple[Expr, Expr, Expr]:
    """Read points that were awarded: whether they are possible, how many, whether they are not."""
    cell = _Cell(algebra, ref, excusable=False)
    value, is_number = cell.amount(percent=False)
    if attainable is None:
        most = algebra.at_least(algebra.number(points), value)
        fits = algebra.both((algebra.at_least(value, algebra.nought), most))
    else:
        numbers = map(algebra.number, attainable)
        fits = algebra.either(
            algebra.both((algebra.at_least(value, n), algebra.at_least(n, value))) for n in numbers
        )
    given = algebra.both((is_number, fits))
    return given, value, cell.unread((given,))


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
    value, known = cell.amount(percent=False)
    low, high = (algebra.when(known, value, algebra.number(end)) for end in (-BIG, BIG))
    return FactCell(known, low, high, {})


def read_veto(algebra: Algebra, name: str, places: Places) -> tuple[Expr, State, Expr]:
    """Read whether a veto happened: whether that is answered, its state, what is no answer."""
    cell = _Cell(algebra, places.vetoes.get(name), excusable=False)
    yes, no = cell.is_among(YES), cell.is_among(NO)
    told = algebra.either((yes, no))
    return told, State(yes, algebra.negated(no)), cell.unread((told,))
