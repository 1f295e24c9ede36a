"""What makes expressions: each once, and as simple as is easily seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from hpscore.forms.formulas.expressions import (
    BIG,
    Expr,
    Op,
    ends_of,
    is_truth,
    number_of,
    range_of,
)
from hpscore.model.number import INFINITY, Bound, Number, add, divide, reduce

__all__ = ["Algebra"]

_WIDEST: Final = 24
"""So many terms stand in one expression; more are put together step by step."""


class Algebra:
    """Makes expressions, each once, as simple as is easily seen."""

    def __init__(self) -> None:
        self.topic = ""
        self._known: dict[tuple[object, ...], Expr] = {}
        self.true = self._make("truth", (), True)
        self.false = self._make("truth", (), False)
        self.nought = self.number(0)

    def _make(
        self,
        op: Op,
        args: tuple[Expr, ...],
        constant: Number | str | bool | None = None,
        low: Bound = -INFINITY,
        high: Bound = INFINITY,
        *,
        whole: bool = False,
    ) -> Expr:
        key = (op, *map(id, args), type(constant), constant)
        if key not in self._known:
            self._known[key] = Expr(
                op, args, constant, low, high, whole, len(self._known), self.topic
            )
        return self._known[key]

    # constants and cells

    def number(self, value: Bound) -> Expr:
        """Return a number; an infinite one is `BIG`."""
        if isinstance(value, float):
            value = BIG if value > 0 else -BIG
        value = reduce(value)
        return self._make("number", (), value, value, value, whole=isinstance(value, int))

    def truth(self, value: bool) -> Expr:
        """Return yes or no."""
        return self.true if value else self.false

    def text(self, text: str) -> Expr:
        """Return a text."""
        return self._make("text", (), text)

    def cell(self, ref: str) -> Expr:
        """Return what a cell holds."""
        return self._make("cell", (), ref)

    # numbers

    def add(self, terms: Iterable[Expr]) -> Expr:
        """Add up."""
        flat = [t for term in terms for t in (term.args if term.op == "add" else (term,))]
        constant = add([number_of(t) for t in flat if t.op == "number"])
        rest = [t for t in flat if t.op != "number"]
        if constant or not rest:
            rest.append(self.number(constant))
        return self._chain("add", rest)

    def _chain(self, op: Op, terms: Sequence[Expr]) -> Expr:
        while len(terms) > _WIDEST:
            parts = [terms[i : i + _WIDEST] for i in range(0, len(terms), _WIDEST)]
            terms = [self._many(op, part) for part in parts]
        return self._many(op, terms)

    def _many(self, op: Op, terms: Sequence[Expr]) -> Expr:
        if len(terms) == 1:
            return terms[0]
        low, high = range_of(op, terms)
        whole = all(term.whole for term in terms)
        return self._make(op, tuple(terms), None, low, high, whole=whole)

    def minus(self, left: Expr, right: Expr) -> Expr:
        """Subtract."""
        return self.nought if left is right else self.add((left, self.times(right, -1)))

    def times(self, term: Expr, factor: Expr | Number) -> Expr:
        """Multiply."""
        other = factor if isinstance(factor, Expr) else self.number(factor)
        if term.op == "number" and other.op == "number":
            return self.number(number_of(term) * number_of(other))
        left, right = (other, term) if term.op == "number" else (term, other)
        if right.op != "number":
            ends = [a * b for a in ends_of(left) for b in ends_of(right)]
            return self._make("times", (left, right), None, min(ends), max(ends))
        by = number_of(right)
        if by in (0, 1):
            return left if by else self.nought
        if left.op == "times" and left.args[1].op == "number":
            return self.times(left.args[0], number_of(left.args[1]) * by)
        ends = [end * by for end in ends_of(left)]
        whole = left.whole and right.whole
        return self._make("times", (left, right), None, min(ends), max(ends), whole=whole)

    def ratio(self, left: Expr, right: Expr) -> Expr:
        """Divide; by 0 gives 0, so that no cell ever holds an error."""
        if right.op == "number":
            by = number_of(right)
            return self.times(left, divide(1, by)) if by else self.nought
        low = 0 if left.low >= 0 and right.low >= 0 else -INFINITY
        return self._make("ratio", (left, right), None, low)

    def least(self, terms: Iterable[Expr]) -> Expr:
        """Return the least of some numbers."""
        return self._pick("least", terms)

    def most(self, terms: Iterable[Expr]) -> Expr:
        """Return the greatest of some numbers."""
        return self._pick("most", terms)

    def _pick(self, op: Literal["least", "most"], terms: Iterable[Expr]) -> Expr:
        flat = [t for term in terms for t in (term.args if term.op == op else (term,))]
        found = list(dict.fromkeys(flat))
        choose = min if op == "least" else max
        bound = choose(t.high if op == "least" else t.low for t in found)
        # what can never be the one that counts is left out
        kept = [t for t in found if (t.low <= bound if op == "least" else t.high >= bound)]
        constants = [t for t in kept if t.op == "number"]
        rest = [t for t in kept if t.op != "number"]
        if constants:
            value = choose(number_of(t) for t in constants)
            # a bound that nothing reaches past adds nothing
            idle = any((t.high <= value) if op == "least" else (t.low >= value) for t in rest)
            if not idle:
                rest.append(self.number(value))
        return self._chain(op, rest)

    def guarded(self, op: Literal["least", "most"], cases: Sequence[tuple[Expr, Expr]]) -> Expr:
        """Return the least or the greatest of the numbers whose guards hold; one of them does."""
        found = [(guard, value) for guard, value in cases if guard is not self.false]
        values = list(dict.fromkeys(value for _, value in found))
        if len(values) == 1:
            return values[0]
        if len(found) == 2 and found[0][0] is self.negated(found[1][0]):
            return self.when(found[0][0], found[0][1], found[1][1])
        out = self.number(INFINITY if op == "least" else -INFINITY)
        terms = [
            self.when(self.either(g for g, v in found if v is value), value, out)
            for value in values
        ]
        low, high = min(v.low for v in values), max(v.high for v in values)
        if len(terms) > _WIDEST:
            return self._pick(op, terms)
        whole = all(value.whole for value in values)
        return self._make(op, tuple(terms), None, low, high, whole=whole)

    def floor(self, term: Expr) -> Expr:
        """Return the whole number at or below a number."""
        if term.whole:
            return term
        if term.op == "number":
            return self.number(number_of(term) // 1)
        return self._make("floor", (term,), None, term.low, term.high, whole=True)

    def rounded(self, term: Expr) -> Expr:
        """Return a number to nine decimal places, without the dust of binary numbers."""
        if term.whole or term.op in ("number", "round"):
            return term
        return self._make("round", (term,), None, term.low, term.high)

    def when(self, condition: Expr, then: Expr, other: Expr) -> Expr:
        """Return one of two, of numbers, texts or truths."""
        if condition.op == "truth":
            return then if condition.constant else other
        if condition.op == "negated":
            return self.when(condition.args[0], other, then)
        if then.op == "if" and then.args[0] is condition:
            then = then.args[1]
        if other.op == "if" and other.args[0] is condition:
            other = other.args[2]
        if then is other:
            return then
        if is_truth(then):
            return self.either((self.both((condition, then)), self._unless(condition, other)))
        low, high = min(then.low, other.low), max(then.high, other.high)
        whole = then.whole and other.whole
        return self._make("if", (condition, then, other), None, low, high, whole=whole)

    def _unless(self, condition: Expr, truth: Expr) -> Expr:
        return self.both((self.negated(condition), truth))

    # what cells hold

    def value(self, cell: Expr, low: Bound = -INFINITY, high: Bound = INFINITY) -> Expr:
        """Return the number in a cell; 0 where there is none."""
        return self._make("value", (cell,), None, low, high)

    def before(self, text: Expr, word: str) -> Expr:
        """Return what stands before a word in a text; an empty text without that word."""
        return self._make("before", (text, self.text(word)))

    def after(self, text: Expr, word: str) -> Expr:
        """Return what stands after a word in a text; an empty text without that word."""
        return self._make("after", (text, self.text(word)))

    def trimmed(self, cell: Expr) -> Expr:
        """Return a cell as a text without outer space."""
        return self._make("trimmed", (cell,))

    def narrow(self, text: Expr) -> Expr:
        """Return a text with the digits and signs of numbers in half width."""
        return self._make("narrow", (text,))

    def unpercent(self, text: Expr) -> Expr:
        """Return a text without a per-cent sign at its end."""
        return self._make("unpercent", (text,))

    def ranged(self, text: Expr) -> Expr:
        """Return a text with one word between two ends, however that was written."""
        return self._make("ranged", (text,))

    def numeral(self, text: Expr) -> Expr:
        """Return the number that a text is; an empty text where it is none."""
        return self._make("numeral", (text,))

    def is_number(self, cell: Expr) -> Expr:
        """Say whether a cell holds a number."""
        return self._make("is_number", (cell,))

    def starts(self, text: Expr, beginning: str) -> Expr:
        """Say whether a text begins so."""
        return self._make("starts", (text, self.text(beginning)))

    def among(self, text: Expr, words: Iterable[str]) -> Expr:
        """Say whether a text is one of several, capitals apart."""
        found = [self.text(word) for word in dict.fromkeys(words)]
        return self._make("among", (text, *found)) if found else self.false

    def same(self, text: Expr, other: Expr) -> Expr:
        """Say whether two texts are the same, capitals apart."""
        return self._make("among", (text, other))

    def rest(self, text: Expr, dropped: int) -> Expr:
        """Return a text without its first characters."""
        return self._make("rest", (text,), dropped)

    def joined(self, texts: Sequence[Expr]) -> Expr:
        """Put texts one after the other."""
        return self._chain("joined", texts)

    # truths

    def at_least(self, left: Expr, right: Expr) -> Expr:
        """Say whether a number reaches another one."""
        if left is right or left.low >= right.high:
            return self.true
        if left.high < right.low:
            return self.false
        return self._compared("at_least", left, right)

    def above(self, left: Expr, right: Expr) -> Expr:
        """Say whether a number is more than another one."""
        if left is right or left.high <= right.low:
            return self.false
        if left.low > right.high:
            return self.true
        return self._compared("above", left, right)

    def _compared(self, op: Literal["at_least", "above"], left: Expr, right: Expr) -> Expr:
        compare = self.at_least if op == "at_least" else self.above
        for side, other, turned in ((left, right, False), (right, left, True)):
            if (
                side.op == "if"
                and other.op == "number"
                and (side.args[1].fixed or side.args[2].fixed)
            ):
                ends = [
                    compare(other, arm) if turned else compare(arm, other) for arm in side.args[1:]
                ]
                return self.when(side.args[0], ends[0], ends[1])
        return self._make(op, (left, right))

    def both(self, truths: Iterable[Expr]) -> Expr:
        """Say whether all of some hold."""
        return self._junction("both", truths)

    def either(self, truths: Iterable[Expr]) -> Expr:
        """Say whether one of some holds."""
        return self._junction("either", truths)

    def _junction(self, op: Literal["both", "either"], truths: Iterable[Expr]) -> Expr:
        decides = self.false if op == "both" else self.true
        flat = [t for truth in truths for t in (truth.args if truth.op == op else (truth,))]
        found = {t: None for t in flat if t.op != "truth" or t is decides}
        if decides in found or any(t.op == "negated" and t.args[0] in found for t in found):
            return decides
        # x and (x or y) is x
        dual = "either" if op == "both" else "both"
        kept = [t for t in found if not (t.op == dual and any(a in found for a in t.args))]
        return self._chain(op, kept) if kept else self.truth(op == "both")

    def negated(self, truth: Expr) -> Expr:
        """Say whether something does not hold."""
        if truth.op == "truth":
            return self.truth(not truth.constant)
        return truth.args[0] if truth.op == "negated" else self._make("negated", (truth,))
