"""What a rubric's formulas compute in a form, each in a small cell of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from hpscore.forms.formulas.algebra import Algebra
from hpscore.forms.formulas.evaluating import Cell
from hpscore.forms.formulas.expressions import Expr
from hpscore.forms.formulas.laying import FormulaPage, Sum, lay_out
from hpscore.forms.formulas.missing import missing_in
from hpscore.forms.formulas.scope import Scope, Workings
from hpscore.forms.formulas.tiers import Verdict, verdict_of
from hpscore.forms.formulas.totals import Ends, points_of, whole_of
from hpscore.forms.formulas.unread import unread_in
from hpscore.message import Message, Sayable, say

if TYPE_CHECKING:
    from hpscore.forms.formulas.places import Places
    from hpscore.reports.names import Names

__all__ = ["CellValue", "Compiled", "FormulaPage", "Sum", "compile_formulas"]

CellValue = Cell
"""What a cell holds: a number (0.85 in a per-cent cell that shows 85 %), a text, nothing."""
_BLANK: Final[Mapping[str, CellValue]] = {}

Refs = tuple[str, str]
"""The cells of what is earned and of what is reachable."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The formulas of a form, and where their results stand."""

    sums: tuple[Sum, ...]
    """The cells of the page of sums, in order of rows."""
    earned: str | None
    """The cell of what is earned of the total that tiers read; None where formulas cannot say."""
    reachable: str | None
    """The cell of what is reachable of it."""
    points: Refs | None
    """The cells of the sum of the lines; None for a rubric without points."""
    tier: str | None
    """The cell that names the tier, or those still possible; None for a rubric without tiers."""
    lines: Mapping[str, Refs]
    """The points of each line, by id; target lines are left out."""
    dimensions: Mapping[str, Refs]
    """The points of each dimension, as the engine's result has them, by id."""
    missing: Mapping[str, str]
    """By question and veto: the cell that is 1 while it is unanswered and can change something."""
    unread: Mapping[str, str]
    """By cell of `places`: the cell that is 1 while it holds something that is not counted."""
    conversions: Mapping[str, Refs]
    """The total in other scales, by id."""
    left_out: tuple[Message, ...] = ()
    """What the formulas do not compute, to be said on the cover."""


def compile_formulas(
    names: Names, places: Places, page: FormulaPage, values: Mapping[str, CellValue] = _BLANK
) -> Compiled:
    """Return the formulas that score a form as the engine does.

    `values` is what stands in the cells of `places` by ref when the form is written; a cell that
    it does not name is empty.
    """
    algebra = Algebra()
    scope = Scope(Workings(algebra, names.sheet, places))
    verdict = verdict_of(scope) if names.rubric.tiers or names.rubric.withhold else None
    roots = _Roots(names, scope, verdict)
    lines, dimensions = roots.lines(), roots.dimensions()
    points = roots.points(dimensions)
    total, conversions = roots.total(), roots.conversions()
    tier, missing, unread = roots.tier(), roots.missing(), roots.unread()
    laid = lay_out(roots.labels, page, values)
    earned, reachable = (None, None) if total is None else laid.pair(total)
    return Compiled(
        laid.sums,
        earned,
        reachable,
        None if points is None else laid.pair(points),
        None if tier is None else laid.refs[tier],
        {name: laid.pair(ends) for name, ends in lines.items()},
        {name: laid.pair(ends) for name, ends in dimensions.items()},
        {name: laid.refs[each] for name, each in missing.items()},
        {ref: laid.refs[each] for ref, each in unread.items()},
        {name: laid.pair(ends) for name, ends in conversions.items()},
        _left_out(names),
    )


class _Roots:
    """The expressions that get cells of their own, each with its label."""

    def __init__(self, names: Names, scope: Scope, verdict: Verdict | None) -> None:
        self._names, self._scope, self._verdict = names, scope, verdict
        self._algebra = scope.algebra
        self._whole = whole_of(scope)
        self.labels: dict[Expr, str] = {}

    def _root(self, label: str, expr: Expr) -> Expr:
        """Give an expression a cell; one that is several things has all their labels."""
        known = self.labels.get(expr)
        self.labels[expr] = label if known is None else f"{known} = {label}"
        return expr

    def _ends(self, label: str, ends: Ends) -> Ends:
        return self._root(f"{label} earned", ends[0]), self._root(f"{label} reachable", ends[1])

    def lines(self) -> dict[str, Ends]:
        """Return the points of every line that has points."""
        found = {name: self._scope.line(name) for name in self._names.sheet.lines}
        return {
            name: self._ends(f"line:{name}", (line.low, line.high))
            for name, line in found.items()
            if line.scored
        }

    def dimensions(self) -> dict[str, Ends]:
        """Return the points of every dimension that has points."""
        found = {d.id: points_of(d, self._scope) for d in self._names.rubric.dimensions}
        return {
            name: self._ends(f"dimension:{name}", points)
            for name, points in found.items()
            if points is not None
        }

    def points(self, dimensions: Mapping[str, Ends]) -> Ends | None:
        """Return the sum of the dimensions."""
        if not dimensions:
            return None
        low, high = (self._algebra.add(ends[i] for ends in dimensions.values()) for i in (0, 1))
        return self._ends("points", (low, high))

    def total(self) -> Ends | None:
        """Return the total that tiers read."""
        whole = self._whole
        return None if whole is None else self._ends("total", self._shown(whole.low, whole.high))

    def conversions(self) -> dict[str, Ends]:
        """Return the total in other scales."""
        whole, times = self._whole, self._algebra.times
        found: dict[str, Ends] = {}
        if whole is None:
            return found
        for conversion in self._names.rubric.conversions:
            factor = Fraction(conversion.times) / conversion.per
            ends = self._shown(times(whole.low, factor), times(whole.high, factor))
            found[conversion.id] = self._ends(f"conversion:{conversion.id}", ends)
        return found

    def _shown(self, low: Expr, high: Expr) -> Ends:
        """Return a total from its worse to its better end; blank where there is none."""
        algebra = self._algebra
        assert self._whole is not None
        hidden = algebra.negated(self._whole.exists)
        if self._verdict is not None:
            hidden = algebra.either((hidden, self._verdict.withheld.sure))
        low, high = (algebra.when(hidden, algebra.text(""), end) for end in (low, high))
        return (high, low) if self._names.rubric.total.better == "lower" else (low, high)

    def tier(self) -> Expr | None:
        """Return the text that names the tier."""
        if not self._names.rubric.tiers or self._verdict is None:
            return None
        return self._root("tier", _said(self._verdict, self._names, self._algebra))

    def missing(self) -> dict[str, Expr]:
        """Return of each question whether it is missing, as 1 or 0."""
        one, nought = self._algebra.number(1), self._algebra.nought
        return {
            name: self._root(f"missing:{name}", self._algebra.when(each, one, nought))
            for name, each in missing_in(self._scope, self._verdict).items()
        }

    def unread(self) -> dict[str, Expr]:
        """Return of each cell whether it holds something that is not counted, as 1 or 0."""
        one, nought = self._algebra.number(1), self._algebra.nought
        return {
            ref: self._root(f"not counted:{ref.rpartition('!')[2]}",
                            self._algebra.when(each, one, nought))
            for ref, each in unread_in(self._scope).items()
        }  # fmt: skip


def _said(verdict: Verdict, names: Names, algebra: Algebra) -> Expr:
    """Return the text that names the tier, or those still possible."""
    titles: list[Sayable] = [*(tier.title for tier in names.rubric.tiers), say("no tier published")]
    between = "、" if names.language == "zh" else ", "
    one = algebra.number(1)
    possible = list(zip(verdict.possible, map(names.text, titles), strict=True))
    listed = algebra.joined(
        [
            algebra.when(each, algebra.text(between + title), algebra.text(""))
            for each, title in possible
            if each is not algebra.false
        ]
    )
    listed = algebra.rest(listed, len(between))
    many = algebra.add(algebra.when(each, one, algebra.nought) for each, _ in possible)
    pending = algebra.text(names.word(say("undecided: {possible}", possible="")))
    undecided = algebra.either((algebra.above(many, one), verdict.withheld.possible))
    text = algebra.when(undecided, algebra.joined([pending, listed]), listed)
    withheld = algebra.text(names.word(say("score withheld")))
    return algebra.when(verdict.withheld.sure, withheld, text)


def _left_out(names: Names) -> tuple[Message, ...]:
    """Say what the formulas do not compute."""
    rubric = names.rubric
    found: list[Message] = []
    if rubric.measures:
        found.append(
            say(
                "what registers give is counted by hpscore alone: where a register is filled in, "
                "its answer stays empty here"
            )
        )
    nodes = [node for line in names.sheet.lines.values() for node in line.node.walk()]
    if rubric.as_of is not None and any(
        node.part.rule.kind == "target" and node.part.rule.due is not None for node in nodes
    ):
        found.append(
            say("what falls due before the end of the period is left open while a day is given")
        )
    return tuple(found)
