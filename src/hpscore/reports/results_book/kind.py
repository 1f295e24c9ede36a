"""A rubric as the sheets of results tell it: titles of its parts, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hpscore.model.number import Number
from hpscore.model.result import Result
from hpscore.reports.names import Names, short_ref

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Kind", "KindLine", "Named", "kind_of"]


class Named(NamedTuple):
    """Something of a rubric that has a column."""

    id: str
    title: str
    points: Number | None = None
    """Its maximum, where it has one."""
    places: int = 0
    """How many places of a conversion are shown."""


class KindLine(NamedTuple):
    """One line of the sheet."""

    id: str
    dimension: str
    """The title of its dimension, or of what stands beside them."""
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One rubric in one version: subjects of it stand in one list."""

    key: tuple[str, str, str]
    """Its id, version and digest."""
    title: str
    version: str
    pointed: bool
    """Whether it has points."""
    percent: bool
    """Whether its total is in per cent."""
    lower: bool
    """Whether a lower total is the better one."""
    dimensions: tuple[Named, ...]
    tiers: tuple[Named, ...]
    """Best first."""
    conversions: tuple[Named, ...]
    lines: tuple[KindLine, ...]


def kind_of(rubric: Rubric, result: Result, names: Names) -> Kind:
    """Return how a rubric is told, of which this is a result."""
    return Kind(
        key=(result.rubric, result.version, result.digest),
        title=names.text(rubric.title),
        version=result.version,
        pointed=any(line.node.points is not None for line in names.sheet.lines.values()),
        percent=result.unit == "percent",
        lower=result.better == "lower",
        dimensions=tuple(Named(d.id, names.of(d.id), d.points) for d in rubric.dimensions),
        tiers=tuple(Named(t.id, names.tier(t.id, grade=False)) for t in rubric.tiers),
        conversions=tuple(Named(c.id, names.of(c.id), places=c.places) for c in rubric.conversions),
        lines=tuple(_lines(rubric, names)),
    )


def _lines(rubric: Rubric, names: Names) -> Iterator[KindLine]:
    for dimension in rubric.dimensions:
        title = names.of(dimension.id)
        for indicator in dimension.indicators:
            ref = short_ref(indicator.ref)
            yield KindLine(indicator.id, title, ref, names.of(indicator.id))
