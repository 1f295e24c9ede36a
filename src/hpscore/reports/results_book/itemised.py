"""A row for each line of each subject, with why points are missing in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hpscore.message import Language, say
from hpscore.reports.book import Book
from hpscore.reports.results_book import looks
from hpscore.reports.results_book.gathering import Gathered, Item
from hpscore.reports.results_book.sheets import MOST_ROWS, Cell, Column, Figure, Listing
from hpscore.reports.results_book.words import heading

__all__ = ["write_itemised"]

_OF_UNIT: Final = {"percent": 'General"%"'}


def write_itemised(
    book: Book, found: Gathered, language: Language, *, most_rows: int = MOST_ROWS
) -> None:
    """Write the lines of all subjects, in the order of the input."""
    ids = any(one.subject.id for group in found.groups for one in group.subjects)
    title = heading(say("line by line"), language)
    columns = [*_columns(found, language, ids=ids)]
    listing = Listing(book, title, [title], columns, frozen=2, most_rows=most_rows)
    several, pointed = len(found.groups) > 1, _pointed(found)
    for item in found.items():
        listing.row(_cells(item, found, several=several, ids=ids, pointed=pointed))
    listing.close()


def _columns(found: Gathered, language: Language, *, ids: bool) -> Iterator[Column]:
    if len(found.groups) > 1:
        yield Column(heading(say("rubric"), language), most=32)
    yield Column(heading(say("name"), language))
    if ids:
        yield Column(heading(say("subject id"), language))
    yield Column(heading(say("dimension"), language), most=18)
    yield Column(heading(say("item reference"), language), "center")
    yield Column(heading(say("indicator"), language), most=34)
    if _pointed(found):
        for title in (say("maximum"), say("earned"), say("reachable")):
            yield Column(heading(title, language), "right")
    if found.distances:
        yield Column(heading(say("still missing"), language), "right")
    yield Column(heading(say("state"), language), "center")
    yield Column(heading(say("why points are missing"), language), most=60)


def _cells(
    item: Item, found: Gathered, *, several: bool, ids: bool, pointed: bool
) -> Iterator[Cell]:
    known, line = item.known, item.line
    if several:
        yield item.group.label
    yield item.name
    if ids:
        yield item.id
    yield from (known.dimension, known.ref, known.title)
    points = line.points
    if points is not None:
        yield from (points.maximum, points.earned, points.reachable)
    elif pointed:
        yield from (None, None, None)
    if found.distances:
        yield _short(item)
    yield from (line.state, line.why)


def _pointed(found: Gathered) -> bool:
    """Say whether any rubric has points; its bonus and deductions have some too."""
    return any(group.kind.pointed for group in found.groups)


def _short(item: Item) -> Cell:
    short = item.line.short
    if short is None or item.line.unit not in _OF_UNIT:
        return short
    form = looks.number_form(short)
    return Figure(short, _OF_UNIT[item.line.unit] if form == looks.EXACT else f'{form}"%"')
