"""Which lines cost most points, and why: all subjects of a rubric together."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import Language, say
from hpscore.model.number import Number, add, divide
from hpscore.model.result import CAUSES
from hpscore.reports.book import Book
from hpscore.reports.results_book import looks
from hpscore.reports.results_book.formats import bars
from hpscore.reports.results_book.gathering import Gathered, Group, Losses
from hpscore.reports.results_book.kind import KindLine
from hpscore.reports.results_book.sheets import Cell, Column, Figure, Listing
from hpscore.reports.results_book.words import heading
from hpscore.reports.terms import CAUSE_WORDS

__all__ = ["write_losses"]

_OPEN = "not_answered"


def write_losses(book: Book, found: Gathered, language: Language) -> None:
    """Write a row for each line of each rubric, those that cost most first."""
    causes = [cause for cause in CAUSES if cause != _OPEN and _told(found, cause)]
    open_ = _told(found, _OPEN)
    pointed = any(group.kind.pointed for group in found.groups)
    title = heading(say("lost points") if pointed else say("what is not met"), language)
    notes = [
        say("over all subjects together, in each rubric the lines that cost most points first")
        if pointed
        else say(
            "over all subjects together, in each rubric the lines that most do not meet first"
        ),
        *([say("what is not answered is not lost yet, and does not rank")] if open_ else []),
    ]
    columns = [
        *_columns(language, several=len(found.groups) > 1, pointed=pointed),
        *([Column(heading(say("points lost"), language), "right", least=12)] if pointed else []),
        *(Column(heading(CAUSE_WORDS[cause], language), "right") for cause in causes),
        *([Column(heading(CAUSE_WORDS[_OPEN], language), "right")] if open_ else []),
    ]
    spoken = [title, *(heading(note, language) for note in notes)]
    listing = Listing(book, title, spoken, columns, frozen=2)
    for group in found.groups:
        for cells in _rows(group, [*causes, *([_OPEN] if open_ else [])], pointed=pointed):
            listing.row([*([group.label] if len(found.groups) > 1 else []), *cells])
    for leaf in listing.leaves if pointed else ():
        place = len(columns) - len(causes) - open_ - 1
        bars(leaf.page, place, (listing.heads + 1, leaf.row - 1), looks.WARM)
    listing.close()


def _told(found: Gathered, cause: str) -> bool:
    return any(cause in losses.by_cause for group in found.groups for losses in group.losses)


def _columns(language: Language, *, several: bool, pointed: bool) -> Iterator[Column]:
    if several:
        yield Column(heading(say("rubric"), language), most=32)
    yield Column(heading(say("rank"), language), "center")
    yield Column(heading(say("item reference"), language), "center")
    yield Column(heading(say("indicator"), language), most=36)
    yield Column(heading(say("dimension"), language), most=20)
    yield Column(heading(say("subjects"), language), "right")
    missed = say("subjects that lost points, or do not meet it")
    yield Column(
        heading(missed if pointed else say("subjects that do not meet it"), language), "right"
    )
    yield Column(heading(say("share of the subjects"), language), "right")
    yield Column(heading(say("still open"), language), "right")


def _rows(group: Group, causes: list[str], *, pointed: bool) -> Iterator[list[Cell]]:
    lines = [
        (known, losses, _lost(losses))
        for known, losses in zip(group.kind.lines, group.losses, strict=True)
    ]
    merits = {id(known): _cost(losses, lost, group) for known, losses, lost in lines}
    lines.sort(key=lambda line: merits[id(line[0])], reverse=True)
    rank, before = 0, None
    for number, (known, losses, lost) in enumerate(lines, 1):
        cost = merits[id(known)]
        if cost != before:
            rank, before = number, cost
        yield [
            rank if cost[0] or cost[1] else None,
            *_counted(known, losses),
            *([lost if group.kind.pointed else None] if pointed else []),
            *(losses.by_cause.get(cause) for cause in causes),
        ]


def _lost(losses: Losses) -> Number:
    """Return the points that are lost for good."""
    return add(points for cause, points in losses.by_cause.items() if cause != _OPEN)


def _cost(losses: Losses, lost: Number, group: Group) -> tuple[Number, int]:
    return (lost if group.kind.pointed else 0), losses.missed


def _counted(known: KindLine, losses: Losses) -> Iterator[Cell]:
    yield from (known.ref, known.title, known.dimension)
    yield losses.subjects
    yield losses.missed
    share = divide(losses.missed, losses.subjects) if losses.subjects else None
    yield None if share is None else Figure(share, looks.PER_CENT)
    yield losses.open or None
