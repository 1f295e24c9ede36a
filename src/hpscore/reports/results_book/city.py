"""The total table: how many of each kind, their means and verdicts, by county and street."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from hpscore.message import Language, Message, say
from hpscore.model.number import Number
from hpscore.reports.book import Book
from hpscore.reports.results_book import looks
from hpscore.reports.results_book.aggregate import Aggregate, aggregate
from hpscore.reports.results_book.gathering import Gathered, Group
from hpscore.reports.results_book.sheets import Cell, Column, Figure, Leaf
from hpscore.reports.results_book.taken import Subject
from hpscore.reports.results_book.words import heading

__all__ = ["write_city"]

_MOST_REPEATED: Final = 10


def write_city(book: Book, found: Gathered, language: Language) -> None:
    """Write the total table: a row for each kind, then each kind by county and street."""
    leaf = Leaf(book, heading(say("total table"), language))
    leaf.title(heading(say("total table"), language))
    for note in _notes(found):
        leaf.note(heading(note, language))
    leaf.gap()
    _overall(leaf, found.groups, language)
    for group in found.groups:
        leaf.gap()
        _by_place(leaf, group, language)
    leaf.finish()


def _notes(found: Gathered) -> Iterator[Message]:
    yield say(
        "how it is added up is up to hpscore, no standard prescribes it: means are over results "
        "whose points are final, verdicts are counted where they are decided"
    )
    if found.failed:
        yield say("left out: {count} inputs without a result, listed apart", count=found.failed)
    repeated = [*_repeated(found)]
    if repeated:
        more = ["…"] if len(repeated) > _MOST_REPEATED else []
        yield say(
            "handed in more than once, and counted each time: {names}",
            names=[*repeated[:_MOST_REPEATED], *more],
        )


def _repeated(found: Gathered) -> Iterator[str]:
    """Yield who has several results of one kind, by the id."""
    for group in found.groups:
        ids = Counter(one.subject.id for one in group.subjects if one.subject.id)
        names = {one.subject.id: one.subject.name for one in group.subjects}
        yield from (f"{names[id_]} ({count})" for id_, count in ids.items() if count > 1)


def _overall(leaf: Leaf, groups: Sequence[Group], language: Language) -> None:
    """Write a row for each kind."""
    converted = any(group.kind.conversions for group in groups)
    tiers = any(group.kind.tiers for group in groups)
    verdicts = [
        Column(heading(say("best tier"), language), most=26),
        Column(heading(say("with the best tier"), language), "right"),
        Column(heading(say("share of the decided"), language), "right"),
    ]
    columns = [
        Column(heading(say("kind of subject"), language), most=30),
        *_counts(language),
        Column(heading(_mean_of({group.kind.pointed for group in groups}), language), "right"),
        *([Column(heading(say("mean converted score"), language), "right")] if converted else []),
        *(verdicts if tiers else []),
    ]
    leaf.section(heading(say("all kinds"), language))
    leaf.heads(columns)
    for group in groups:
        found = aggregate((one.subject for one in group.subjects), group.kind)
        leaf.cells(
            columns,
            [
                group.label,
                found.subjects,
                found.final,
                found.subjects - found.final,
                _mean(found.mean, pointed=group.kind.pointed),
                *([_mean(next(iter(found.conversions), None))] if converted else []),
                *(_best_of(group, found) if tiers else []),
            ],
        )


def _mean_of(pointed: Set[bool]) -> Message:
    """Say what the mean of rubrics is, some with points, some without."""
    if pointed == {True}:
        return say("mean total")
    if pointed == {False}:
        return say("mean share met")
    return say("mean total, or share met")


def _best_of(group: Group, found: Aggregate) -> list[Cell]:
    if not group.kind.tiers:
        return [None, None, None]
    share = None if found.best is None else Figure(found.best, looks.PER_CENT)
    return [group.kind.tiers[0].title, found.tiers[0], share]


def _counts(language: Language) -> list[Column]:
    return [
        Column(heading(say("subjects"), language), "right"),
        Column(heading(say("points final"), language), "right"),
        Column(heading(say("can still change"), language), "right"),
    ]


def _mean(value: Number | None, *, pointed: bool = True) -> Cell:
    if value is None:
        return None
    return Figure(value, looks.TWO_PLACES if pointed else looks.PER_CENT)


def _by_place(leaf: Leaf, group: Group, language: Language) -> None:
    """Write one kind: all of it, then each county, and each street in it."""
    kind = group.kind
    counties = [*_places(group, language)]
    streets = any(place.street for place in counties)
    title = say("mean total, per cent") if kind.percent else _mean_of({kind.pointed})
    columns = [
        Column(heading(say("county"), language), most=30),
        *([Column(heading(say("street or township"), language))] if streets else []),
        *_counts(language),
        Column(heading(title, language), "right"),
        *(
            Column(heading(say("{conversion}, mean", conversion=one.title), language), "right")
            for one in kind.conversions
        ),
        *(Column(tier.title, "right") for tier in kind.tiers),
        *([Column(heading(say("tier undecided"), language), "right")] if kind.tiers else []),
        *([_best(group, language)] if kind.tiers else []),
    ]
    leaf.section(group.label)
    leaf.heads(columns)
    for place in counties:
        names: list[Cell] = [place.county, *([place.street or None] if streets else [])]
        found = aggregate(place.subjects, kind)
        leaf.cells(columns, [*names, *_figures(found, group)], sums=not place.street)


def _best(group: Group, language: Language) -> Column:
    best = group.kind.tiers[0].title
    return Column(heading(say("share of {tier} in the decided", tier=best), language), "right")


def _figures(found: Aggregate, group: Group) -> Iterator[Cell]:
    kind = group.kind
    yield from (found.subjects, found.final, found.subjects - found.final)
    yield _mean(found.mean, pointed=kind.pointed)
    yield from (_mean(value) for value in found.conversions)
    if kind.tiers:
        yield from found.tiers
        yield found.undecided
        yield None if found.best is None else Figure(found.best, looks.PER_CENT)


@dataclass(frozen=True, slots=True)
class _Place:
    county: str
    street: str
    subjects: list[Subject]


def _places(group: Group, language: Language) -> Iterator[_Place]:
    """Yield everything, then counties and their streets, in the order in which they are met."""
    known = [one.subject for one in group.subjects]
    yield _Place(heading(say("all"), language), "", known)
    if not any(one.county or one.street for one in known):
        return
    unsaid = heading(say("not stated"), language)
    for county, inside in _split(known, "county").items():
        yield _Place(county or unsaid, "", inside)
        if not any(one.street for one in inside):
            continue
        for street, few in _split(inside, "street").items():
            yield _Place(county or unsaid, street or unsaid, few)


def _split(subjects: Iterable[Subject], by: str) -> dict[str, list[Subject]]:
    found: dict[str, list[Subject]] = {}
    for one in subjects:
        found.setdefault(getattr(one, by), []).append(one)
    return found
