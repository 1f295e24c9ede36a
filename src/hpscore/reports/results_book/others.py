"""What stands beside the results: inputs without one, and what a roster says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hpscore.message import Language, say
from hpscore.model.number import Number
from hpscore.reports.book import Book
from hpscore.reports.results_book.gathering import Failure
from hpscore.reports.results_book.sheets import Column, Listing
from hpscore.reports.results_book.words import heading

__all__ = ["write_failures", "write_roster"]


def write_failures(book: Book, failures: Iterable[Failure], language: Language) -> None:
    """Write what is wrong with inputs, and how to mend it."""
    title = heading(say("errors"), language)
    columns = [
        Column(heading(say("file"), language), most=40),
        Column(heading(say("place in the file"), language), most=20),
        Column(heading(say("what is wrong"), language), most=60),
        Column(heading(say("how to mend it"), language), most=50),
        Column(heading(say("code of the error"), language), most=26),
    ]
    note = say("these inputs have no result, and are in no count or mean")
    listing = Listing(book, title, [title, heading(note, language)], columns, frozen=1)
    for failure in failures:
        fault = failure.fault
        listing.row([failure.source, fault.place, fault.message, fault.help, fault.code])
    listing.close()


def write_roster(
    book: Book, rows: Sequence[Sequence[str | Number | None]], language: Language
) -> None:
    """Write what a roster says of the inputs; the first row is that of the headings."""
    heads, *others = rows
    title = heading(say("roster"), language)
    numeric = [
        any(row[place] is not None for row in others)
        and all(row[place] is None or not isinstance(row[place], str) for row in others)
        for place in range(len(heads))
    ]
    columns = [
        Column(str(head or ""), "right" if number else "left", most=36)
        for head, number in zip(heads, numeric, strict=True)
    ]
    listing = Listing(book, title, [title], columns, frozen=1)
    for row in others:
        listing.row(row)
    listing.close()
