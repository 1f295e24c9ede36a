"""Cells that hold something that formulas do not count: no answer, or none that is possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hpscore.forms.formulas.answers import read_share, read_veto
from hpscore.forms.formulas.expressions import Expr

if TYPE_CHECKING:
    from hpscore.forms.formulas.scope import Scope

__all__ = ["unread_in"]


def unread_in(scope: Scope) -> dict[str, Expr]:
    """Return by cell whether what stands in it is not counted; cells that always are left out."""
    found = {**dict(_answers(scope)), **dict(_parts(scope)), **dict(_others(scope))}
    return {ref: unread for ref, unread in found.items() if unread is not scope.algebra.false}


def _answers(scope: Scope) -> Iterator[tuple[str, Expr]]:
    for name, ref in scope.workings.places.answers.items():
        yield ref, scope.given(name).unread


def _parts(scope: Scope) -> Iterator[tuple[str, Expr]]:
    places, algebra = scope.workings.places, scope.algebra
    for name, asked in scope.sheet.questions.items():
        if asked.kind in ("percent", "rate"):
            yield from read_share(algebra, name, asked, places)[2].items()


def _others(scope: Scope) -> Iterator[tuple[str, Expr]]:
    places = scope.workings.places
    for name, ref in places.vetoes.items():
        yield ref, read_veto(scope.algebra, name, places)[2]
    for name, ref in places.awarded.items():
        yield ref, scope.award(name)[2]
