"""Which papers were handed in: in full, short of sets or parts, or not at all.

A file belongs to the set that a folder or its own name tells: by the set's title or its number,
else by what the name says besides the paper and its part. A part is there where a name tells it.
Nobody looks into a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from hpscore.model.filing import (
    called,
    names_of_paper,
    own_folder,
    residue,
    steps_of,
    told_in,
    without_number,
)

if TYPE_CHECKING:
    from hpscore.model.evidence import Called, Evidence
    from hpscore.model.rubric import Rubric

__all__ = ["Handed", "HandedSet", "handed_in", "not_in_full"]

_HAN: Final = "零一二三四五六七八九十"
_LONGEST_SUFFIX: Final = 6

_Key = int | str
"""What tells a set: its place among those that the rubric names, or a text of its own."""


@dataclass(frozen=True, slots=True)
class HandedSet:
    """One set of a paper, as far as it was handed in."""

    place: int | None
    """Its place among the sets, where a title or a number tells it."""
    name: str
    """What tells it otherwise."""
    files: tuple[str, ...]
    lacking: tuple[int, ...]
    """The parts that no file tells, by their places."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in of one paper."""

    wanted: int
    """How many sets are wanted."""
    sets: tuple[HandedSet, ...]
    """The sets of which there is something."""

    @property
    def complete(self) -> int:
        """How many of the sets that are wanted are there in full."""
        return min(self.wanted, sum(not own.lacking for own in self.sets))

    @property
    def state(self) -> Literal["given", "short", "missing"]:
        """Whether all is there, something, or nothing."""
        if not self.sets:
            return "missing"
        return "given" if self.complete == self.wanted else "short"


def handed_in(number: str, paper: Evidence, files: Sequence[str]) -> Handed:
    """Sort the files of a paper into sets; `files` are relative paths."""
    parts = [_names(part) for part in paper.parts]
    found: dict[_Key, tuple[list[str], set[int]]] = {}
    for file, steps in zip(files, _inner(number, paper, files), strict=True):
        told = told_in("/".join(map(called, steps)), parts)
        for key in _keys(number, paper, steps, parts):
            own, there = found.setdefault(key, ([], set()))
            own.append(file)
            there.update(told)
    return Handed(
        paper.sets,
        tuple(
            HandedSet(
                key if isinstance(key, int) else None,
                "" if isinstance(key, int) else key,
                tuple(own),
                tuple(place for place in range(len(parts)) if place not in there),
            )
            for key, (own, there) in sorted(found.items(), key=lambda pair: _order(pair[0]))
        ),
    )


def not_in_full(rubric: Rubric, evidence: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the numbers of the papers of which a set or a part is lacking."""
    return frozenset(
        number
        for number, paper in rubric.evidence.items()
        if handed_in(number, paper, evidence.get(number, ())).state != "given"
    )


def _order(key: _Key) -> tuple[int, str]:
    return (key, "") if isinstance(key, int) else (10**6, key)


def _names(name: Called) -> tuple[str, ...]:
    return tuple(map(called, (*name.both(), *name.aliases)))


def _inner(number: str, paper: Evidence, files: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the steps of each file below the paper's folder, or else below all that they share."""
    every = [_without_suffix(steps_of(file)) for file in files]
    owned = [own_folder(steps, number, paper) for steps in every]
    shared = _shared([steps[:-1] for steps in every])
    for steps, own in zip(every, owned, strict=True):
        yield steps[own or shared :]


def _shared(folders: Sequence[Sequence[str]]) -> int:
    """Return how many steps all folders begin with."""
    for place, steps in enumerate(zip(*folders, strict=False)):
        if len(set(steps)) > 1:
            return place
    return min(map(len, folders), default=0)


def _without_suffix(steps: tuple[str, ...]) -> tuple[str, ...]:
    if not steps:
        return ("",)
    stem, dot, suffix = steps[-1].rpartition(".")
    short = bool(dot and stem) and suffix.isascii() and len(suffix) < _LONGEST_SUFFIX
    return (*steps[:-1], stem) if short else steps


def _keys(
    number: str, paper: Evidence, steps: Sequence[str], parts: Iterable[Iterable[str]]
) -> Iterable[_Key]:
    """Return what tells the set of a file; several titles where it belongs to several sets."""
    if paper.sets == 1:
        return (0,)
    folded = [*map(called, steps[:-1]), without_number(steps[-1], number)]
    places = told_in("/".join(folded), _titles(paper))
    if places:
        return sorted(places)
    known = [*names_of_paper(paper), *(name for own in parts for name in own)]
    said = [residue(step, known) for step in folded]
    folders = [step for step in said[:-1] if step]
    return ("/".join(folders) or said[-1],)


def _titles(paper: Evidence) -> Iterator[tuple[str, ...]]:
    """Yield the names of each set: its title, or its number as folders have it."""
    for place in range(paper.sets):
        numbered = (f"第{place + 1}套", f"第{_han(place + 1)}套", f"set{place + 1}")
        yield _names(paper.set_titles[place]) if paper.set_titles else numbered


def _han(number: int) -> str:
    """Write a number up to 99 in Chinese; others in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
