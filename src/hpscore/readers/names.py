"""Names of the things in a rubric: ids, titles, item references, aliases."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.message import EN, Language, Message, Sayable, say
from hpscore.model.scalars import fold
from hpscore.model.sheet import Issue, Sheet
from hpscore.problem import nearest
from hpscore.source import DataPath

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric

__all__ = ["Names", "fold", "item_in_digits", "names_of", "tier_names", "unknown_name"]

_MOST: Final = 6
"""How many candidates are listed."""
_LEAST: Final = 3
"""How many letters a part of a name has at least; of Chinese characters one is enough."""
_DIGITS: Final = {
    f"{ten}{one}": str(10 * tens + ones)
    for tens, ten in enumerate(("", "十", "二十"))
    for ones, one in enumerate(("", *"一二三四五六七八九"))
    if 0 < 10 * tens + ones <= 20
}
"""The numbers from 1 to 20 as items of a sheet have them."""
_ITEM: Final = re.compile(r"(?P<before>(?:.*\s)?)(?P<first>[^\s-]{1,3})(?P<rest>-\S+)")


def item_in_digits(folded: str) -> str | None:
    """Return an item reference with digits in its first part, 1-4 for 一-4; None for no such."""
    found = _ITEM.fullmatch(folded)
    if found is None:
        return None
    first = found["first"]
    digits = first if first in _DIGITS.values() else _DIGITS.get(first)
    return None if digits is None else f"{found['before']}{digits}{found['rest']}"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One of several things that a name may mean: its title, and the id to write."""

    id: str
    title: Sayable | None
    before: str

    def say(self, language: Language) -> str:
        written = self.before + self.id
        title = self.id if self.title is None else self.title.say(language)
        if fold(title) == fold(self.id):
            return written
        return say("{title} ({name})", title=title, name=written).text(language)

    def __str__(self) -> str:
        return self.say(EN)


class Names:
    """Where each name leads; a name may be ambiguous, an id as it is written never is."""

    def __init__(
        self,
        entries: Iterable[tuple[str, str]],
        ids: Iterable[str],
        titles: Mapping[str, Sayable] | None = None,
    ) -> None:
        self._ids = dict.fromkeys(ids)
        self._titles = titles or {}
        self._by_name: dict[str, dict[str, None]] = {}
        self._by_item: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        for name, target in (*((name, name) for name in self._ids), *entries):
            folded = fold(name)
            self._by_name.setdefault(folded, {})[target] = None
            self._written.setdefault(folded, name)
            item = item_in_digits(folded)
            if item is not None:
                self._by_item.setdefault(item, {})[target] = None

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids that a name may mean: none, one, or the candidates."""
        if name in self._ids:
            return (name,)
        folded = fold(name)
        found = self._by_name.get(folded)
        if found is None:
            found = self._by_item.get(item_in_digits(folded) or "")
        return tuple(found or ())

    def all(self, leading_to: Container[str] | None = None) -> Iterator[str]:
        """Yield every id and every other name as it is written; or those that lead somewhere."""
        for folded, name in self._written.items():
            if leading_to is None or any(target in leading_to for target in self._by_name[folded]):
                yield name

    def meant(
        self,
        name: str,
        leading_to: Container[str] | None = None,
        *,
        before: str = "",
        alike: float = 0.6,
    ) -> Message | None:
        """Say what a name that leads nowhere most likely means; None where nothing is like it.

        A part of names means the one that has it, or one of several; any other the nearest.
        `before` is what is written before each; `alike` is how near the nearest has to be.
        """
        found = self._with_part(fold(name), leading_to)
        if len(found) > 1:
            return say("did you mean one of {names}?", names=self.listed(found, before))
        near: str | None
        if found:
            ((_, names),) = found.items()
            near = min(names, key=len)
        else:
            near = nearest(name, self.all(leading_to), alike=alike)
        return say("did you mean '{near}'?", near=before + near) if near else None

    def listed(self, targets: Iterable[str], before: str = "") -> list[Sayable | str]:
        """Return ids with their titles, to choose from; of many the first few."""
        found = list(targets)
        shown = [_Candidate(name, self._titles.get(name), before) for name in found[:_MOST]]
        return [*shown, "…"] if len(found) > _MOST else [*shown]

    def _with_part(self, part: str, leading_to: Container[str] | None) -> dict[str, list[str]]:
        """Return the ids that names with this part lead to, each with those names.

        Where the part is nearly all of the names of one of them, that one is meant.
        """
        letters = part[:1].isascii() and part[:1].isalnum()
        if not part or (letters and len(part) < _LEAST):
            return {}
        # letters begin a word: 'unit' is no part of 'community'
        pattern = re.compile(("(?<![a-z0-9])" if letters else "") + re.escape(part))
        found: dict[str, list[str]] = {}
        for folded, targets in self._by_name.items():
            if pattern.search(folded):
                for target in targets:
                    if leading_to is None or target in leading_to:
                        found.setdefault(target, []).append(self._written[folded])
        nearly = [
            target
            for target, names in found.items()
            if any(4 * len(part) >= 3 * len(name) for name in names)
        ]
        return {nearly[0]: found[nearly[0]]} if len(nearly) == 1 else found


def names_of(sheet: Sheet) -> Names:
    """Collect the names of a rubric's questions, lines and dimensions."""
    dimensions = sheet.rubric.dimensions
    ids = [*sheet.questions, *sheet.lines, *(dimension.id for dimension in dimensions)]
    titles = {**{dimension.id: dimension.title for dimension in dimensions}, **sheet.titles}
    return Names(_entries(sheet), ids, titles)


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
        {tier.id: tier.title for tier in rubric.tiers},
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
    path: DataPath,
    kind: str,
    name: str,
    known: Names,
    candidates: Sequence[str] = (),
    leading_to: Container[str] | None = None,
) -> Issue:
    """Return the issue of a key that names nothing, or several things."""
    if candidates:
        return Issue(
            path,
            f"ambiguous-{kind}",
            say("'{key}' may mean {candidates}", key=name, candidates=known.listed(candidates)),
            say("name its id"),
            key=True,
        )
    return Issue(
        path,
        f"unknown-{kind}",
        say("there is no {kind} '{name}'", kind=_KINDS[kind], name=name),
        known.meant(name, leading_to) or say("take it out"),
        key=True,
    )
