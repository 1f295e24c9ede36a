"""Names of the things in a rubric: ids, titles, item references, aliases."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hpscore.message import Message, say
from hpscore.model.scalars import fold
from hpscore.model.sheet import Issue, Sheet
from hpscore.problem import nearest
from hpscore.source import DataPath

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Names", "fold", "names_of", "tier_names", "unknown_name"]


class Names:
    """Where each name leads; a name may be ambiguous, an id as it is written never is."""

    def __init__(self, entries: Iterable[tuple[str, str]], ids: Iterable[str]) -> None:
        self._ids = dict.fromkeys(ids)
        self._by_name: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        for name, target in (*((name, name) for name in self._ids), *entries):
            folded = fold(name)
            self._by_name.setdefault(folded, {})[target] = None
            self._written.setdefault(folded, name)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids that a name may mean: none, one, or the candidates."""
        if name in self._ids:
            return (name,)
        return tuple(self._by_name.get(fold(name), ()))

    def all(self, leading_to: Container[str] | None = None) -> Iterator[str]:
        """Yield every id and every other name as it is written; or those that lead somewhere."""
        for folded, name in self._written.items():
            if leading_to is None or any(target in leading_to for target in self._by_name[folded]):
                yield name

    def near(self, name: str, leading_to: Container[str] | None = None) -> str | None:
        """Return the name that a misspelt one most likely means; None where none is near."""
        return nearest(name, self.all(leading_to))


def names_of(sheet: Sheet) -> Names:
    """Collect the names of a rubric's questions, lines and dimensions."""
    dimensions = sheet.rubric.dimensions
    ids = [*sheet.questions, *sheet.lines, *(dimension.id for dimension in dimensions)]
    return Names(_entries(sheet), ids)


def tier_names(rubric: Rubric) -> Names:
    """Collect the names of a rubric's tiers, their second published names among them."""
    return Names(
        (
            (text, tier.id)
            for tier in rubric.tiers
            for text in (
                *tier.title.both(),
                *tier.aliases,
                *(tier.grade.both() if tier.grade else ()),
            )
        ),
        (tier.id for tier in rubric.tiers),
    )


def _entries(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for name, title in sheet.titles.items():
        for text in title.both():
            yield text, name
    for name, aliases in sheet.aliases.items():
        for alias in aliases:
            yield alias, name
    for line in sheet.lines.values():
        source = line.source
        words = (source.ref or "").split()
        if source.ref and words:
            yield source.ref, line.id
            if source.form == "indicator":
                yield words[-1], line.id
    for dimension in sheet.rubric.dimensions:
        for text in dimension.title.both():
            yield text, dimension.id
    for gate in sheet.rubric.prerequisites:
        for text in (*gate.title.both(), *gate.aliases):
            yield text, gate.id


_KINDS: Final[Mapping[str, Message]] = {
    "indicator": say("indicator"),
    "veto": say("veto"),
    "evidence": say("evidence"),
}


def unknown_name(
    path: DataPath, kind: str, name: str, known: Iterable[str], candidates: Sequence[str] = ()
) -> Issue:
    """Return the issue of a key that names nothing, or several things."""
    if candidates:
        return Issue(
            path,
            f"ambiguous-{kind}",
            say("'{key}' may mean {candidates}", key=name, candidates=candidates),
            say("name its id"),
            key=True,
        )
    near = nearest(name, known)
    return Issue(
        path,
        f"unknown-{kind}",
        say("there is no {kind} '{name}'", kind=_KINDS[kind], name=name),
        say("did you mean '{near}'?", near=near) if near else say("take it out"),
        key=True,
    )
