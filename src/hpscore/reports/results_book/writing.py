"""The workbook of results: the total table, a list for each rubric, charts, and every line."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from hpscore.message import Language, say
from hpscore.model.number import Number
from hpscore.reports.book import Book
from hpscore.reports.results_book.charts import write_charts
from hpscore.reports.results_book.city import write_city
from hpscore.reports.results_book.gathering import Gathered, gather
from hpscore.reports.results_book.itemised import write_itemised
from hpscore.reports.results_book.losing import write_losses
from hpscore.reports.results_book.others import write_failures, write_roster
from hpscore.reports.results_book.sheets import Leaf
from hpscore.reports.results_book.summary import write_summary
from hpscore.reports.results_book.taken import Taken
from hpscore.reports.results_book.words import heading

__all__ = ["write_book"]


def write_book(
    taken: Iterable[Taken],
    stream: BinaryIO,
    language: Language,
    *,
    roster: Sequence[Sequence[str | Number | None]] = (),
) -> None:
    """Write a workbook of results; `taken` is in the order of the input, and is read once.

    `roster` has a row of headings and further rows, which get a sheet of their own. The same
    results give the same bytes. Lines are kept on disk on the way, not in memory.
    """
    # the folder is gone at the end, also where somebody interrupts
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile(dir=folder) as spool:
        found = gather(taken, spool)
        book = Book(stream, in_order=True, folder=folder)
        title = heading(say("results"), language)
        book.describe(title=title)
        _write(book, found, language)
        if found.failures:
            write_failures(book, found.failures, language)
        if roster:
            write_roster(book, roster, language)
        if not (found.groups or found.failures or roster):
            Leaf(book, heading(say("results"), language)).title(
                heading(say("no results"), language)
            )
        book.close()


def _write(book: Book, found: Gathered, language: Language) -> None:
    """Write what there are results for."""
    if not found.groups:
        return
    write_city(book, found, language)
    for group in found.groups:
        write_summary(book, group, language)
    write_charts(book, found.groups, language)
    write_losses(book, found, language)
    write_itemised(book, found, language)
