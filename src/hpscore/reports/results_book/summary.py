"""The list of one rubric: rank, name, facts, subtotals, points, verdict, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hpscore.message import Language, Message, say
from hpscore.model.number import Number, spell
from hpscore.model.result import Points
from hpscore.reports.book import Book
from hpscore.reports.results_book import looks
from hpscore.reports.results_book.formats import bars, mark_equal, mark_filled, mark_unequal
from hpscore.reports.results_book.gathering import Group
from hpscore.reports.results_book.ranking import Ranked, ranked
from hpscore.reports.results_book.sheets import Cell, Column, Figure, Leaf, Listing
from hpscore.reports.results_book.taken import Tally
from hpscore.reports.results_book.words import heading

__all__ = ["write_summary"]

_PROVISIONAL = '0"*"'
"""A rank that may still change."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A column, and what stands in it."""

    column: Column
    read: Callable[[Ranked], Cell]
    role: str = ""
    """Which looks follow from its values: `earned`, `reachable`, `verdict`."""


def write_summary(book: Book, group: Group, language: Language) -> None:
    """Write the list of one rubric, best first."""
    on_paper = [*_fields(group, language)]
    fields = [*on_paper, *_off_paper(group, language)]
    kind = group.kind
    spoken = [
        say("{rubric} · subjects: {count}", rubric=group.label, count=len(group.subjects)),
        say("version {version}; {order}", version=kind.version, order=_order(group)),
    ]
    listing = Listing(
        book,
        group.label,
        [heading(message, language) for message in spoken],
        [field.column for field in fields],
        frozen=2,
        on_paper=len(on_paper),
    )
    for one in ranked(group):
        listing.row([field.read(one) for field in fields])
    for leaf in listing.leaves:
        _colour(leaf, listing.heads, fields, group)
    listing.close()


def _order(group: Group) -> Message:
    if not group.kind.pointed:
        return say("ranked by the share of lines that are met; * can still change")
    if group.kind.lower:
        return say("ranked by points earned so far, where less is better; * can still change")
    return say("ranked by points earned so far; * can still change")


def _fields(group: Group, language: Language) -> Iterator[_Field]:
    kind, subjects = group.kind, [placed.subject for placed in group.subjects]

    def head(message: Message) -> str:
        return heading(message, language)

    yield _Field(
        Column(head(say("rank")), "center"),
        _rank,
    )
    yield _Field(Column(head(say("name")), most=28), lambda one: one.subject.name)
    if any(one.id not in ("", one.name) for one in subjects):
        yield _Field(Column(head(say("subject id"))), lambda one: one.subject.id)
    for title in dict.fromkeys(title for one in subjects for title in one.facts):
        yield _fact(title)
    for place, dimension in enumerate(kind.dimensions):
        title = dimension.title
        if dimension.points is not None:
            title += f"\n{_bracketed(spell(dimension.points), language)}"
        yield _part(title, place)
    yield from (_pointed if kind.pointed else _counted)(group, head)
    if kind.tiers:
        verdict = Column(head(say("tier")), most=22)
        yield _Field(verdict, lambda one: one.subject.verdict, "verdict")
    yield from _converted(group, language)
    yield _Field(
        Column(head(say("not answered")), "center"),
        lambda one: one.subject.unanswered or None,
    )
    if any(one.gates for one in subjects):
        yield _Field(Column(head(say("what bars a tier")), most=30), lambda one: one.subject.gates)


def _off_paper(group: Group, language: Language) -> Iterator[_Field]:
    """Yield what is for the screen alone."""
    yield _Field(Column(heading(say("file"), language), most=40), lambda one: one.placed.source)
    if any(one.subject.remarks for one in group.subjects):
        remarks = Column(heading(say("remarks"), language), most=40, wraps=False)
        yield _Field(remarks, lambda one: one.subject.remarks)


def _rank(one: Ranked) -> Cell:
    if one.rank is None:
        return None
    return one.rank if one.subject.settled else Figure(one.rank, _PROVISIONAL)


def _fact(title: str) -> _Field:
    return _Field(Column(title, most=18), lambda one: one.subject.facts.get(title))


def _part(title: str, place: int) -> _Field:
    def read(one: Ranked) -> Cell:
        part = one.subject.parts[place]
        if isinstance(part, Tally):
            return _of(part.met, part.counted)
        return None if part is None else part.earned

    return _Field(Column(title, "right"), read)


def _of(met: int, counted: int) -> Cell:
    """Show a count out of how many; the cell has the count."""
    return Figure(met, f'0" / {counted}"') if counted else None


def _pointed(group: Group, head: Callable[[Message], str]) -> Iterator[_Field]:
    """Yield what stands in the columns of points."""

    def points(read: Callable[[Points], Cell]) -> Callable[[Ranked], Cell]:
        def cell(one: Ranked) -> Cell:
            found = one.subject.points
            return None if found is None else read(found)

        return cell

    def total(read: Callable[[Points], Cell]) -> Callable[[Ranked], Cell]:
        def cell(one: Ranked) -> Cell:
            found = one.subject.total
            return None if found is None else read(found)

        return cell

    yield _Field(
        Column(head(say("earned")), "right", least=9), points(lambda p: p.earned), "earned"
    )
    yield _Field(
        Column(head(say("reachable")), "right"), points(lambda p: p.reachable), "reachable"
    )
    yield _Field(Column(head(say("maximum")), "right"), points(lambda p: p.maximum))
    if any(one.subject.total != one.subject.points for one in group.subjects):
        said = say("total, per cent") if group.kind.percent else say("total")
        most = say("total reachable, per cent") if group.kind.percent else say("total reachable")
        yield _Field(Column(head(said), "right"), total(lambda p: p.earned))
        yield _Field(Column(head(most), "right"), total(lambda p: p.reachable))


def _counted(group: Group, head: Callable[[Message], str]) -> Iterator[_Field]:
    """Yield what stands in the columns of a rubric without points."""

    def count(read: Callable[[Tally], Cell]) -> Callable[[Ranked], Cell]:
        return lambda one: read(one.subject.met())

    yield _Field(Column(head(say("lines met")), "right"), count(lambda tally: tally.met))
    yield _Field(Column(head(say("lines not met")), "right"), count(lambda tally: tally.unmet))
    yield _Field(Column(head(say("lines open")), "right"), count(lambda tally: tally.open))
    yield _Field(Column(head(say("lines that apply")), "right"), count(lambda tally: tally.counted))


def _converted(group: Group, language: Language) -> Iterator[_Field]:
    for place, conversion in enumerate(group.kind.conversions):
        found = [one.subject.conversions[place] for one in group.subjects]
        yield _conversion(conversion.title, place, lambda points: points.earned)
        if any(points is not None and not points.final for points in found):
            said = _bracketed(heading(say("reachable"), language), language)
            title = f"{conversion.title}\n{said}"
            yield _conversion(title, place, lambda points: points.reachable)


def _conversion(title: str, place: int, read: Callable[[Points], Number]) -> _Field:
    """Return a column of a converted score: exact in the cell, shown with two places."""

    def cell(one: Ranked) -> Cell:
        points = one.subject.conversions[place]
        return None if points is None else Figure(read(points), looks.TWO_PLACES)

    return _Field(Column(title, "right"), cell)


def _colour(leaf: Leaf, heads: int, fields: list[_Field], group: Group) -> None:
    """Lay conditional formats over the verdicts and the points."""
    rows = heads + 1, max(leaf.row - 1, heads + 1)
    at = {field.role: place for place, field in enumerate(fields) if field.role}
    if "earned" in at:
        bars(leaf.page, at["earned"], rows, looks.BAR, most=_most(group))
        mark_unequal(leaf.page, at["reachable"], rows, at["earned"], looks.OPEN)
    if "verdict" in at:
        kind = group.kind
        colours = looks.verdict_colours(len(kind.tiers))
        for tier, colour in zip(kind.tiers, colours, strict=True):
            mark_equal(leaf.page, at["verdict"], rows, tier.title, {"bg_color": colour})
        mark_filled(leaf.page, at["verdict"], rows, looks.OPEN)


def _most(group: Group) -> float:
    """Return where the bars of points end."""
    found = [one.subject.points for one in group.subjects]
    return max((float(points.maximum) for points in found if points is not None), default=1) or 1


def _bracketed(text: str, language: Language) -> str:
    return f"（{text}）" if language == "zh" else f"({text})"
