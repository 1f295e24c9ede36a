"""Names of the things in a rubric: ids, titles, item references, aliases."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from hpscore.message import Message, say
from hpscore.model.rubric import Indicator
from hpscore.model.sheet import Issue, Sheet
from hpscore.problem import nearest
from hpscore.source import DataPath

__all__ = ["Names", "fold", "names_of", "unknown_name"]


def fold(name: str) -> str:
    """Return the form under which names are compared: width, case and outer space apart."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Names:
    """Where each name leads; a name may be ambiguous, an id never is."""

    def __init__(self, entries: Iterable[tuple[str, str]], ids: Iterable[str]) -> None:
        self._ids = dict.fromkeys(ids)
        self._by_name: dict[str, dict[str, None]] = {}
        for name, target in entries:
            self._by_name.setdefault(fold(name), {})[target] = None

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids that a name may mean: none, one, or the candidates."""
        if name in self._ids:
            return (name,)
        return tuple(self._by_name.get(fold(name), ()))

    def all(self) -> Iterator[str]:
        """Yield every id and every other name."""
        yield from self._ids
        yield from self._by_name


def names_of(sheet: Sheet) -> Names:
    """Collect the names of a rubric's questions, lines and dimensions."""
    dimensions = sheet.rubric.dimensions
    ids = [*sheet.questions, *sheet.lines, *(dimension.id for dimension in dimensions)]
    return Names(_entries(sheet), ids)


def _entries(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for name, title in sheet.titles.items():
        for text in title.both():
            yield text, name
    for name, aliases in sheet.aliases.items():
        for alias in aliases:
            yield alias, name
    for line in sheet.lines.values():
        source = line.source
        if source.ref:
            yield source.ref, line.id
            if isinstance(source, Indicator):
                yield source.ref.split()[-1], line.id
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
            say("'{key}' may mean {candidates}", key=name, candidates=", ".join(candidates)),
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
