"""A table of assessments as a workbook: a column a question, a row a unit to be assessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from hpscore.forms.blank import Blank
from hpscore.forms.blank_words import with_maximum
from hpscore.forms.headings import columns_of
from hpscore.forms.options import yes_no_texts
from hpscore.forms.workbook.contents import Content, fact_content, write
from hpscore.forms.workbook.entries import entries_of
from hpscore.forms.workbook.lists import Lists
from hpscore.forms.workbook.looks import PERMITTED, Looks, height_of
from hpscore.forms.workbook.validation import (
    Takes,
    count_takes,
    day_takes,
    fact_takes,
    list_takes,
    question_takes,
)
from hpscore.message import say
from hpscore.readers.filled.layout import EXCUSED, PAGES
from hpscore.readers.tables.headings import Headings
from hpscore.reports.book import Book, in_footer, width_of
from hpscore.reports.plain import plain

if TYPE_CHECKING:
    from hpscore.forms.workbook.entries import Entry
    from hpscore.model.assessment import FactValue
    from hpscore.source import DataPath

__all__ = ["write_table"]

Facts = Mapping[str, "FactValue"]
_MOST: Final = 26.0
_KEPT: Final = 3
"""The first columns stay in sight: the rubric, the number and the name."""


def write_table(blank: Blank, stream: BinaryIO, units: Sequence[Facts]) -> None:
    """Write a line of headings, and below it a row a unit with what is known of it.

    What a subject with the facts that all units share is not asked has no column.
    """
    blank = replace(blank, facts=_shared(blank, units))
    names, looks = blank.names, Looks(blank.names.language)
    columns = columns_of(blank, Headings(blank.reader), titles=True)
    book = Book(stream)
    page = book.page(PAGES["questions"][names.language])
    lists = Lists(book, book.page(PAGES["sums"][names.language], hidden=True))
    entries = {entry.key: entry for entry in entries_of(blank) if entry.key}
    widths: list[tuple[str, float]] = []
    for column, (heading, path) in enumerate(columns.items()):
        takes = _takes(path, blank)
        contents = [_content(path, blank, facts) for facts in units]
        shown = [str(content) for content in contents if content is not None]
        width = width_of((*shown, *takes.options), least=10, most=_MOST, bold=1)
        width = max(width, min(_MOST, width_of([heading]) / 2))
        widths.append((heading, width))
        page.sheet.set_column(column, column, width)
        page.text(0, column, heading, looks.heading)
        if told := _told(path, blank, entries):
            page.sheet.write_comment(0, column, plain(told), {"x_scale": 2, "y_scale": 1.5})
        for row, content in enumerate(contents, 1):
            write(page, row, column, content, looks.input(takes.num_format, left=takes.left))
        takes.validate(page, (1, max(1, len(units))), column, lists.at)
    page.sheet.set_row(0, max(30, height_of(widths)))
    page.sheet.freeze_panes(1, _KEPT)
    page.sheet.set_paper(9)
    page.sheet.set_landscape()
    page.sheet.repeat_rows(0)
    page.sheet.protect("", PERMITTED)
    page.sheet.set_header(f"&L&8{in_footer(names.text(names.rubric.title))}")
    page.sheet.repeat_columns(1, _KEPT - 1)  # it runs over several pages, to be readable
    page.sheet.set_footer("&C&P / &N")
    book.describe(title=names.text(names.rubric.title), comments=blank.named)
    book.close()


def _shared(blank: Blank, units: Sequence[Facts]) -> dict[str, FactValue]:
    """Return the facts that are the same for all units; others only where nothing hangs on them."""
    found: dict[str, FactValue] = dict(blank.facts)
    for name in dict.fromkeys(name for unit in units for name in unit):
        values = {unit.get(name) for unit in units}
        value = next(iter(values))
        if len(values) == 1 and value is not None:
            found[name] = value
        elif name not in blank.names.rubric.facts:
            found[name] = ""  # it has a column all the same
    return found


def _told(path: DataPath, blank: Blank, entries: Mapping[str, Entry]) -> str:
    """Return what a heading has no room for: the item, its points and how it earns them."""
    key = f"veto:{path[-1]}" if path[0] == "vetoes" else str(path[1]) if len(path) == 2 else ""
    entry = entries.get(key) if path[0] in ("answers", "vetoes") else None
    if entry is None:
        return ""
    names = blank.names
    title = names.labelled(entry.within, entry.title) if entry.within else entry.title
    return "\n".join([with_maximum(title, entry.points, names), *entry.said])


def _content(path: DataPath, blank: Blank, facts: Facts) -> Content:
    if path == ("rubric",):
        return blank.named
    if path[0] != "subject":
        return None
    name = str(path[-1])
    return fact_content(name, facts.get(name), blank.names)


def _takes(path: DataPath, blank: Blank) -> Takes:
    """Return what the cells of a column take."""
    names, section, *rest = blank.names, str(path[0]), *map(str, path[1:])
    if section == "subject":
        return fact_takes(rest[0], names)
    if section == "period":
        return day_takes(names, say("both days included, written as 2022-12-31"))
    if section == "vetoes":
        return list_takes(yes_no_texts(names))
    if section != "answers":
        return Takes(num_format="@", left=True)
    excused = names.labelled(EXCUSED[names.language], names.word(say("reason")))
    asked = names.sheet.questions.get(rest[0])
    if asked is None:
        return Takes(said=names.word(say("only where it does not apply: {na}", na=excused)))
    if rest[1:] in (["count"], ["of"]):
        return count_takes(names)
    if rest[1:]:
        return Takes(num_format="@", left=True)
    takes = question_takes(asked, names, alone=True)
    if takes.kind != "list":
        return takes
    # the reason stands in the cell itself, which no list can hold
    options = tuple(option for option in takes.options if option != takes.excused)
    return replace(takes, options=options, strict=not takes.excused)
