"""Small changes of a rubric's numbers, one at a time, up and down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from hpscore.model.condition import Comparand
from hpscore.model.number import INFINITY, Number, add, divide, exact, spell
from hpscore.model.register import Measure
from hpscore.model.resolve import sheet_of
from hpscore.model.rubric import Rubric
from hpscore.source import DataPath, Value

__all__ = ["Mutation", "mutations"]

Bound = Number | float

_SUBJECTS: Final = ("question", "indicator", "dimension", "mark", "total", "fact", "period")
_UNSCORED: Final = frozenset({
    "rubric", "version", "title", "aliases", "notes", "provenance", "help", "group", "grade",
    "text", "ref", "id", "is", "options", "marks", "zeroes", "gives", "about", "places",
})  # fmt: skip
"""Keys below which no number scores: names, texts, and places that are only shown."""
_ANSWERS: Final = frozenset({
    "from", "to", "default", "target", "at_least", "above", "at_most", "below", "per", "bands",
    "of",
})  # fmt: skip
"""Keys of numbers in the unit of an answer, where they are about one."""
_WHOLE: Final = frozenset({"sets", "k"})
_DIVIDING: Final = frozenset({"linear", "rescale", "weight"})
_HALF: Final = Decimal("0.5")
_NUMBER: Final = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*(%?)\s*")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One number of a rubric's document, changed a little."""

    path: DataPath
    """Where the number stands; of a band's lower bound, the band."""
    old: str
    new: str
    bound: bool = False
    """Whether the number is a band's lower bound, which is a key, and not its points."""

    def apply(self, value: Value) -> Value:
        """Return the document with the number changed; the rest is shared with the original."""
        return self._change(value, self.path)

    def _change(self, value: Value, path: DataPath) -> Value:
        if not path:
            return self.new if isinstance(value, str) else _plain(Decimal(self.new))
        step, rest = path[0], path[1:]
        if isinstance(value, list):
            return [
                self._change(inner, rest) if place == step else inner
                for place, inner in enumerate(value)
            ]
        assert isinstance(value, dict)  # the path was found in the document
        if self.bound and not rest:
            # a bound that meets another one takes its place
            kept = {key: inner for key, inner in value.items() if key not in (step, self.new)}
            return {**kept, self.new: value[str(step)]}
        return {
            key: self._change(inner, rest) if key == step else inner for key, inner in value.items()
        }


def mutations(value: Value) -> Iterator[Mutation]:
    """Yield the changes of every number that scores in the document of a sound rubric.

    Points change by half a point, or by half of what they are where that is less; bounds of
    counts change by 1, and so do bounds of points where only whole points can be earned; other
    bounds change by 0.5. An end of a printed range that moves outside what its tier can hold is
    left out, since that says nothing else.
    """
    rubric = Rubric.model_validate(value)
    points = "count" if rubric.total.unit == "points" and _whole(value) else "points"
    kinds = {"": points, **{name: q.kind for name, q in sheet_of(rubric).questions.items()}}
    assert isinstance(value, dict)  # it is a rubric
    apart = ("measures", "registers")
    scored = {key: inner for key, inner in value.items() if key not in apart}
    for mutation in _below(scored, (), "", points, kinds):
        if not _silent(mutation, rubric):
            yield mutation
    yield from _bounds_of_columns(rubric)
    measures = value.get("measures") or ()
    assert isinstance(measures, list | tuple)
    for place, measure in enumerate(measures):
        columns = _columns(rubric, rubric.measures[place])
        yield from _below(measure, ("measures", place), "", points, columns)


def _bounds_of_columns(rubric: Rubric) -> Iterator[Mutation]:
    """Yield changes of what bounds the cells of columns.

    An upper end moves up in vain where a share of sums takes no more of a cell either.
    """
    for name, register in rubric.registers.items():
        shares = [m.share or (m.least and m.least.share) for m in rubric.measures
                  if name in m.register_]  # fmt: skip
        most = {share.sum: share.of for share in shares if share and share.sum}
        for column, asked in register.columns.items():
            for end, bound in (("from", asked.from_), ("to", asked.to)):
                at = ("registers", name, "columns", column, end)
                for change in () if bound is None else _nudge(spell(bound), at, end, asked.ask):
                    rises = Decimal(change.new) > Decimal(change.old)
                    if not (end == "to" and rises and most.get(column) == bound):
                        yield change


def _columns(rubric: Rubric, measure: Measure) -> dict[str, str]:
    """Return the kinds of the columns that a measure can name."""
    registers = [rubric.registers[name] for name in measure.register_]
    return {"": "count", **{name: c.ask for r in registers for name, c in r.columns.items()}}


def _below(
    value: Value, path: DataPath, role: str, kind: str, kinds: Mapping[str, str]
) -> Iterator[Mutation]:
    """Yield the changes below a value.

    `role` is the key that says what a number means, `kind` the kind of question it is about;
    `kinds` has the kind of every question, and under no name that of points.
    """
    if isinstance(value, dict):
        kind = _kind(value, kind, kinds)
        for key, inner in value.items():
            at = (*path, key)
            if path[-1:] == ("bands",):
                yield from _nudge(key, at, "bands", kind, bound=True)
            elif path[-1:] not in (("cases",), ("choice",)) and _unscored(key, inner):
                continue
            yield from _below(inner, at, _role(path, key, role), kind, kinds)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            # what stands bare in a list is a name
            if isinstance(inner, dict):
                yield from _below(inner, (*path, place), role, kind, kinds)
    elif isinstance(value, int | Decimal | str) and not isinstance(value, bool):
        yield from _nudge(value, path, role, kind)


def _unscored(key: str, value: Value) -> bool:
    return key in _UNSCORED or (key in _SUBJECTS and not isinstance(value, dict))


def _role(path: DataPath, key: str, role: str) -> str:
    above = path[-1] if path else ""
    if above in ("bands", "choice"):
        return "points"
    # of a number that differs by case, the key above says what it means
    return role if above == "cases" or key in ("by", "cases") else key


def _kind(value: Mapping[str, Value], kind: str, kinds: Mapping[str, str]) -> str:
    """Return the kind of the question that the numbers of a mapping are about."""
    if "cases" in value:
        return kind  # the question chooses the number, and is not what the number is about
    name = value.get("question", value.get("column", value.get("sum", value.get("id"))))
    if isinstance(name, str):
        return kinds.get(name, kinds[""])
    return kinds[""] if any(subject in value for subject in _SUBJECTS) else kind


def _whole(value: Value) -> bool:
    """Say whether a rubric has whole numbers only, and no rule that makes others of them."""
    if isinstance(value, dict):
        return value.keys().isdisjoint(_DIVIDING) and all(map(_whole, value.values()))
    if isinstance(value, list):
        return all(map(_whole, value))
    return value != "pro_rata" and not (isinstance(value, Decimal) and value % 1)


def _nudge(
    value: int | Decimal | str, path: DataPath, role: str, kind: str, *, bound: bool = False
) -> Iterator[Mutation]:
    found = _NUMBER.fullmatch(str(value))
    if found is None:
        return
    number, sign = Decimal(found[1]), found[2]
    step = _step(number, role, "percent" if sign else kind)
    for new in (number + step, number - step):
        yield Mutation(path, str(value), f"{_plain(new)}{sign}", bound)


def _step(number: Decimal, role: str, kind: str) -> Decimal:
    """Return by how much a number changes."""
    if role in _WHOLE or (role in _ANSWERS and kind == "count"):
        return Decimal(1)
    if role in _ANSWERS or not number:
        return _HALF
    return min(_HALF, abs(number) / 2)


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _silent(mutation: Mutation, rubric: Rubric) -> bool:
    """Say whether an end of a printed range moves outside what its tier can hold."""
    if mutation.path[0] != "tiers" or "as_published" not in mutation.path:
        return False
    _, place, _, option, end = mutation.path
    assert isinstance(place, int)  # tiers are a list
    low, high = _held(rubric, place, str(option))
    ends = [exact(Decimal(number)) for number in (mutation.old, mutation.new)]
    return max(ends) <= low if end == "from" else min(ends) >= high


def _held(rubric: Rubric, place: int, option: str) -> tuple[Bound, Bound]:
    """Return the least and the greatest total that a tier can hold."""
    whole: Number = 100
    if rubric.total.unit == "points":
        whole = add(dimension.weight or dimension.points or 0 for dimension in rubric.dimensions)
    most: Bound = INFINITY if rubric.bonus else whole
    own = _bounds(rubric.tiers[place].bound, option, whole)
    better = _bounds(rubric.tiers[place - 1].bound, option, whole) if place else []
    if rubric.total.better == "higher":
        return min(own, default=0), max(better, default=most)
    return min(better, default=0), max(own, default=most)


def _bounds(bound: Comparand | None, option: str, whole: Number) -> list[Number]:
    """List what a tier's bound may be, where the rubric says it in numbers."""
    if bound is None:
        return []
    if bound.by is not None:
        cases = bound.by.cases
        return [cases[option]] if option in cases else [*cases.values()]
    if bound.share is not None:
        return [divide(bound.share * whole, 100)]
    return [] if bound.number is None else [bound.number]
