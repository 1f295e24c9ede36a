"""Sums and ratios over whatever may hold, against every combination."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest

from hpscore.model.number import Number
from hpscore.model.result import Atom, Brought, Either
from hpscore.scoring.sums import extremes, may_be_empty, ratio, scale


def combinations(brought: Sequence[Brought]) -> Iterator[list[Atom]]:
    """Yield every set of things that may hold together."""
    choices: list[list[list[Atom]]] = []
    for member in brought:
        if isinstance(member, Atom):
            choices.append([[member]])
        else:
            choices.append([chosen for case in member.cases for chosen in combinations(case)])
    for chosen in product(*choices):
        yield [atom for atoms in chosen for atom in atoms]


def maybe(low: Number, high: Number, maximum: Number) -> Either:
    return Either(((Atom(low, high, maximum),), ()))


@pytest.mark.parametrize(
    "brought",
    [
        (Atom(6, 6, 10), maybe(4, 5, 5), maybe(0, 5, 5)),
        (Atom(1, 9, 10), maybe(1, 1, 1), maybe(0, 0, 7), maybe(Fraction(1, 3), 2, 3)),
        (maybe(1, 2, 3), maybe(2, 2, 5), maybe(5, 6, 9)),
        (Either(((Atom(1, 1, 2), maybe(3, 3, 3)), (Atom(5, 5, 9),), ())), Atom(2, 3, 4)),
        (Either(((Either(((Atom(1, 4, 6),), ())), Atom(0, 1, 1)), (Atom(2, 2, 2),))),),
        (Atom(0, 0, 4), Atom(2, 4, 4)),
        (maybe(0, 0, 0), Atom(1, 1, 2)),
    ],
)
def test_sums_and_ratios_are_those_of_the_worst_and_best_combination(
    brought: tuple[Brought, ...],
) -> None:
    every = list(combinations(brought))
    lows = [sum((atom.low for atom in atoms), Fraction(0)) for atoms in every]
    highs = [sum((atom.high for atom in atoms), Fraction(0)) for atoms in every]
    maxima = [sum((atom.maximum for atom in atoms), Fraction(0)) for atoms in every]
    assert extremes(brought, lambda atom: atom.low) == (min(lows), max(lows))
    assert extremes(brought, lambda atom: atom.maximum) == (min(maxima), max(maxima))
    worst = min(low / m for low, m in zip(lows, maxima, strict=True) if m)
    best = max(high / m for high, m in zip(highs, maxima, strict=True) if m)
    assert ratio(brought) == (worst, best)
    scaled = scale(brought, 60)
    assert scaled is not None
    assert (scaled.earned, scaled.reachable, scaled.maximum) == (worst * 60, best * 60, 60)
    assert may_be_empty(brought) is (min(maxima) == 0)


@pytest.mark.parametrize(
    "brought", [(), (Atom(0, 0, 0),), (maybe(0, 0, 0),), (Either(((), ())), Atom(0, 0, 0))]
)
def test_where_nothing_has_a_maximum_there_is_no_ratio(brought: tuple[Brought, ...]) -> None:
    assert ratio(brought) is None
    assert scale(brought, 10) is None
